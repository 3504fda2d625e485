#include "mime/parser.hpp"

#include "support/event_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace recoil {
namespace {

using test::parse;
using test::parsed;

// With every line end as CRLF.
std::string crlf(std::string_view text)
{
    std::string out;
    for (const char c : text)
        out += c == '\n' ? "\r\n" : std::string(1, c);
    return out;
}

// The events of `message`, which must not depend on where it is cut.
parsed parse_every_way(std::string_view message, const mime::limits& limits = {})
{
    const parsed whole = parse(message, limits);
    EXPECT_EQ(test::parse_by_bytes(message, 1, limits), whole) << "byte by byte";
    EXPECT_EQ(test::parse_by_bytes(message, 7, limits), whole) << "by sevens";
    for (std::size_t cut = 0; cut <= message.size(); ++cut)
        EXPECT_EQ(test::parse_cut(message, cut, limits), whole) << "cut at " << cut;
    return whole;
}

std::string events(std::string_view message)
{
    return parse_every_way(message).events;
}

defect_set only(std::initializer_list<defect> defects)
{
    defect_set set;
    for (const defect d : defects)
        set.add(d);
    return set;
}

const std::string report = "From: MAILER-DAEMON@mx.example.com\n"
                           "Content-Type: multipart/report; report-type=delivery-status;\n"
                           " boundary=\"b1\"\n"
                           "\n"
                           "preamble\n"
                           "--b1\n"
                           "\n"
                           "Sorry.\n"
                           "\n"
                           "--b1\n"
                           "Content-Type: message/delivery-status\n"
                           "\n"
                           "Reporting-MTA: dns; mx.example.com\n"
                           "\n"
                           "--b1\n"
                           "Content-Type: message/rfc822\n"
                           "Content-Transfer-Encoding: 8bit\n"
                           "\n"
                           "Content-Type: multipart/mixed; boundary=b2\n"
                           "\n"
                           "--b2\n"
                           "--b2--\n"
                           "--b1--\n"
                           "epilogue\n";

const std::string report_events =
    "header 0 From: \"MAILER-DAEMON@mx.example.com\"\n"
    "header 0 Content-Type: \"multipart/report; report-type=delivery-status; boundary=\\\"b1\\\"\"\n"
    "begin 0 multipart/report identity\n"
    "body 0 \"preamble\"\n"
    "begin 1 text/plain identity default\n"
    "body 1 \"Sorry.\\n\"\n"
    "end 1\n"
    "header 1 Content-Type: \"message/delivery-status\"\n"
    "begin 1 message/delivery-status identity\n"
    "body 1 \"Reporting-MTA: dns; mx.example.com\\n\"\n"
    "end 1\n"
    "header 1 Content-Type: \"message/rfc822\"\n"
    "header 1 Content-Transfer-Encoding: \"8bit\"\n"
    "begin 1 message/rfc822 identity\n"
    "body 1 \"Content-Type: multipart/mixed; boundary=b2\\n\\n--b2\\n--b2--\"\n"
    "end 1\n"
    "end 0\n"
    "message_end\n";

TEST(Parser, GivesThePartsOfAReportAndNeverEntersTheReturnedMessage)
{
    const parsed found = parse_every_way(report);
    EXPECT_EQ(found.events, report_events);
    EXPECT_TRUE(found.defects.empty());
}

TEST(Parser, KeepsCrlfInBodiesAndGivesTheOneBeforeADelimiterToTheDelimiter)
{
    std::string expected = report_events;
    for (std::size_t at = 0; (at = expected.find("\\n", at)) != std::string::npos; at += 4)
        expected.insert(at, "\\r");
    EXPECT_EQ(events(crlf(report)), expected);
}

TEST(Parser, ReadsAMessageWithoutMimeAsOneLeaf)
{
    EXPECT_EQ(events("Subject: x\n\n--a\n--a--\n\r"), "header 0 Subject: \"x\"\n"
                                                      "begin 0 text/plain identity default\n"
                                                      "body 0 \"--a\\n--a--\\n\\r\"\n"
                                                      "end 0\n"
                                                      "message_end\n");
}

TEST(Parser, EndsAnEmptyMessageOnce)
{
    EXPECT_EQ(events(""), "begin 0 text/plain identity default\nend 0\nmessage_end\n");
    EXPECT_EQ(events("\n"), "begin 0 text/plain identity default\nend 0\nmessage_end\n");
    mime::parser parser;
    parser.finish();
    test::event_list list;
    list.drain(parser);
    EXPECT_TRUE(list.ended());
    EXPECT_TRUE(std::holds_alternative<mime::need_input>(parser.next()));
}

TEST(Parser, GivesBodiesAsViewsOfWhatWasFed)
{
    const std::string message =
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + std::string(10'000, 'x') + "\n--b--\n";
    mime::parser parser;
    parser.feed(message);
    for (;;) {
        const mime::event event = parser.next();
        if (std::holds_alternative<mime::need_input>(event))
            break;
        if (const auto* body = std::get_if<mime::body>(&event)) {
            EXPECT_GE(body->bytes.data(), message.data());
            EXPECT_LE(body->bytes.data() + body->bytes.size(), message.data() + message.size());
            EXPECT_EQ(body->bytes.size(), 10'000u);
        }
    }
}

TEST(Parser, KeepsPartInfoUntilThePartsEnd)
{
    mime::parser parser;
    const std::string message = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\n\ny\n--b--\n";
    parser.feed(message);
    const mime::part_info* outer = nullptr;
    for (;;) {
        const mime::event event = parser.next();
        if (std::holds_alternative<mime::need_input>(event))
            break;
        if (const auto* begin = std::get_if<mime::part_begin>(&event); begin && begin->info->depth == 0)
            outer = begin->info;
        if (outer != nullptr) {
            EXPECT_EQ(outer->type.parameter("boundary"), "b");
        }
    }
    EXPECT_NE(outer, nullptr);
}

TEST(Parser, EntersNestedMultiparts)
{
    EXPECT_EQ(events("Content-Type: multipart/mixed; boundary=o\n\n"
                     "--o\nContent-Type: multipart/alternative; boundary=i\n\n"
                     "--i\n\n1\n--i\n\n2\n--i--\n"
                     "--o\n\n3\n--o--\n"),
              "header 0 Content-Type: \"multipart/mixed; boundary=o\"\n"
              "begin 0 multipart/mixed identity\n"
              "header 1 Content-Type: \"multipart/alternative; boundary=i\"\n"
              "begin 1 multipart/alternative identity\n"
              "begin 2 text/plain identity default\nbody 2 \"1\"\nend 2\n"
              "begin 2 text/plain identity default\nbody 2 \"2\"\nend 2\n"
              "end 1\n"
              "begin 1 text/plain identity default\nbody 1 \"3\"\nend 1\n"
              "end 0\nmessage_end\n");
}

TEST(Parser, LetsAnOuterBoundaryCloseWhatIsInside)
{
    const parsed found = parse_every_way("Content-Type: multipart/mixed; boundary=o\n\n"
                                         "--o\nContent-Type: multipart/mixed; boundary=i\n\n"
                                         "--i\n\n1\n--o\n\n2\n--o--\n");
    EXPECT_EQ(found.events, "header 0 Content-Type: \"multipart/mixed; boundary=o\"\n"
                            "begin 0 multipart/mixed identity\n"
                            "header 1 Content-Type: \"multipart/mixed; boundary=i\"\n"
                            "begin 1 multipart/mixed identity\n"
                            "begin 2 text/plain identity default\nbody 2 \"1\"\nend 2\n"
                            "end 1\n"
                            "begin 1 text/plain identity default\nbody 1 \"2\"\nend 1\n"
                            "end 0\nmessage_end\n");
    EXPECT_EQ(found.defects, only({defect::boundary_unclosed}));
}

TEST(Parser, ClosesWhatTheEndOfTheMessageLeavesOpen)
{
    const parsed found = parse_every_way("Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n");
    EXPECT_EQ(found.events, "header 0 Content-Type: \"multipart/mixed; boundary=b\"\n"
                            "begin 0 multipart/mixed identity\n"
                            "begin 1 text/plain identity default\nbody 1 \"text\\n\"\nend 1\n"
                            "end 0\nmessage_end\n");
    EXPECT_EQ(found.defects, only({defect::boundary_unclosed}));
}

TEST(Parser, KnowsADelimiterAtTheVeryEndWithoutALineEnd)
{
    const parsed found = parse_every_way("Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\r\n--b--");
    EXPECT_NE(found.events.find("body 1 \"text\"\n"), std::string::npos);
    EXPECT_TRUE(found.defects.empty());
}

TEST(Parser, IgnoresWhatComesAfterTheCloseDelimiter)
{
    const std::string found = events("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n1\n--b--\n"
                                     "--b\nContent-Type: message/delivery-status\n\nbait\n--b--\n");
    EXPECT_EQ(found.find("bait"), std::string::npos);
    EXPECT_EQ(found.find("delivery-status"), std::string::npos);
}

TEST(Parser, AllowsBlanksBehindADelimiterButNotWithoutLimit)
{
    const auto with_blanks = [](std::size_t n) {
        return "Content-Type: multipart/mixed; boundary=b\n\n--b" + std::string(n, ' ') + "\t\n\n1\n--b-- \n";
    };
    EXPECT_NE(events(with_blanks(10)).find("body 1 \"1\""), std::string::npos);
    EXPECT_EQ(parse(with_blanks(10'000)).events.find("begin 1"), std::string::npos);
    EXPECT_EQ(parse(with_blanks(10'000)), test::parse_by_bytes(with_blanks(10'000), 3));
}

TEST(Parser, TellsABoundaryFromOneThatItBegins)
{
    const std::string found = events("Content-Type: multipart/mixed; boundary=ab\n\n"
                                     "--ab\nContent-Type: multipart/mixed; boundary=abc\n\n"
                                     "--abc\n\n1\n--abcd\n--abc-\n--a\n--abc--\n--ab--\n");
    EXPECT_NE(found.find("body 2 \"1\\n--abcd\\n--abc-\\n--a\"\n"), std::string::npos) << found;
}

TEST(Parser, TakesTheInnermostOfEqualBoundaries)
{
    const parsed found = parse_every_way("Content-Type: multipart/mixed; boundary=b\n\n"
                                         "--b\nContent-Type: multipart/mixed; boundary=b\n\n"
                                         "--b\n\n1\n--b--\n"
                                         "--b\n\n2\n--b--\n");
    EXPECT_NE(found.events.find("body 2 \"1\"\nend 2\nend 1\nbegin 1 text/plain identity default\nbody 1 \"2\"\n"),
              std::string::npos)
        << found.events;
    EXPECT_TRUE(found.defects.empty());
}

TEST(Parser, ReadsABoundaryThatEndsInHyphens)
{
    const std::string found = events("Content-Type: multipart/mixed; boundary=\"b--\"\n\n--b--\n\n1\n--b----\nx\n");
    EXPECT_NE(found.find("body 1 \"1\"\nend 1\nend 0\n"), std::string::npos) << found;
}

TEST(Parser, TakesADelimiterRightBehindAnEmptyHeaderOrBody)
{
    EXPECT_EQ(events("Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\n\n--b\n\n\n--b--\n"),
              "header 0 Content-Type: \"multipart/mixed; boundary=b\"\n"
              "begin 0 multipart/mixed identity\n"
              "begin 1 text/plain identity default\nend 1\n"
              "begin 1 text/plain identity default\nend 1\n"
              "begin 1 text/plain identity default\nend 1\n"
              "end 0\nmessage_end\n");
}

TEST(Parser, FindsTheDelimiterOfADamagedHeaderWithoutItsEmptyLine)
{
    const parsed found = parse_every_way("Subject: x\nContent-Type: multipart/mixed; boundary=\"=_b\"\n"
                                         "--=_b\nContent-Type: text/html\n--=_b--\n");
    EXPECT_EQ(found.events, "header 0 Subject: \"x\"\n"
                            "header 0 Content-Type: \"multipart/mixed; boundary=\\\"=_b\\\"\"\n"
                            "begin 0 multipart/mixed identity\n"
                            "header 1 Content-Type: \"text/html\"\n"
                            "begin 1 text/html identity\n"
                            "end 1\nend 0\nmessage_end\n");
    EXPECT_EQ(found.defects, only({defect::header_malformed}));
}

TEST(Parser, GoesOnBehindAHeaderLineThatOnlyLooksLikeADelimiter)
{
    const parsed found = parse_every_way("Subject: x\n--what\n-y\n--z: 1\n\nbody");
    EXPECT_EQ(found.events, "header 0 Subject: \"x\"\nheader 0 --z: \"1\"\n"
                            "begin 0 text/plain identity default\nbody 0 \"body\"\nend 0\nmessage_end\n");
    EXPECT_EQ(found.defects, only({defect::header_malformed}));
}

TEST(Parser, GivesDigestPartsTheirOwnDefault)
{
    EXPECT_NE(events("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: 1\n--b--\n")
                  .find("begin 1 message/rfc822 identity default\n"),
              std::string::npos);
}

TEST(Parser, ReadsTransferEncodings)
{
    const auto begin = [](const std::string& fields) {
        const std::string found = events(fields + "\n\nx");
        const std::size_t at = found.find("begin");
        return found.substr(at, found.find('\n', at) - at);
    };
    EXPECT_EQ(begin("Content-Transfer-Encoding: BASE64"), "begin 0 text/plain base64 default");
    EXPECT_EQ(begin("content-transfer-encoding: quoted-printable (why not)"),
              "begin 0 text/plain quoted-printable default");
    EXPECT_EQ(begin("Content-Transfer-Encoding: base64;"), "begin 0 text/plain base64 default");
    EXPECT_EQ(begin("Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64"),
              "begin 0 text/plain identity default");
    EXPECT_EQ(parse("Content-Transfer-Encoding: x-uuencode\n\n").defects, only({defect::encoding_unknown}));
    EXPECT_TRUE(parse("Content-Transfer-Encoding: binary\n\n").defects.empty());
}

TEST(Parser, IgnoresATransferEncodingOfAMultipart)
{
    const std::string found = events("Content-Transfer-Encoding: base64\nContent-Type: multipart/mixed; boundary=b\n\n"
                                     "--b\n\n1\n--b--\n");
    EXPECT_NE(found.find("begin 0 multipart/mixed identity\n"), std::string::npos);
    EXPECT_NE(found.find("begin 1 text/plain identity default\nbody 1 \"1\"\n"), std::string::npos);
}

TEST(Parser, GivesAllOfAMultipartWithoutAUsableBoundaryAsItsPreamble)
{
    for (const std::string& parameter :
         {std::string(), std::string("; boundary=\"\""), std::string("; boundary=\"  \""),
          "; boundary=" + std::string(251, 'b'), std::string("; boundary*=us-ascii''a%0Ab")}) {
        const parsed found = parse("Content-Type: multipart/mixed" + parameter + "\n\n--b\nx\n--b--\n");
        EXPECT_NE(found.events.find("begin 0 multipart/mixed identity\nbody 0 \"--b\\nx\\n--b--\\n\"\nend 0\n"),
                  std::string::npos)
            << found.events;
        EXPECT_EQ(found.defects, only({defect::boundary_missing}));
    }
}

TEST(Parser, AcceptsTheLongestBoundary)
{
    const std::string b(250, 'b');
    const parsed found =
        parse_every_way("Content-Type: multipart/mixed; boundary=" + b + "\n\n--" + b + "\n\nx\n--" + b + "--\n");
    EXPECT_NE(found.events.find("body 1 \"x\"\nend 1\nend 0\n"), std::string::npos);
    EXPECT_TRUE(found.defects.empty());
}

TEST(Parser, JoinsABoundaryThatIsSplitByRfc2231)
{
    EXPECT_NE(events("Content-Type: multipart/mixed; boundary*1=cd; boundary*0=ab\n\n--abcd\n\nx\n--abcd--\n")
                  .find("body 1 \"x\"\n"),
              std::string::npos);
}

TEST(Parser, IsNotMisledByItsOwnParameter)
{
    const std::string found =
        events("Content-Type: multipart/mixed; x=\"\n --b\"; boundary=b\nX:\n --b\n\n--b\n\n1\n--b--\n");
    EXPECT_NE(found.find("header 0 X: \"--b\"\nbegin 0 multipart/mixed identity\nbegin 1"), std::string::npos) << found;
}

TEST(Parser, ReadsMultipartsBeyondTheDepthAsOpaque)
{
    mime::limits limits;
    limits.depth = 1;
    const parsed found = parse_every_way("Content-Type: multipart/mixed; boundary=o\n\n"
                                         "--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\n1\n--i--\n--o--\n",
                                         limits);
    EXPECT_NE(found.events.find("begin 1 multipart/mixed identity\nbody 1 \"--i\\n\\n1\\n--i--\"\nend 1\n"),
              std::string::npos);
    EXPECT_EQ(found.defects, only({defect::mime_depth}));
}

TEST(Parser, SkipsPartsBeyondTheLimit)
{
    mime::limits limits;
    limits.parts = 2;
    const parsed found =
        parse_every_way("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n1\n--b\nX: 2\n\n2\n--b--\n", limits);
    EXPECT_EQ(found.events, "header 0 Content-Type: \"multipart/mixed; boundary=b\"\n"
                            "begin 0 multipart/mixed identity\n"
                            "begin 1 text/plain identity default\nbody 1 \"1\"\nend 1\n"
                            "end 0\nmessage_end\n");
    EXPECT_EQ(found.defects, only({defect::mime_parts}));
}

TEST(Parser, BoundsEachHeaderBlockByItself)
{
    mime::limits limits;
    limits.header_bytes = 60;
    const std::string part = "--b\nX-Part: " + std::string(30, 'x') + "\n\n1\n";
    const parsed found =
        parse_every_way("Content-Type: multipart/mixed; boundary=b\n\n" + part + part + "--b--\n", limits);
    EXPECT_TRUE(found.defects.empty());
    limits.header_bytes = 20;
    EXPECT_EQ(parse_every_way("Subject: x\nComments: cut here and beyond\nTo: lost\n\nbody", limits).events,
              "header 0 Subject: \"x\"\nheader 0 Comments: \"\"\n"
              "begin 0 text/plain identity default\nbody 0 \"body\"\nend 0\nmessage_end\n");
}

TEST(Parser, NotesAMalformedContentType)
{
    const parsed found = parse_every_way("Content-Type: nonsense\n\nx");
    EXPECT_NE(found.events.find("begin 0 text/plain identity\n"), std::string::npos);
    EXPECT_EQ(found.defects, only({defect::content_type_malformed}));
}

TEST(Parser, ReadsLineEndsOfEveryKindAroundDelimiters)
{
    const std::string found = events(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n1\r\r\n--b\n\n2\r--b\n\r--b\n3\n\r\n--b--\r\n");
    EXPECT_NE(found.find("body 1 \"1\\r\"\n"), std::string::npos) << found;
    EXPECT_NE(found.find("body 1 \"2\\r--b\\n\\r--b\\n3\\n\"\n"), std::string::npos) << found;
}

TEST(Parser, HoldsNoMoreThanALineThatMayBeADelimiter)
{
    // Lines of hyphens around the limit of a delimiter line, in every way to cut them.
    for (const std::size_t size : {505u, 509u, 510u, 511u, 512u, 600u}) {
        const std::string message =
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + std::string(size, '-') + "\r\n--b--\r\n";
        EXPECT_NE(events(message).find("body 1 \"" + std::string(size, '-') + "\"\nend 1\n"), std::string::npos)
            << size;
    }
}

} // namespace
} // namespace recoil
