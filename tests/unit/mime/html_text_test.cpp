#include "mime/html_text.hpp"

#include "support/cuts.hpp"
#include "util/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

std::string convert_pieces(const std::vector<std::string_view>& pieces)
{
    html_text text;
    std::string out = "kept ";
    for (const std::string_view piece : pieces)
        text.feed(piece, out);
    text.finish(out);
    return out.substr(5);
}

std::string convert(std::string_view html)
{
    const std::string whole = convert_pieces({html});
    for (const auto& pieces : test::all_cuts(html))
        EXPECT_EQ(convert_pieces(pieces), whole) << html;
    EXPECT_LE(whole.size(), html.size() + 1) << html;
    EXPECT_TRUE(utf8::valid(whole)) << html;
    return whole;
}

struct text_case {
    std::string_view html;
    std::string_view lines;
};

void expect_all(std::initializer_list<text_case> cases)
{
    for (const text_case& c : cases)
        EXPECT_EQ(convert(c.html), c.lines) << c.html;
}

TEST(HtmlText, EndsLinesAtBlocks)
{
    expect_all({
        {"", ""},
        {"<p></p>", ""},
        {"<p>one</p><p>two</p>", "one\n\ntwo\n"},
        {"<p>one<p>two", "one\n\ntwo\n"},
        {"<div>one</div><div>two</div>three", "one\ntwo\nthree\n"},
        {"<h2>Sorry</h2>no<hr>bye", "Sorry\n\nno\n\nbye\n"},
        {"a<ul><li>one</li><li>two</li></ul>b", "a\n\none\ntwo\n\nb\n"},
        {"a<br>b<br/>c<BR />d", "a\nb\nc\nd\n"},
        {"a<br><br><br>\n<br>b", "a\n\nb\n"},
        {"<blockquote>a</blockquote>b", "a\n\nb\n"},
        {"<b>a</b><i>b</i> <span>c</span><font size=2>d</font>", "ab cd\n"},
        {"<div><div><div>a</div></div></div><div>b</div>", "a\nb\n"},
        {"<dl><dt>a<dd>b</dl>", "a\nb\n"},
    });
}

TEST(HtmlText, CollapsesWhiteSpace)
{
    expect_all({
        {"<p>\r\n  one\r\n  two\t three  </p>\r\n", "one two three\n"},
        {"<b>a </b> b<i> c</i>", "a b c\n"},
        {"<p>&nbsp;&nbsp;To:&nbsp;&nbsp; kim@example.com<br>&nbsp;\u00a0b", "To: kim@example.com\nb\n"},
        {"<p>a&ensp;b\u2003c\u202fd&#8287;e\u2028f", "a b c d e f\n"},
        {"<p>kim&#8203;@exam&shy;ple.\ufeffc&#x2060;om", "kim@example.com\n"},
        {"<p>&nbsp;</p><p> </p>a<p>&nbsp;</p>b", "a\n\nb\n"},
        {"<p>\u2014\u00e9\uff1a\u2026\u3042</p>", "\u2014\u00e9\uff1a\u2026\u3042\n"},
        {std::string_view("<p>a\0b", 6), "ab\n"},
    });
}

TEST(HtmlText, KeepsPreformattedText)
{
    expect_all({
        {"a<pre>Received: by mx\r\n\tfor &lt;kim@example.com&gt;\r\n\r\n  x  y</pre>b",
         "a\n\nReceived: by mx\n\tfor <kim@example.com>\n\n  x  y\n\nb\n"},
        {"<pre>\r\none\n</pre>two", "one\n\ntwo\n"},
        {"<pre>\n\none</pre>", "\none\n"},
        {"<pre>a&nbsp; b<br>c</pre>d  e", "a  b\nc\n\nd e\n"},
        {"</pre>a  b", "a b\n"},
    });
}

TEST(HtmlText, LeavesOutWhatIsNotShown)
{
    expect_all({
        {"<html><head><title>T</title><meta name=x><style>p{}</style>lost</head><body>kept</body></html>", "kept\n"},
        {"<head>lost<body>kept", "kept\n"},
        {"<head><o:x>lost</o:x><p>kept", "kept\n"},
        {"<!DOCTYPE html>\n<html>\n<Head></head><body>\n<p>kept", "kept\n"},
        {"<p>a<!-- b --><script>c</script><style>d</style><?e f?>g", "ag\n"},
        {"<!--[if mso]><p>a</p><![endif]--><!--[if !mso]><!--><p>b</p><!--<![endif]-->", "b\n"},
        {"<p style=\"display:none\">hidden</p>", "hidden\n"},
        {"<img alt=\"Error Icon\" src=x>a", "a\n"},
        {"<recipient>a</recipient>", "a\n"},
    });
}

