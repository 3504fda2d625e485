#include "status/html.hpp"

#include "support/html_check.hpp"
#include "util/utf8.hpp"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>

namespace recoil::status {
namespace {

std::string escaped(std::string_view text)
{
    std::string out;
    append_escaped(out, text);
    return out;
}

TEST(html, what_means_something_is_escaped)
{
    struct row {
        std::string_view text, expected;
    };
    const row rows[] = {
        {"", ""},
        {"plain text", "plain text"},
        {"<script>alert('1')</script>", "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"},
        {"\" onload=\"x", "&quot; onload=&quot;x"},
        {"a & b &amp; c", "a &amp; b &amp;amp; c"},
        {"]]> --> <!--", "]]&gt; --&gt; &lt;!--"},
        {"gr\xC3\xBC\xC3\x9F \xF0\x9F\x93\xAC", "gr\xC3\xBC\xC3\x9F \xF0\x9F\x93\xAC"},
        {"a\nb\tc\rd", "a\\nb\\tc\\x0Dd"},
        {"\x1B[31m", "\\x1B[31m"},
        {"\xE2\x80\xAEmoc", "\\u{202E}moc"},
        {"\xE2\x80\x8E\xD8\x9C\xE2\x81\xA6", "\\u{200E}\\u{61C}\\u{2066}"},
        {"\xC2\x9B\xE2\x80\xA8", "\\u{9B}\\u{2028}"},
        {"\xFF<\xC3", "\\xFF&lt;\\xC3"},
    };
    for (const auto& [text, expected] : rows)
        EXPECT_EQ(escaped(text), expected);
    EXPECT_EQ(escaped(std::string_view("\0", 1)), "\\x00");
}

TEST(html, two_octets_of_any_kind_stay_a_text)
{
    for (unsigned a = 0; a < 256; ++a) {
        for (unsigned b = 0; b < 256; ++b) {
            const std::string text = escaped(std::string{static_cast<char>(a), static_cast<char>(b)});
            ASSERT_TRUE(utf8::valid(text));
            ASSERT_EQ(test::html_check::problem_of("<!DOCTYPE html>\n<p class=\"" + text + "\">" + text + "</p>"), "");
        }
    }
}

TEST(html, only_literals_are_markup)
{
    static_assert(!std::is_convertible_v<std::string, markup>);
    static_assert(!std::is_convertible_v<std::string_view, markup>);
    html out;
    EXPECT_EQ(out.add("<b>").text("<b>").add("</b>").take(), "<b>&lt;b&gt;</b>");
}

TEST(html, numbers_are_for_people_or_for_attributes)
{
    html out;
    EXPECT_EQ(out.number(0).add(" ").number(999).add(" ").number(1234567).add(" ").plain(1234567).take(),
              "0 999 1,234,567 1234567");
}

TEST(html, a_link_goes_to_https_or_nowhere)
{
    html out;
    EXPECT_EQ(out.link("https://example.com/?a=1&b=\"", "<here>").take(),
              "<a rel=\"noreferrer\" href=\"https://example.com/?a=1&amp;b=&quot;\">&lt;here&gt;</a>");
    for (const char* url : {"http://example.com", "javascript:alert(1)", "", "//example.com", " https://example.com",
                            "data:text/html,x", "HTTPS://example.com"}) {
        html other;
        EXPECT_EQ(other.link(url, "here").take(), "here") << url;
    }
}

} // namespace
} // namespace recoil::status
