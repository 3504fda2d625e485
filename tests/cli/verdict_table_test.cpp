#include "daemon/cli/verdict_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace recoil::cli {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr int no_terminal = -1;

event::record banned()
{
    event::record r;
    r.kind = dsn::kind::dsn;
    r.action = dsn::action::failed;
    r.recipient = "kim@example.net";
    r.status = dsn::status_code{5, 7, 606};
    r.provider = "microsoft365";
    r.sending_ip = "192.0.2.7";
    r.diagnostic = "550 5.7.606 Access denied, banned sending IP [192.0.2.7]";
    event::cause& cause = r.cause.emplace();
    cause.category = "banned_ip";
    cause.reason = "ip_banned";
    cause.fix_owner = classify::fix_owner::sender_admin;
    cause.delist_url = "https://sender.office.com";
    cause.meaning = "The provider bans the address.";
    cause.advice = "Ask for delisting.";
    return r;
}

class verdict_table_test : public testing::Test {
protected:
    std::string block(const event::record& record) const { return table.block(row_of(record)); }

    terminal out{no_terminal};
    verdict_table table{out};
};

TEST_F(verdict_table_test, a_block_says_who_why_and_what_to_do)
{
    EXPECT_EQ(block(banned()), "kim@example.net                5.7.606   microsoft365     banned_ip/ip_banned"
                               "                  sender_admin\n"
                               "  reply       550 5.7.606 Access denied, banned sending IP [192.0.2.7]\n"
                               "  means       The provider bans the address.\n"
                               "  do          Ask for delisting.\n"
                               "  sending IP  192.0.2.7\n"
                               "  delist at   https://sender.office.com\n"
                               "  list        keep the address\n"
                               "\n");
}

TEST_F(verdict_table_test, the_heading_has_the_columns_of_a_block)
{
    const std::string heading = table.heading();
    const std::string row = block(banned());
    EXPECT_EQ(heading.find("STATUS"), row.find("5.7.606"));
    EXPECT_EQ(heading.find("PROVIDER"), row.find("microsoft365"));
    EXPECT_EQ(heading.find("REASON"), row.find("banned_ip/"));
    EXPECT_EQ(heading.find("WHO"), row.find("sender_admin"));
}

TEST_F(verdict_table_test, what_to_do_with_the_address_is_said_in_words)
{
    event::record r = banned();
    r.cause->list_action = classify::list_action::suppress;
    EXPECT_THAT(block(r), HasSubstr("stop mailing this address"));
    r.cause->list_action = classify::list_action::unsubscribe;
    EXPECT_THAT(block(r), HasSubstr("treat it as an unsubscribe"));
    r.cause.reset();
    EXPECT_THAT(block(r), Not(HasSubstr("list ")));
}

TEST_F(verdict_table_test, without_a_cause_the_action_or_the_kind_stands_there)
{
    event::record r = banned();
    r.cause.reset();
    r.action = dsn::action::relayed;
    EXPECT_THAT(block(r), HasSubstr("relayed"));
    r.action.reset();
    r.kind = dsn::kind::auto_reply;
    r.recipient.clear();
    EXPECT_EQ(block(r).substr(0, 2), "- ");
    EXPECT_THAT(block(r), HasSubstr("auto_reply"));
}

TEST_F(verdict_table_test, long_replies_are_wrapped_below_their_beginning)
{
    event::record r = banned();
    r.diagnostic = std::string(60, 'a') + " " + std::string(60, 'b');
    EXPECT_THAT(block(r),
                HasSubstr("  reply       " + std::string(60, 'a') + "\n              " + std::string(60, 'b')));
}

TEST_F(verdict_table_test, nothing_from_a_message_moves_the_cursor)
{
    const std::string hostile = "\033[2J\033]0;title\007\r\n\b\x7f\xC2\x9B"
                                "31m\xE2\x80\xA8 end";
    event::record r = banned();
    for (std::string* text : {&r.recipient, &r.provider, &r.sending_ip, &r.diagnostic, &r.cause->delist_url,
                              &r.cause->meaning, &r.cause->advice, &r.cause->category, &r.cause->reason})
        *text = hostile;
    const std::string shown = block(r);
    EXPECT_EQ(std::ranges::count_if(shown, [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7f'; }), 0);
    EXPECT_THAT(shown, Not(HasSubstr("\xC2\x9B")));
    EXPECT_THAT(shown, Not(HasSubstr("\xE2\x80\xA8")));
    EXPECT_THAT(shown, HasSubstr("\\x1B[2J"));
    EXPECT_EQ(std::ranges::count(shown, '\n'), std::ranges::count(block(banned()), '\n'));
}

} // namespace

} // namespace recoil::cli
