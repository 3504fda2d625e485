#include "mime/html_tag.hpp"

#include <gtest/gtest.h>

namespace recoil::mime {
namespace {

TEST(HtmlTag, KnowsItsElement)
{
    using enum html_element;
    const std::pair<std::string_view, html_element> cases[] = {
        {"<p", paragraph},
        {"<P", paragraph},
        {"<H1 class=x", paragraph},
        {"</ul", paragraph},
        {"<hr/", paragraph},
        {"<div", line},
        {"<LI", line},
        {"<blockquote", paragraph},
        {"<figcaption", line},
        {"<body bgcolor=red", line},
        {"<br", line_break},
        {"<br/", line_break},
        {"<pre", preformatted},
        {"<table\nwidth=1", table},
        {"<tr", row},
        {"</tbody", row},
        {"<th", cell},
        {"<td\tcolspan=2", cell},
        {"<a href=x", anchor},
        {"<HEAD", head},
        {"<meta name=x", metadata},
        {"<style", raw},
        {"<script src=x", raw},
        {"<title", raw},
        {"<b", phrase},
        {"<span style=''", phrase},
        {"<font", phrase},
        {"<img", phrase},
        {"<o:p", unknown},
        {"<recipient", unknown},
        {"<", unknown},
        {"</", unknown},
        {"<h", unknown},
        {"<h7", unknown},
        {"<a b", anchor},
        {"<blockquotes", unknown},
    };
    for (const auto& [text, element] : cases)
        EXPECT_EQ(parse_tag(text).element, element) << text;
}

TEST(HtmlTag, KnowsItInAnyCaseAndForm)
{
    for (const std::string_view name : {"p", "table", "td", "tr", "th", "br", "hr", "a", "div", "pre", "blockquote",
                                        "script", "style", "title", "head", "body", "h6", "optgroup", "figcaption"}) {
        const html_element element = parse_tag("<" + std::string(name)).element;
        std::string upper;
        for (const char c : name)
            upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        EXPECT_NE(element, html_element::unknown) << name;
        EXPECT_EQ(parse_tag("<" + upper).element, element) << name;
        EXPECT_EQ(parse_tag("</" + std::string(name)).element, element) << name;
        EXPECT_EQ(parse_tag("<" + std::string(name) + "/").element, element) << name;
        EXPECT_EQ(parse_tag("<" + std::string(name) + "\tid=1").element, element) << name;
        EXPECT_EQ(parse_tag("<" + std::string(name) + "\"").element, html_element::unknown) << name;
        EXPECT_EQ(parse_tag("< " + std::string(name)).element, html_element::unknown) << name;
    }
}

TEST(HtmlTag, HasParts)
{
    const html_tag open = parse_tag("<Font\r\nface=Arial size='2'");
    EXPECT_FALSE(open.closing);
    EXPECT_EQ(open.name, "Font");
    EXPECT_EQ(open.attributes, "\r\nface=Arial size='2'");
    const html_tag close = parse_tag("</td ");
    EXPECT_TRUE(close.closing);
    EXPECT_EQ(close.name, "td");
    EXPECT_EQ(parse_tag("<br/").attributes, "/");
}

TEST(HtmlTag, FindsAttributes)
{
    const std::pair<std::string_view, std::string_view> cases[] = {
        {" href=\"mailto:kim@example.com\"", "mailto:kim@example.com"},
        {" HREF='mailto:kim@example.com'", "mailto:kim@example.com"},
        {" href=mailto:kim@example.com", "mailto:kim@example.com"},
        {" class=\"x href=no\" href = \"yes\" id=1", "yes"},
        {" title='a > b' target=_blank\nhref=\n'yes'", "yes"},
        {" hidden href=yes", "yes"},
        {" href=one href=two", "one"},
        {" href=a&#64;b&amp;c", "a@b&c"},
        {" href=yes/", "yes/"},
        {"/href=yes", "yes"},
        {" href=\"never closed", "never closed"},
        {" href", ""},
        {" href=", ""},
        {" href id=1", ""},
        {" xhref=no hrefs=no", ""},
        {" data-href=no", ""},
        {" = href=yes", "yes"}, // the stray = is a name
        {" =x href=yes", "yes"},
        {"", ""},
        {"   ", ""},
    };
    for (const auto& [attributes, value] : cases)
        EXPECT_EQ(attribute_value(attributes, "href"), value) << attributes;
}

} // namespace
} // namespace recoil::mime
