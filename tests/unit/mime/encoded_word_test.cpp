#include "mime/encoded_word.hpp"

#include "util/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

TEST(EncodedWord, DecodesBAndQ)
{
    EXPECT_EQ(decode_words("=?utf-8?B?4oKs?="), "\u20ac");
    EXPECT_EQ(decode_words("=?ISO-8859-1?q?caf=E9_au_lait?="), "caf\u00e9 au lait");
    EXPECT_EQ(decode_words("=?utf-8?Q?a=5F=3F=3d?="), "a_?=");
}

TEST(EncodedWord, KeepsTheTextAround)
{
    EXPECT_EQ(decode_words("Re: =?utf-8?Q?x?= and more"), "Re: x and more");
    EXPECT_EQ(decode_words("plain"), "plain");
    EXPECT_EQ(decode_words(""), "");
    EXPECT_EQ(decode_words("(=?utf-8?Q?x?=)"), "(x)");
}

TEST(EncodedWord, RemovesWhiteSpaceOnlyBetweenWords)
{
    EXPECT_EQ(decode_words("=?utf-8?Q?a?= =?utf-8?Q?b?="), "ab");
    EXPECT_EQ(decode_words("=?utf-8?Q?a?=\t \t=?iso-8859-1?Q?b?="), "ab");
    EXPECT_EQ(decode_words("=?utf-8?Q?a?==?utf-8?Q?b?="), "ab");
    EXPECT_EQ(decode_words("=?utf-8?Q?a?= x =?utf-8?Q?b?="), "a x b");
    EXPECT_EQ(decode_words(" =?utf-8?Q?a?= "), " a ");
    EXPECT_EQ(decode_words("=?utf-8?Q?a_?= =?utf-8?Q?_b?="), "a  b");
}

TEST(EncodedWord, JoinsACharacterThatIsSplit)
{
    EXPECT_EQ(decode_words("=?utf-8?B?4oI=?= =?UTF-8?Q?=AC?="), "\u20ac");
    EXPECT_EQ(decode_words("=?iso-2022-jp?B?GyRCJCIbKEI=?= =?iso-2022-jp?B?GyRCJCIbKEI=?="), "\u3042\u3042");
    // Not over other text, and not between different charsets.
    EXPECT_EQ(decode_words("=?utf-8?B?4oI=?= x =?utf-8?Q?=AC?="), "\u00e2\u201a x \u00ac");
    EXPECT_EQ(decode_words("=?utf-8?B?4oI=?= =?iso-8859-1?Q?=AC?="), "\u00e2\u201a\u00ac");
}

TEST(EncodedWord, IgnoresTheLanguage)
{
    EXPECT_EQ(decode_words("=?iso-8859-1*fr?Q?caf=E9?="), "caf\u00e9");
}

TEST(EncodedWord, ForgivesBlanksInside)
{
    EXPECT_EQ(decode_words("=?utf-8?Q?not found ?="), "not found ");
    EXPECT_EQ(decode_words("=?utf-8?B?4o Ks?="), "\u20ac");
}

TEST(EncodedWord, LeavesWhatIsNone)
{
    for (const char* text : {"=?", "=?utf-8", "=?utf-8?", "=?utf-8?Q", "=?utf-8?Q?", "=?utf-8?Q?x", "=?utf-8?Q?x?",
                             "=?utf-8?X?x?=", "=?utf-8?QQ?x?=", "= ?utf-8?Q?x?=", "?=", "1=?2"})
        EXPECT_EQ(decode_words(text), text);
}

TEST(EncodedWord, GivesUtf8FromRawOctets)
{
    EXPECT_EQ(decode_words("caf\xe9 =?utf-8?Q?x?= \xe2\x82\xac"), "caf\u00e9 x \u20ac");
}

TEST(EncodedWord, ReadsUnknownCharsets)
{
    EXPECT_EQ(decode_words("=?x-none?Q?caf=E9?="), "caf\u00e9");
    EXPECT_EQ(decode_words("=??Q?x?="), "x");
}

TEST(EncodedWord, StaysSmallUnderFloods)
{
    for (const std::string unit :
         {"=?", "=?a?q?", "=?a?q?x", "=?utf-8?B?", "?=", "=?utf-8?Q?a?= ", "=?a?q?\xff?=x", "=", "\xff"}) {
        std::string flood;
        while (flood.size() < 100'000)
            flood += unit;
        const std::string out = decode_words(flood);
        EXPECT_TRUE(utf8::valid(out));
        EXPECT_LE(out.size(), 3 * flood.size()) << unit;
    }
}

} // namespace
} // namespace recoil::mime
