#include "mime/damaged_form.hpp"

#include "support/event_list.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil {
namespace {

using test::parsed;

parsed parse_every_way(std::string_view message)
{
    const parsed whole = test::parse(message);
    EXPECT_EQ(test::parse_by_bytes(message), whole) << "byte by byte";
    for (std::size_t cut = 0; cut <= message.size(); ++cut)
        EXPECT_EQ(test::parse_cut(message, cut), whole) << "cut at " << cut;
    return whole;
}

defect_set only(std::initializer_list<defect> defects)
{
    defect_set set;
    for (const defect d : defects)
        set.add(d);
    return set;
}

const std::string status_part = "Content-Type: message/delivery-status\n\nAction: failed\n";
const std::string status_events = "header 1 Content-Type: \"message/delivery-status\"\n"
                                  "begin 1 message/delivery-status identity\n"
                                  "body 1 \"Action: failed\"\n"
                                  "end 1\n";

TEST(DamagedForm, TellsAHeaderFromText)
{
    for (const char* text : {"Subject: x", "X:", "From MAILER-DAEMON Mon", ">From x", "Received : by", "a:b:c"})
        EXPECT_TRUE(mime::begins_header(text)) << text;
    for (const char* text : {"", "Hello", "Dear Sir: no", ": x", "\xC3\xA9: x", "Your message", " : x", "\t:"})
        EXPECT_FALSE(mime::begins_header(text)) << text;
}

TEST(DamagedForm, KnowsTheRestOfAHeader)
{
    EXPECT_TRUE(mime::resumes_header("content-type: text/plain", false));
    EXPECT_TRUE(mime::resumes_header("Content-Type:", true));
    EXPECT_TRUE(mime::resumes_header("MIME-Version: 1.0", true));
    EXPECT_FALSE(mime::resumes_header("MIME-Version: 1.0", false));
    EXPECT_FALSE(mime::resumes_header("Content-Typ", true));
    EXPECT_FALSE(mime::resumes_header(" Content-Type: x/y", true));
}

TEST(DamagedForm, TakesTheBoundaryOfALine)
{
    EXPECT_EQ(mime::boundary_of("--abc"), "abc");
    EXPECT_EQ(mime::boundary_of("---- \t"), "--");
    EXPECT_EQ(mime::boundary_of("--== 12(3)"), "== 12(3)");
    EXPECT_EQ(mime::boundary_of("--" + std::string(250, 'x')), std::string(250, 'x'));
    for (const std::string& line : {std::string("-- "), std::string("--"), std::string("-abc"), std::string("--a\x01"),
                                    "--" + std::string(251, 'x'), std::string("--a\tb"), std::string()})
        EXPECT_FALSE(mime::boundary_of(line)) << line;
}

TEST(DamagedForm, KnowsWhatAPartBeginsWith)
{
    EXPECT_TRUE(mime::begins_part("content-Description: x", "a b"));
    EXPECT_TRUE(mime::begins_part("\nSorry", "4F1.12/mx"));
    EXPECT_TRUE(mime::begins_part("\r\n", "b"));
    EXPECT_FALSE(mime::begins_part("\n", "-----"));
    EXPECT_FALSE(mime::begins_part("\n", "Ann Smith"));
    EXPECT_FALSE(mime::begins_part("Content", "b"));
    EXPECT_FALSE(mime::begins_part("", "b"));
    EXPECT_FALSE(mime::begins_part("\r", "b"));
}

TEST(DamagedForm, IsReadBehindWhiteSpaceInFrontOfAMessage)
{
    const std::string expected = "header 0 Subject: \"x\"\nbegin 0 text/plain identity default\nbody 0 \"y\"\nend 0\n"
                                 "message_end\n";
    for (const std::string& front : {std::string("\n"), std::string("\r\n\r\n"), std::string(300, ' ') + "\n",
                                     std::string("\n \t\n"), std::string("\nFrom root Mon Jan  1 00:00:00 2001\n")}) {
        const parsed found = parse_every_way(front + "Subject: x\n\ny");
        EXPECT_EQ(found.events, expected) << front;
        EXPECT_EQ(found.defects, only({defect::header_malformed}));
    }
}

TEST(DamagedForm, LeavesATextWithoutHeaderAText)
{
    EXPECT_EQ(parse_every_way("\n\nYour message: did not arrive\nA: b\n\nc").events,
              "begin 0 text/plain identity default\nbody 0 \"Your message: did not arrive\\nA: b\\n\\nc\"\nend 0\n"
              "message_end\n");
    EXPECT_EQ(parse_every_way("\n \n").events, "begin 0 text/plain identity default\nend 0\nmessage_end\n");
}

TEST(DamagedForm, GoesOnWithAHeaderThatAnEmptyLineCuts)
{
    const parsed part = parse_every_way("Content-Type: multipart/report; boundary=b\n\n--b\n"
                                        "Content-Description: Delivery report\n\n" +
                                        status_part + "--b--\n");
    EXPECT_NE(part.events.find("header 1 Content-Description: \"Delivery report\"\n" + status_events),
              std::string::npos)
        << part.events;
    EXPECT_EQ(part.defects, only({defect::header_malformed}));

    const parsed empty =
        parse_every_way("Content-Type: multipart/report; boundary=b\n\n--b\n\n" + status_part + "--b--");
    EXPECT_NE(empty.events.find("begin 0 multipart/report identity\n" + status_events), std::string::npos);

    const parsed message = parse_every_way("Subject: x\n\nMIME-Version: 1.0\nContent-Type: multipart/report; "
                                           "boundary=b\n\n--b\n" +
                                           status_part + "--b--\n");
    EXPECT_NE(message.events.find("begin 0 multipart/report identity\n" + status_events), std::string::npos)
        << message.events;
}

TEST(DamagedForm, ResumesAHeaderOnlyOnceAndEntersNoPartForIt)
{
    const parsed twice = parse_every_way("A: b\n\nMIME-Version: 1.0\n\nMIME-Version: 1.0\n\nx");
    EXPECT_NE(twice.events.find("body 0 \"MIME-Version: 1.0\\n\\nx\"\n"), std::string::npos) << twice.events;

    const parsed nested = parse_every_way("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n"
                                          "Content-Type: multipart/report; boundary=c\n\n--c\n" +
                                          status_part + "--b--\n");
    EXPECT_NE(nested.events.find("begin 1 multipart/report identity\nbody 1 \"--c\\n"), std::string::npos);
    EXPECT_EQ(nested.events.find("begin 2"), std::string::npos);

    const parsed typed = parse_every_way("Content-Type: text/plain\n\nContent-Type: multipart/report; boundary=b\n\n");
    EXPECT_NE(typed.events.find("begin 0 text/plain identity\nbody 0 \"Content-Type: "), std::string::npos);
}

TEST(DamagedForm, AdoptsTheBoundaryThatIsUsed)
{
    for (const char* parameter : {"", "; boundary=", "; boundary=\"used\\\"", "; boundary=use", "; boundary=other"}) {
        const parsed found = parse_every_way("Content-Type: multipart/report" + std::string(parameter) +
                                             "\n\nThis is a MIME message.\n--used\n" + status_part +
                                             "--used\n\nreturned\n--used--\nepilogue\n");
        EXPECT_NE(found.events.find("body 0 \"This is a MIME message.\"\n" + status_events +
                                    "begin 1 text/plain identity default\nbody 1 \"returned\"\nend 1\nend 0\n"),
                  std::string::npos)
            << found.events;
        EXPECT_TRUE(found.defects.has(defect::boundary_missing));
        EXPECT_FALSE(found.defects.has(defect::boundary_unclosed));
    }
}

TEST(DamagedForm, KeepsTheDeclaredBoundaryBesideTheAdoptedOne)
{
    const parsed found =
        parse_every_way("Content-Type: multipart/report; boundary=b\n\n--x\nContent-Type: text/plain\n\n"
                        "quoted\n--b\n" +
                        status_part + "--b--\n--x--\n");
    EXPECT_NE(found.events.find("body 1 \"quoted\"\nend 1\n" + status_events), std::string::npos) << found.events;
}

TEST(DamagedForm, AdoptsABoundaryWhoseFirstPartHasNoHeader)
{
    const parsed found =
        parse_every_way("Content-Type: multipart/report; boundary=old\r\n\r\n-------\r\n\r\n--new 1\r\n"
                        "\r\nno\r\n--new\r\n\r\nSorry\r\n--new\r\nContent-Type: a/b\r\n\r\n--new--\r\n");
    EXPECT_NE(found.events.find("begin 1 text/plain identity default\nbody 1 \"Sorry\"\nend 1\n"
                                "header 1 Content-Type: \"a/b\"\nbegin 1 a/b identity\nend 1\nend 0\n"),
              std::string::npos)
        << found.events;
}

TEST(DamagedForm, AdoptsNothingWithoutAContentFieldOrBehindThePreamble)
{
    const parsed signature = parse_every_way("Content-Type: multipart/mixed; boundary=b\n\n--x\nDear Sir\n-- \n"
                                             "Content-Type: a/b\n--b\nContent-Type: text/plain\n\n--y\nContent-Type: "
                                             "text/html\n\nz\n--b--\n");
    EXPECT_NE(signature.events.find("body 0 \"--x\\nDear Sir\\n-- \\nContent-Type: a/b\"\n"), std::string::npos);
    EXPECT_NE(signature.events.find("body 1 \"--y\\nContent-Type: text/html\\n\\nz\"\n"), std::string::npos);
    EXPECT_TRUE(signature.defects.empty());
}

} // namespace
} // namespace recoil