TEST(HtmlText, KeepsAddresses)
{
    expect_all({
        {"<p>Host said: 550 &lt;kim@example.com&gt;: unknown", "Host said: 550 <kim@example.com>: unknown\n"},
        {"<p>Host said: 550 <kim@example.com>: unknown", "Host said: 550 <kim@example.com>: unknown\n"},
        {"<p>Kim<mailto:kim@example.com><br>gone", "Kim<mailto:kim@example.com>\ngone\n"},
        {"<p><mx.example.com #5.7.1 smtp;530 5.7.1 no>", "<mx.example.com #5.7.1 smtp;530 5.7.1 no>\n"},
    });
}

TEST(HtmlText, ShowsTheAddressOfALink)
{
    expect_all({
        {"<p><a href=\"mailto:kim@example.com\">Kim Akers</a><br>gone", "Kim Akers<mailto:kim@example.com>\ngone\n"},
        {"<p><a href='MAILTO:kim@example.com?subject=x'><b>Kim </b></a> gone", "Kim<mailto:kim@example.com> gone\n"},
        {"<a href=\" mailto:kim&#64;example.com \">Kim</a>.", "Kim<mailto:kim@example.com>.\n"},
        {"<a href=\"mailto:kim@example.com\">kim@example.com</a> gone", "kim@example.com gone\n"},
        {"<a href=\"mailto:a@example.com\">b@example.com (b)</a>", "b@example.com (b)\n"},
        {"<a href=\"https://example.com/?u=kim@example.com\">Help</a>", "Help\n"},
        {"<a name=x>Kim</a>", "Kim\n"},
        {"<a href=\"mailto:\">Kim</a>", "Kim\n"},
        {"<a href=\"mailto:a@example.com&#10;x&lt;\">Kim</a>", "Kim\n"},
        {"<a href=\"mailto:kim@example.com\"><img src=x></a>a", "a\n"},
        {"<a href=mailto:a@example.com>A<a href=mailto:b@example.com>B",
         "A<mailto:a@example.com>B<mailto:b@example.com>\n"},
        {"<table><tr><td><a href=mailto:a@example.com>A<td>b", "A<mailto:a@example.com> b\n"},
        {"<a href=mailto:a@example.com><p>A</p></a>b", "A<mailto:a@example.com>\n\nb\n"},
    });
}

TEST(HtmlText, MakesALineOfARow)
{
    expect_all({
        {"<table><tr><td>Error:</td><td>550 5.1.1 no</td></tr><tr><td>Sent "
         "by:</td>\n<td>mx.example.com</td></tr></table>",
         "Error: 550 5.1.1 no\nSent by: mx.example.com\n"},
        {"<table>\n<tr>\n<td>\n<p><b>Error:</b></p>\n</td>\n<td>\n<div><span>550 5.1.1 <font color=red>no</font></span>"
         "</div>\n</td>\n</tr>\n</table>",
         "Error: 550 5.1.1 no\n"},
        {"<table><tr><th>Hop<th>From<th>To<tr><td>1<td><td>mx.example.com</table>", "Hop From To\n1 mx.example.com\n"},
        {"<table><tr><td>Error:</td><td><table><tbody><tr><td>550 no</td></tr></tbody></table></td></tr></table>",
         "Error: 550 no\n"},
        {"<table><tr><td>Tried:</td><td><ul><li>one</li><li>two</li></ul></td></tr></table>", "Tried: one\ntwo\n"},
        {"<table><tr><td>one<br>two</td><td>three</td></tr></table>", "one\ntwo\nthree\n"},
        {"<table><tr><td>kim</td><td>Mail</td><td>lee</td></tr></table>a", "kim Mail lee\n\na\n"},
    });
}

