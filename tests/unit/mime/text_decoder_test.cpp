#include "mime/text_decoder.hpp"

#include "support/cuts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

std::string decode_pieces(transfer_encoding encoding, std::string_view charset,
                          const std::vector<std::string_view>& pieces, defect_set* defects = nullptr)
{
    text_decoder decoder(encoding, charset);
    std::string out = "kept ";
    for (const std::string_view piece : pieces)
        decoder.feed(piece, out);
    decoder.finish(out);
    if (defects)
        *defects = decoder.defects();
    return out;
}

std::string decode(transfer_encoding encoding, std::string_view charset, std::string_view text)
{
    const std::string whole = decode_pieces(encoding, charset, {text});
    for (const auto& pieces : test::all_cuts(text))
        EXPECT_EQ(decode_pieces(encoding, charset, pieces), whole);
    return whole;
}

TEST(TextDecoder, RemovesBothCodings)
{
    EXPECT_EQ(decode(transfer_encoding::base64, "utf-8", "4oKs\r\n4oKs"), "kept \u20ac\u20ac");
    EXPECT_EQ(decode(transfer_encoding::quoted_printable, "iso-2022-jp", "=1B$B$=22=1B(B=\r\n!\r\n"),
              "kept \u3042!\r\n");
    EXPECT_EQ(decode(transfer_encoding::identity, "windows-1251", "\xcf\xf0"), "kept \u041f\u0440");
}

TEST(TextDecoder, JoinsACharacterOverASoftBreak)
{
    EXPECT_EQ(decode(transfer_encoding::quoted_printable, "utf-8", "=E2=82=\n=AC"), "kept \u20ac");
}

TEST(TextDecoder, GivesTheEndOfBoth)
{
    EXPECT_EQ(decode(transfer_encoding::base64, "utf-8", "4oKs4g"), "kept \u20ac\u00e2");
    EXPECT_EQ(decode(transfer_encoding::quoted_printable, "euc-jp", "=A4"), "kept \ufffd");
}

TEST(TextDecoder, ReportsTheDefectsOfBoth)
{
    defect_set defects;
    decode_pieces(transfer_encoding::quoted_printable, "euc-jp", {"=ZZ=FF"}, &defects);
    EXPECT_TRUE(defects.has(defect::quoted_printable_malformed));
    EXPECT_TRUE(defects.has(defect::charset_malformed));
    decode_pieces(transfer_encoding::base64, "x-none", {"*"}, &defects);
    EXPECT_EQ(defects.list(), (std::vector{defect::base64_malformed, defect::charset_unknown}));
}

} // namespace
} // namespace recoil::mime
