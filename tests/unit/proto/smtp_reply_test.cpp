#include "proto/smtp_reply.hpp"

#include "util/ascii.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace recoil::proto {
namespace {

TEST(smtp_reply, the_table_is_in_the_order_of_the_enumeration)
{
    ASSERT_EQ(all_replies().size(), static_cast<std::size_t>(reply::unknown_parameter) + 1);
    for (std::size_t i = 0; i < all_replies().size(); ++i)
        EXPECT_EQ(all_replies()[i].value, static_cast<reply>(i)) << i;
}

// RFC 2034 4: on every reply of class 2, 4 and 5, and its class is the first digit.
TEST(smtp_reply, enhanced_codes_have_the_class_of_the_code)
{
    for (const reply_info& row : all_replies()) {
        SCOPED_TRACE(row.text);
        EXPECT_GE(row.code, 200);
        EXPECT_LE(row.code, 559);
        if (row.code / 100 == 3) {
            EXPECT_EQ(row.enhanced, "");
            continue;
        }
        ASSERT_GE(row.enhanced.size(), 5u);
        EXPECT_EQ(row.enhanced[0], '0' + row.code / 100);
        EXPECT_EQ(row.enhanced[1], '.');
        EXPECT_EQ(row.enhanced[3], '.');
        EXPECT_TRUE(ascii::is_digit(row.enhanced[2]));
        EXPECT_LT(ascii::parse_unsigned(row.enhanced.substr(4)).value_or(1000), 1000u);
    }
}

// RFC 5321 4.2: 421 and 221 name the server.
TEST(smtp_reply, replies_that_end_a_session_name_the_host)
{
    for (const reply_info& row : all_replies())
        EXPECT_EQ(row.names_host, row.code == 421 || row.code == 221) << row.text;
}

TEST(smtp_reply, one_line_with_what_its_row_has)
{
    reply_buffer replies("mx");
    replies.add(reply::ok);
    replies.add(reply::start_data);
    replies.add(reply::shutting_down);
    EXPECT_EQ(replies.bytes, "250 2.0.0 OK\r\n"
                             "354 End data with <CR><LF>.<CR><LF>\r\n"
                             "421 4.3.2 mx shutting down\r\n");
    EXPECT_EQ(replies.codes, (std::vector<std::uint16_t>{250, 354, 421}));
}

TEST(smtp_reply, the_buffer_keeps_bytes_and_codes)
{
    reply_buffer replies("mx.example.org");
    replies.add(220, " LMTP recoil");
    const std::vector<std::string> more = {"PIPELINING", "SIZE"};
    replies.add(250, "", more);
    replies.add(reply::bad_sequence);
    EXPECT_EQ(replies.bytes, "220 mx.example.org LMTP recoil\r\n"
                             "250-mx.example.org\r\n250-PIPELINING\r\n250 SIZE\r\n"
                             "503 5.5.1 Bad sequence of commands\r\n");
    EXPECT_EQ(replies.codes, (std::vector<std::uint16_t>{220, 250, 503}));
}

// RFC 5321 4.5.3.1.5
TEST(smtp_reply, no_line_is_longer_than_512_octets)
{
    reply_buffer replies(std::string(10000, 'h'));
    replies.add(220, " ESMTP recoil");
    for (const reply_info& row : all_replies())
        replies.add(row.value);
    for (std::string_view rest = replies.bytes; !rest.empty();) {
        const std::size_t end = rest.find("\r\n");
        ASSERT_NE(end, rest.npos);
        EXPECT_LE(end + 2, 512u);
        const auto is_printable = [](char c) { return c >= ' ' && c <= '~'; };
        EXPECT_TRUE(std::all_of(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(end), is_printable));
        rest.remove_prefix(end + 2);
    }
}

} // namespace
} // namespace recoil::proto