TEST(HtmlText, KeepsTheLinesOfPlainText)
{
    expect_all({
        {"Sorry.\r\nI gave up.\r\n\r\n  Subject: x\r\n<kim@example.com>\n",
         "Sorry.\nI gave up.\n\nSubject: x\n<kim@example.com>\n"},
        {"one\ntwo<br>three\nfour", "one\ntwo\nthree four\n"},
        {"\n\n<html>\n<body>one\ntwo", "one two\n"},
    });
}

TEST(HtmlText, ReadsALayoutOfNestedTables)
{
    EXPECT_EQ(convert(R"(<html><head><style>td { color: #333 }</style></head><body>
<table width="600"><tr><td>
  <table><tr><td><img src="logo.png"></td></tr></table>
  <table><tr><td><p>Your message to <b>kim@example.com</b> could not be delivered.</p></td></tr>
  <tr><td>kim was not found at example.com.</td></tr></table>
  <table><tr><td>lee</td><td>Example Mail</td><td>kim</td></tr>
  <tr><td></td><td>&nbsp;</td><td><font color="#c00">Action needed</font></td></tr></table>
</td></tr><tr><td>
  <table><tr><td colspan="2"><b>Error details</b></td></tr>
  <tr><td><p style="margin:0">Error:</p></td><td><p style="margin:0">550 5.1.10 not found;<br>
  see the manual</p></td></tr>
  <tr><td>Rejected by:</td><td>mx.example.com</td></tr></table>
</td></tr></table></body></html>)"),
              "Your message to kim@example.com could not be delivered.\n"
              "kim was not found at example.com.\n"
              "\n"
              "lee Example Mail kim\n"
              "Action needed\n"
              "\n"
              "Error details\n"
              "Error: 550 5.1.10 not found;\n"
              "see the manual\n"
              "Rejected by: mx.example.com\n");
}

TEST(HtmlText, ReadsANoticeOfParagraphs)
{
    EXPECT_EQ(
        convert("<html>\r\n<Head></head><body>\r\n"
                "<p><b><font size=\"3\">Not delivered to:</font></b></p>\r\n"
                "<font size=\"2\"><p><a href=\"mailto:kim@example.com\">Kim</a><br>\r\n"
                "The address wasn&#39;t found.<br>\r\n<br>\r\n</p></font>\r\n<br><br><br>\r\n"
                "<p>Server: mx.example.com<br>\r\n</p>\r\n"
                "<p>kim@example.com<br>\r\nReturned &#39;550 -&gt; &lt;kim@example.com&gt; no&#39;<br>\r\n</p>\r\n"
                "<pre>From: lee@example.org\r\nSubject: a\r\n\tb\r\n\r\n</pre>\r\n</body></html>\r\n"),
        "Not delivered to:\n\nKim<mailto:kim@example.com>\nThe address wasn't found.\n\n"
        "Server: mx.example.com\n\nkim@example.com\nReturned '550 -> <kim@example.com> no'\n\n"
        "From: lee@example.org\nSubject: a\n\tb\n\n");
}

TEST(HtmlText, IsNotStoppedByMalformedMarkup)
{
    expect_all({
        {"</td></tr></table></p>a</body></html>b", "a\nb\n"},
        {"<table><table><tr><td>a<td>b</table>c", "a b\n\nc\n"},
        {"<p>a<p<br>b", "a\n\nb\n"},
        {"<p>a < b & c &bogus; <3", "a < b & c &bogus; <3\n"},
        {"<font face=\"x>lost\">a</font><p>b", "a\n\nb\n"},
        {"<p>a<b", "a\n"},
    });
}

TEST(HtmlText, LeavesIllFormedOctetsWhereTheyAre)
{
    EXPECT_EQ(convert_pieces({"<p>a\xc2 b\xe2\x80<p>\xef\xc2\xa0"
                              "c\xe2"}),
              "a\xc2 b\xe2\x80\n\n\xef c\xe2\n");
}

TEST(HtmlText, IsLinearAndBounded)
{
    for (const std::string_view unit :
         {"<", "<a", "<b ", "&", "&#", "<!--", "<table>", "</table>", "<pre>", "<td>", "\n", "<a href=mailto:x@y>",
          "<style>", "</style", "<x y=\"", "\xc2\xa0", "<p>a", "<a/."}) {
        std::string html;
        while (html.size() < 100'000)
            html += unit;
        EXPECT_LE(convert_pieces({html}).size(), html.size() + 1) << unit;
    }
}

} // namespace
} // namespace recoil::mime
