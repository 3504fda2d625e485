#include "mime/charset_name.hpp"

#include "mime/charset_decoder.hpp"

#include <gtest/gtest.h>

namespace recoil::mime {
namespace {

TEST(CharsetName, ReadsTextWithoutACharsetAsUtf8)
{
    for (const char* name :
         {"", "us-ascii", "US-ASCII", "ascii", "ANSI_X3.4-1968", "utf-8", "UTF8", "x-unknown", "unknown-8bit"})
        EXPECT_EQ(iconv_name(name), "utf-8") << name;
}

TEST(CharsetName, KnowsWhatMailWrites)
{
    EXPECT_EQ(iconv_name("KS_C_5601-1987"), "cp949");
    EXPECT_EQ(iconv_name("gb2312"), "gb18030");
    EXPECT_EQ(iconv_name("ISO-8859-1"), "windows-1252");
    EXPECT_EQ(iconv_name("koi8-r"), "koi8-r");
}

TEST(CharsetName, RefusesWhatIconvMustNotSee)
{
    for (const char* name :
         {"utf-16//TRANSLIT", "../../evil", "a b", "utf-8\n", "caf\xe9", "ucs-4", "INTERNAL", "wchar_t", "tscii"})
        EXPECT_EQ(iconv_name(name), "") << name;
    EXPECT_EQ(iconv_name(std::string(64, 'a')), std::string(64, 'a'));
    EXPECT_EQ(iconv_name(std::string(65, 'a')), "");
}

TEST(CharsetName, KnowsCommonMisspellings)
{
    for (const char* name : {"UFT-8", "utf_8", "utf8mb4", "CP65001", "charset", "x-user-defined", "X-UNKNOWN-8BIT"})
        EXPECT_EQ(iconv_name(name), "utf-8") << name;
    for (const char* name : {"ISO8859_1", "iso_8859_1", "win1252", "ISO-8859-1-Windows-3.1-Latin-1"})
        EXPECT_EQ(iconv_name(name), "windows-1252") << name;
    EXPECT_EQ(iconv_name("GB-2312"), "gb18030");
    EXPECT_EQ(iconv_name("euckr"), "cp949");
    EXPECT_EQ(iconv_name("Shiftjis"), "cp932");
}

// The text in a charset that a mail named, and what it says.
struct example {
    const char* charset;
    const char* octets;
    const char* text;
};
class KnownCharset : public testing::TestWithParam<example> {};

TEST_P(KnownCharset, IsDecoded)
{
    charset_decoder decoder(GetParam().charset);
    std::string out;
    decoder.feed(GetParam().octets, out);
    decoder.finish(out);
    EXPECT_EQ(out, GetParam().text) << GetParam().charset;
    EXPECT_TRUE(decoder.defects().empty()) << GetParam().charset;
}

INSTANTIATE_TEST_SUITE_P(
    All, KnownCharset,
    testing::Values(example{"x-mac-ukrainian", "\xbb", "\u0457"}, example{"latin-2", "\xb1", "\u0105"},
                    example{"koi8_r", "\xf0\xd2", "\u041f\u0440"},
                    example{"iso-2022-jp-1", "\x1b$B$\"\x1b(B", "\u3042"}, example{"logical", "\xf9", "\u05e9"},
                    example{"x-euc", "\xa4\xa2", "\u3042"}, example{"us-ascii", "plain", "plain"},
                    example{"utf-8", "\xe2\x82\xac", "\u20ac"}, example{"iso-8859-1", "caf\xe9", "caf\u00e9"},
                    example{"latin1", "\x80", "\u20ac"}, example{"iso-8859-2", "\xb1", "\u0105"},
                    example{"ISO-8859-15", "\xa4", "\u20ac"}, example{"iso-8859-9", "\xfe", "\u015f"},
                    example{"iso-8859-8-i", "\xf9\xec\xe5\xed", "\u05e9\u05dc\u05d5\u05dd"},
                    example{"iso-8859-6-i", "\xe3", "\u0643"}, example{"windows-1251", "\xcf\xf0", "\u041f\u0440"},
                    example{"win-1251", "\xcf\xf0", "\u041f\u0440"}, example{"koi8-r", "\xf0\xd2", "\u041f\u0440"},
                    example{"koi8-u", "\xa4", "\u0454"}, example{"cp-850", "\x82", "\u00e9"},
                    example{"x-mac-roman", "\x8e", "\u00e9"}, example{"x-mac-cyrillic", "\x80", "\u0410"},
                    example{"x-mac-ce", "\x8e", "\u00e9"}, example{"windows-874", "\xa1", "\u0e01"},
                    example{"tis-620", "\xa1", "\u0e01"}, example{"gb2312", "\xc4\xe3", "\u4f60"},
                    example{"gbk", "\xc4\xe3", "\u4f60"}, example{"x-gbk", "\xc4\xe3", "\u4f60"},
                    example{"big5", "\xa7\x41", "\u4f60"}, example{"x-x-big5", "\xa7\x41", "\u4f60"},
                    example{"ks_c_5601-1987", "\xb0\xa1", "\uac00"}, example{"euc-kr", "\xb0\xa1", "\uac00"},
                    example{"shift_jis", "\x82\xa0", "\u3042"}, example{"x-sjis", "\x82\xa0", "\u3042"},
                    example{"euc-jp", "\xa4\xa2", "\u3042"}, example{"iso-2022-jp", "\x1b$B$\"\x1b(B", "\u3042"},
                    example{"cp50220", "\x1b$B$\"\x1b(B", "\u3042"},
                    example{"iso-2022-kr", "\x1b$)C\x0e\x30\x21\x0f", "\uac00"}, example{"utf-7", "+IKw-", "\u20ac"},
                    example{"unicode-1-1-utf-7", "+IKw-", "\u20ac"}, example{"utf-16be", "\x20\xac", "\u20ac"}));

} // namespace
} // namespace recoil::mime
