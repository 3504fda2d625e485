#include "mime/charset_decoder.hpp"

#include "support/cuts.hpp"
#include "util/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

struct decoded {
    std::string text;
    std::vector<defect> defects;
    bool operator==(const decoded&) const = default;
};

std::ostream& operator<<(std::ostream& out, const decoded& d)
{
    out << testing::PrintToString(d.text);
    for (const defect e : d.defects)
        out << ' ' << name(e);
    return out;
}

decoded decode_pieces(std::string_view charset, const std::vector<std::string_view>& pieces)
{
    charset_decoder decoder(charset);
    decoded d;
    for (const std::string_view piece : pieces)
        decoder.feed(std::string(piece), d.text);
    decoder.finish(d.text);
    d.defects = decoder.defects().list();
    return d;
}

decoded decode(std::string_view charset, std::string_view octets)
{
    const decoded whole = decode_pieces(charset, {octets});
    for (const auto& pieces : test::all_cuts(octets))
        EXPECT_EQ(decode_pieces(charset, pieces), whole) << charset;
    EXPECT_TRUE(utf8::valid(whole.text));
    EXPECT_LE(whole.text.size(), 4 * octets.size() + 16);
    return whole;
}

const std::vector<defect> malformed{defect::charset_malformed};
const std::vector<defect> unknown{defect::charset_unknown};

TEST(CharsetDecoder, PassesValidUtf8)
{
    const std::string text = "a \u00e9 \u20ac \U0001f600 \x7f";
    for (const char* charset : {"", "utf-8", "us-ascii"})
        EXPECT_EQ(decode(charset, text), (decoded{text, {}}));
}

TEST(CharsetDecoder, ReadsIllFormedUtf8AsWindows1252)
{
    EXPECT_EQ(decode("", "caf\xe9 \x93quoted\x94"), (decoded{"caf\u00e9 \u201cquoted\u201d", malformed}));
    EXPECT_EQ(decode("utf-8", "\xe9\xa8"), (decoded{"\u00e9\u00a8", malformed}));
    EXPECT_EQ(decode("utf-8", "\xc0\xaf"), (decoded{"\u00c0\u00af", malformed}));           // overlong
    EXPECT_EQ(decode("utf-8", "\xed\xa0\x80"), (decoded{"\u00ed\u00a0\u20ac", malformed})); // a surrogate
    EXPECT_EQ(decode("utf-8", "\xf4\x90\x80\x80").defects, malformed);                      // beyond Unicode
    EXPECT_EQ(decode("utf-8", "\x81\xff"), (decoded{"\ufffd\u00ff", malformed}));
    EXPECT_EQ(decode("utf-8", "\xe2\x82"), (decoded{"\u00e2\u201a", malformed})); // cut short
    EXPECT_EQ(decode("utf-8", "\xe2\x82x"), (decoded{"\u00e2\u201ax", malformed}));
    EXPECT_EQ(decode("utf-8", "\xf0"
                              "ab"),
              (decoded{"\u00f0"
                       "ab",
                       malformed}));
}

TEST(CharsetDecoder, ReadsAnUnknownCharsetInTheSameWay)
{
    EXPECT_EQ(decode("x-no-such-charset", "caf\u00e9"), (decoded{"caf\u00e9", unknown}));
    EXPECT_EQ(decode("x-no-such-charset", "caf\xe9"),
              (decoded{"caf\u00e9", {defect::charset_unknown, defect::charset_malformed}}));
    EXPECT_EQ(decode("utf-8//IGNORE", "x"), (decoded{"x", unknown}));
    EXPECT_EQ(decode(std::string(10'000, 'x'), "x"), (decoded{"x", unknown}));
}

TEST(CharsetDecoder, ReplacesWhatCannotBeDecodedAndGoesOn)
{
    EXPECT_EQ(decode("euc-jp", "a\xa4\xa2\xffz"), (decoded{"a\u3042\ufffdz", malformed}));
    EXPECT_EQ(decode("shift_jis", "\x82\xa0\x82"), (decoded{"\u3042\ufffd", malformed}));
    EXPECT_EQ(decode("gb2312", "\xff\xc4\xe3"), (decoded{"\ufffd\u4f60", malformed}));
    EXPECT_EQ(decode("windows-1252", "a\x81z"), (decoded{"a\ufffdz", malformed}));
}

TEST(CharsetDecoder, KeepsStateBetweenPieces)
{
    EXPECT_EQ(decode("iso-2022-jp", "a\x1b$B$\"$$\x1b(Bz\x1b$B$\"\x1b(B"), (decoded{"a\u3042\u3044z\u3042", {}}));
    EXPECT_EQ(decode("iso-2022-jp", "\x1b$B$"), (decoded{"\ufffd", malformed}));
    EXPECT_EQ(decode("utf-7", "Hi +IKwgrA- there"), (decoded{"Hi \u20ac\u20ac there", {}}));
    EXPECT_EQ(decode("gb18030", "\x81\x30\x81\x30\xc4\xe3"), (decoded{"\u0080\u4f60", {}}));
}

TEST(CharsetDecoder, KeepsUnitsOfTwoOctetsInStep)
{
    EXPECT_EQ(decode("utf-16be", std::string_view("\x00"
                                                  "a"
                                                  "\xdc\x00"
                                                  "\x00"
                                                  "b",
                                                  6)),
              (decoded{"a\ufffd"
                       "b",
                       malformed}));
    EXPECT_EQ(decode("utf-16le", std::string_view("a\0b", 3)), (decoded{"a\ufffd", malformed}));
}

TEST(CharsetDecoder, GivesACharacterThatIsHeldBack)
{
    // In windows-1258 a vowel waits for the tone mark that may follow.
    EXPECT_EQ(decode("windows-1258", "a"), (decoded{"a", {}}));
    EXPECT_EQ(decode("big5-hkscs", "\x88\x66"), (decoded{"\u00ca", {}}));
}

TEST(CharsetDecoder, DecodesMoreThanItsBuffer)
{
    const decoded d = decode_pieces("windows-1251", {std::string(100'000, '\xcf')});
    EXPECT_EQ(d.text.size(), 200'000u);
    EXPECT_TRUE(d.defects.empty());
}

TEST(CharsetDecoder, IsValidWhateverItIsFed)
{
    std::string octets;
    for (int high = 0; high < 256; high += 3)
        for (int low = 0; low < 256; low += 5)
            octets += {static_cast<char>(high), static_cast<char>(low)};
    for (const char* charset :
         {"", "windows-1252", "gb18030", "big5", "euc-kr", "shift_jis", "euc-jp", "iso-2022-jp", "iso-2022-kr",
          "iso-2022-cn", "utf-7", "utf-16", "utf-32", "utf-16be", "hz", "ibm1364", "iso-2022-jp-3", "big5-hkscs"}) {
        const decoded whole = decode_pieces(charset, {octets});
        EXPECT_TRUE(utf8::valid(whole.text)) << charset;
        EXPECT_LE(whole.text.size(), 4 * octets.size()) << charset;
        std::vector<std::string_view> bytes;
        for (std::size_t i = 0; i < octets.size(); ++i)
            bytes.push_back(std::string_view(octets).substr(i, 1));
        EXPECT_EQ(decode_pieces(charset, bytes), whole) << charset;
    }
}

TEST(CharsetDecoder, ConvertsAShortText)
{
    EXPECT_EQ(to_utf8("caf\xe9", "iso-8859-1"), "caf\u00e9");
    EXPECT_EQ(to_utf8("", ""), "");
}

} // namespace
} // namespace recoil::mime
