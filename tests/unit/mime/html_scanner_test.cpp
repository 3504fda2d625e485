#include "mime/html_scanner.hpp"

#include "support/cuts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

// Text as it is, tags in brackets: [name attributes] or [/name].
std::string scan_pieces(const std::vector<std::string_view>& pieces)
{
    html_scanner scanner;
    std::string out;
    const auto drain = [&] {
        for (;;) {
            const html_scanner::token found = scanner.next();
            if (found.what == html_scanner::kind::text)
                out += found.text;
            else if (found.what == html_scanner::kind::tag)
                out.append(found.tag.closing ? "[/" : "[").append(found.tag.name).append(found.tag.attributes) += ']';
            else
                return found.what;
        }
    };
    for (const std::string_view piece : pieces) {
        scanner.feed(piece);
        EXPECT_EQ(drain(), html_scanner::kind::need_input);
    }
    scanner.finish();
    EXPECT_EQ(drain(), html_scanner::kind::end);
    EXPECT_EQ(drain(), html_scanner::kind::end);
    return out;
}

std::string scan(std::string_view html)
{
    const std::string whole = scan_pieces({html});
    for (const auto& pieces : test::all_cuts(html))
        EXPECT_EQ(scan_pieces(pieces), whole) << html;
    return whole;
}

struct scan_case {
    std::string_view html;
    std::string_view tokens;
};

void expect_all(std::initializer_list<scan_case> cases)
{
    for (const scan_case& c : cases)
        EXPECT_EQ(scan(c.html), c.tokens) << c.html;
}

TEST(HtmlScanner, TellsTagsFromText)
{
    expect_all({
        {"", ""},
        {"plain", "plain"},
        {"<p>a</p>b", "[p]a[/p]b"},
        {"<a href=\"x>y\">z</a >", "[a href=\"x>y\"]z[/a ]"},
        {"<a title='it is \"so\" >'>z", "[a title='it is \"so\" >']z"},
        {"<p class=it's>a", "[p class=it's]a"},
        {"<p don't>a", "[p don't]a"},
        {"<td nowrap=\"\"align='x>'>a", "[td nowrap=\"\"align='x>']a"},
        {"a < b, 1<2, <>, <-", "a < b, 1<2, <>, <-"},
        {"<o:p></o:p>a", "[o:p][/o:p]a"},
        {"</>a</ p>b</1>c", "abc"},
    });
}

TEST(HtmlScanner, DecodesReferences)
{
    expect_all({
        {"a&lt;b&gt;c", "a<b>c"},
        {"&lt;p&gt;", "<p>"},
        {"&ltuser@example.com&gt", "<user@example.com>"},
        {"R&D &amp; B&B; &", "R&D & B&B; &"},
        {"&eacute;&eacute &#233;", "\u00e9&eacute \u00e9"},
        {"&#38;lt;", "&lt;"},
        {"&averyverylongname;&amplongerthansixteen;", "&averyverylongname;&longerthansixteen;"},
        {"&am<p>&lt<b>", "&am[p]<[b]"},
        {"&&lt;&#&#x;&#;", "&<&#&#x;&#;"},
    });
}

TEST(HtmlScanner, SkipsWhatIsNoText)
{
    expect_all({
        {"a<!-- x > y <p> -- z -->b", "ab"},
        {"a<!-->b<!--->c<!---->d<!-- - --->e", "abcde"},
        {"a<!--[if mso]><table><tr><td><![endif]-->b", "ab"},
        {"a<!--[if !mso]><!-->b<!--<![endif]-->c", "abc"},
        {"a<![if !mso]>b<![endif]>c", "abc"},
        {"<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.0//EN\">a<!->b<!- -->c", "abc"},
        {"<?xml version=\"1.0\"?>a", "a"},
        {"a<!-- never closed <p>b", "a"},
        {"a<!", "a"},
        {"a<?x", "a"},
    });
}

TEST(HtmlScanner, SkipsRawContent)
{
    expect_all({
        {"<style>td > a {x: '<p>' & }</style>a", "[style]a"},
        {"<STYLE type=x><!-- p{} --></Style >a", "[STYLE type=x]a"},
        {"<script>if (a<b && c</d) e('</p>');</script>a", "[script]a"},
        {"<title>Undeliverable: &lt; <b>x</b></title>a", "[title]a"},
        {"<title/>a<script src=x />b", "[title/]a[script src=x /]b"},
        {"<title>never closed</head><p>a", "[title][/head][p]a"},
        {"<style>p{}<body class=x>a", "[style][body class=x]a"},
        {"<script>x@y </scripts> <bo", "[script]"},
        {"</style>a", "[/style]a"},
    });
}

TEST(HtmlScanner, TakesAddressesAndHostsForText)
{
    expect_all({
        {"to <user@example.com> failed", "to <user@example.com> failed"},
        {"Kim<mailto:kim@example.com>", "Kim<mailto:kim@example.com>"},
        {"<prvs=0=kim@example.com>", "<prvs=0=kim@example.com>"},
        {"<dept/kim@example.com>", "<dept/kim@example.com>"},
        {"<kim.akers@example.com><br>", "<kim.akers@example.com>[br]"},
        {"<mx.example.com #5.1.1 smtp;550 <kim@example.com>... no>",
         "<mx.example.com #5.1.1 smtp;550 <kim@example.com>... no>"},
        {"<a href=mailto:kim@example.com>Kim</a>", "[a href=mailto:kim@example.com]Kim[/a]"},
        {"<img src=logo.png/>", "[img src=logo.png/]"},
        {"<font/size=1.5>", "[font/size=1.5]"},
    });
}

TEST(HtmlScanner, GoesOnBehindAnOpenTag)
{
    expect_all({
        {"a<br<p>b", "a[br][p]b"},
        {"<td<td>a", "[td][td]a"},
        {"a<b", "a"},
        {"a<b c", "a"},
        {"a <value of <b>b</b>", "a <value of [b]b[/b]"},
        {"if x <y then", "if x <y then"},
        {"a<", "a<"},
        {"a</", "a</"},
        {"a</p", "a"},
        {"<o:p<p>a", "[o:p][p]a"},
        {"<a href=\"x>y", ""},
    });
}

TEST(HtmlScanner, CutsALongTag)
{
    const std::string data(html_scanner::max_tag, 'd');
    const auto whole_and_in_bytes = [](const std::string& html) {
        const std::string whole = scan_pieces({html});
        std::vector<std::string_view> bytes;
        for (std::size_t i = 0; i < html.size(); ++i)
            bytes.push_back(std::string_view(html).substr(i, 1));
        EXPECT_EQ(scan_pieces(bytes), whole);
        return whole;
    };
    const std::string image = "<img src=\"" + data;
    EXPECT_EQ(whole_and_in_bytes("a" + image + "\">b"), "a[" + image.substr(1, html_scanner::max_tag - 1) + "]b");
    EXPECT_EQ(whole_and_in_bytes("a" + image + ">b<p>c"), "a[" + image.substr(1, html_scanner::max_tag - 1) + "]b[p]c");
    EXPECT_EQ(whole_and_in_bytes("a" + image + "<p>c"), "a[" + image.substr(1, html_scanner::max_tag - 1) + "][p]c");
    EXPECT_EQ(whole_and_in_bytes("a<word " + data + "<p>b"), "a<word " + data + "[p]b");
    EXPECT_EQ(whole_and_in_bytes("a<" + data + data + ">b"), "a<" + data + data + ">b");
}

} // namespace
} // namespace recoil::mime
