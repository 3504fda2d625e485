#include "mime/transfer_decoder.hpp"

#include "support/cuts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

struct decoded {
    std::string octets;
    bool malformed = false;
    bool operator==(const decoded&) const = default;
};

std::ostream& operator<<(std::ostream& out, const decoded& d)
{
    return out << testing::PrintToString(d.octets) << (d.malformed ? " malformed" : "");
}

decoded decode_pieces(transfer_encoding encoding, const std::vector<std::string_view>& pieces)
{
    transfer_decoder decoder(encoding);
    decoded d;
    for (const std::string_view piece : pieces)
        decoder.feed(std::string(piece), d.octets);
    decoder.finish(d.octets);
    d.malformed = !decoder.defects().empty();
    return d;
}

decoded decode(transfer_encoding encoding, std::string_view text)
{
    const decoded whole = decode_pieces(encoding, {text});
    for (const auto& pieces : test::all_cuts(text))
        EXPECT_EQ(decode_pieces(encoding, pieces), whole) << "cut before " << pieces.back();
    EXPECT_LE(whole.octets.size(), text.size());
    return whole;
}

decoded base64(std::string_view text)
{
    return decode(transfer_encoding::base64, text);
}

decoded quoted(std::string_view text)
{
    return decode(transfer_encoding::quoted_printable, text);
}

TEST(TransferDecoder, PassesIdentity)
{
    const std::string_view text("a=41 \n\0\xff", 8);
    EXPECT_EQ(decode(transfer_encoding::identity, text), (decoded{std::string(text), false}));
}

TEST(TransferDecoder, DecodesBase64)
{
    EXPECT_EQ(base64(""), (decoded{"", false}));
    EXPECT_EQ(base64("Zg=="), (decoded{"f", false}));
    EXPECT_EQ(base64("Zm8="), (decoded{"fo", false}));
    EXPECT_EQ(base64("Zm9v"), (decoded{"foo", false}));
    EXPECT_EQ(base64("Zm9v\r\nYmFy\r\n"), (decoded{"foobar", false}));
    EXPECT_EQ(base64("+/+/\n"), (decoded{"\xfb\xff\xbf", false}));
}

TEST(TransferDecoder, SkipsForeignCharactersInBase64)
{
    EXPECT_EQ(base64("Zm*9v"), (decoded{"foo", true}));
    EXPECT_EQ(base64("Z m\t9\nv"), (decoded{"foo", false}));
    EXPECT_EQ(base64("\xffZm9v\xff"), (decoded{"foo", true}));
}

TEST(TransferDecoder, ForgivesPadding)
{
    EXPECT_EQ(base64("Zg"), (decoded{"f", true}));
    EXPECT_EQ(base64("Zm8"), (decoded{"fo", true}));
    EXPECT_EQ(base64("Z"), (decoded{"", true}));
    EXPECT_EQ(base64("Z==="), (decoded{"", true}));
    EXPECT_EQ(base64("Zg="), (decoded{"f", false}));
    EXPECT_EQ(base64("Zm9v="), (decoded{"foo", true}));
    EXPECT_EQ(base64("===="), (decoded{"", true}));
}

TEST(TransferDecoder, DecodesBase64SegmentsOneByOne)
{
    EXPECT_EQ(base64("Zg==\nZm8=\nZm9v\n"), (decoded{"ffofoo", true}));
}

TEST(TransferDecoder, DecodesQuotedPrintable)
{
    EXPECT_EQ(quoted("caf=E9=e9 =3D\r\n"), (decoded{"caf\xe9\xe9 =\r\n", false}));
    EXPECT_EQ(quoted("=00"), (decoded{std::string(1, '\0'), false}));
    EXPECT_EQ(quoted("8bit \xff stays"), (decoded{"8bit \xff stays", false}));
}

TEST(TransferDecoder, RemovesSoftBreaks)
{
    EXPECT_EQ(quoted("a=\r\nb=\nc"), (decoded{"abc", false}));
    EXPECT_EQ(quoted("a= \t\r\nb"), (decoded{"ab", false}));
    EXPECT_EQ(quoted("a  =\r\nb"), (decoded{"a  b", false}));
    EXPECT_EQ(quoted("a="), (decoded{"a", false}));
    EXPECT_EQ(quoted("a=\r"), (decoded{"a", false}));
    EXPECT_EQ(quoted("=\n=\n=\n"), (decoded{"", false}));
}

TEST(TransferDecoder, DropsBlanksAtTheEndOfALine)
{
    EXPECT_EQ(quoted("a \t\r\nb \nc  d \r"), (decoded{"a\r\nb\nc  d", false}));
    EXPECT_EQ(quoted("a=20 \nb=20\n"), (decoded{"a \nb \n", false}));
    EXPECT_EQ(quoted("a \r \r\nb"), (decoded{"a \r\r\nb", false}));
    EXPECT_EQ(quoted("a \r\r\n"), (decoded{"a \r\r\n", false}));
}

TEST(TransferDecoder, PassesBadEscapes)
{
    EXPECT_EQ(quoted("=ZZ"), (decoded{"=ZZ", true}));
    EXPECT_EQ(quoted("=4G"), (decoded{"=4G", true}));
    EXPECT_EQ(quoted("=4"), (decoded{"=4", true}));
    EXPECT_EQ(quoted("=4\nx"), (decoded{"=4\nx", true}));
    EXPECT_EQ(quoted("a==41"), (decoded{"a=A", true}));
    EXPECT_EQ(quoted("= x"), (decoded{"= x", true}));
    EXPECT_EQ(quoted("=\rx"), (decoded{"=\rx", true}));
    EXPECT_EQ(quoted("=4=41"), (decoded{"=4A", true}));
}

TEST(TransferDecoder, HoldsALimitedNumberOfBlanks)
{
    for (const std::size_t blanks : {999u, 1000u, 1001u, 2500u}) {
        const std::string run(blanks, ' ');
        const std::string passed(blanks > 1000 ? blanks - 1000 : 0, ' ');
        const std::string line = "a" + run + "\r\nb" + run + "c=" + run + "\nd";
        const decoded whole = decode_pieces(transfer_encoding::quoted_printable, {line});
        EXPECT_TRUE(whole.octets.starts_with("a" + passed + "\r\nb" + run + "c")) << blanks;
        std::vector<std::string_view> bytes;
        for (std::size_t i = 0; i < line.size(); ++i)
            bytes.push_back(std::string_view(line).substr(i, 1));
        EXPECT_EQ(decode_pieces(transfer_encoding::quoted_printable, bytes), whole);
        for (std::size_t i = 0; i < line.size(); i += 37)
            EXPECT_EQ(decode_pieces(transfer_encoding::quoted_printable,
                                    {std::string_view(line).substr(0, i), std::string_view(line).substr(i)}),
                      whole);
    }
}

} // namespace
} // namespace recoil::mime
