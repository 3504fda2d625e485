#include "dsn/notice_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {
namespace {

const std::vector<std::string> no_capture;

notice_text read(std::string_view text, std::size_t step, std::size_t max_bytes = 65'536)
{
    notice_text notice(max_bytes, 65'536, no_capture);
    notice.begin_part();
    for (std::size_t at = 0; at < text.size(); at += step)
        notice.feed(text.substr(at, step));
    notice.end_part();
    return notice;
}

constexpr std::string_view pasted = "Your mail failed:\r\n"
                                    "  kim@example.com\r\n"
                                    "\r\n"
                                    "--- Below this line is a copy of the message.\r\n"
                                    "\r\n"
                                    "Return-Path: <lee@example.net>\r\n"
                                    "Message-ID: <1@example.net>\r\n"
                                    "To: kim@example.com\r\n"
                                    "\r\n"
                                    "From: nobody@example.org\r\n";

TEST(notice_text, ends_where_the_returned_message_begins)
{
    for (std::size_t step = 1; step <= pasted.size(); ++step) {
        const notice_text notice = read(pasted, step);
        ASSERT_EQ(notice.parts().size(), 1u);
        EXPECT_EQ(split_lines(notice.parts()[0]),
                  (std::vector<std::string_view>{"Your mail failed:", "  kim@example.com", ""}));
        ASSERT_TRUE(notice.returned().present);
        EXPECT_EQ(notice.returned().message_id, "<1@example.net>");
        EXPECT_EQ(notice.returned().to, "kim@example.com");
        EXPECT_EQ(notice.returned().from, "") << "the body is no header";
    }
}

TEST(notice_text, a_trace_field_needs_no_announcement)
{
    const notice_text notice = read("It failed.\n>Received: from a by b\n>To: kim@example.com\n>\n>Hello\n", 7);
    EXPECT_EQ(notice.parts()[0], "It failed.\n");
    EXPECT_EQ(notice.returned().to, "kim@example.com");
}

TEST(notice_text, a_second_part_may_be_the_header)
{
    notice_text notice(65'536, 65'536, no_capture);
    for (const std::string_view part : {"It failed.\n", "X-Mailer: none\nFrom: lee@example.net\n"}) {
        notice.begin_part();
        notice.feed(part);
        notice.end_part();
    }
    EXPECT_EQ(notice.parts().size(), 1u);
    EXPECT_EQ(notice.returned().from, "lee@example.net");
}

TEST(notice_text, keeps_no_more_than_it_may)
{
    const notice_text notice = read(std::string(100, 'x') + "\nkim@example.com\n", 9, 50);
    EXPECT_LE(notice.parts()[0].size(), 52u);
    std::string many;
    for (int i = 0; i < 10'000; ++i)
        many += "x\n";
    EXPECT_LE(read(many, 997, 50).parts()[0].size(), 52u) << "nor are there lines without end";
}

TEST(notice_text, half_an_address_is_dropped)
{
    const auto cut = [](std::string_view text) {
        notice_text notice(65'536, 65'536, no_capture);
        notice.begin_part();
        notice.feed(text);
        notice.end_part(true);
        return notice.parts().empty() ? std::string() : notice.parts()[0];
    };
    EXPECT_EQ(cut("failed:\n  kim@example.c"), "failed:\n");
    EXPECT_EQ(cut("failed:\n  <kim@exam"), "failed:\n");
    EXPECT_EQ(cut("failed:\n  <kim@example.com>: 550 no"), "failed:\n  <kim@example.com>: 550 no\n");
}

TEST(notice_text, a_part_without_words_is_none)
{
    EXPECT_TRUE(read(" \r\n\r\n", 1).parts().empty());
}

TEST(notice_text, half_a_mailbox_at_the_end_is_dropped)
{
    for (const std::string_view last : {"kim19", "\tkim19", "kim@exam", "and kim@exam"}) {
        notice_text notice(1024, 1024, no_capture);
        notice.begin_part();
        notice.feed("It could not be delivered to:\n");
        notice.feed(last);
        notice.end_part(true);
        ASSERT_EQ(notice.parts().size(), 1u);
        EXPECT_EQ(split_lines(notice.parts()[0]).size(), 1u) << last;
    }
    notice_text notice(1024, 1024, no_capture);
    notice.begin_part();
    notice.feed("Hello\nUser unknown");
    notice.end_part(true);
    EXPECT_EQ(split_lines(notice.parts().at(0)).size(), 2u);
}

TEST(notice_text, a_line_that_could_not_be_decoded_is_empty)
{
    const std::string lost = "\xEF\xBF\xBD";
    const std::vector<std::string_view> expected{"", "Remote host is not responding.", "caf\xEF\xBF\xBD"};
    const std::string text = lost + lost + "$" + lost + "\nRemote host is not responding.\ncaf" + lost + "\n";
    EXPECT_EQ(split_lines(text), expected);
}

} // namespace
} // namespace recoil::dsn
