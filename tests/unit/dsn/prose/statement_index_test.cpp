#include "dsn/prose/statement_index.hpp"

#include <gtest/gtest.h>

namespace recoil::dsn {
namespace {

statement said(std::string recipient, std::string_view answer)
{
    statement out;
    out.recipient = std::move(recipient);
    out.answer = parse_reply(answer);
    out.remote_mta = "mx.example.net";
    return out;
}

recipient_report completed(const std::vector<statement>& statements, std::string recipient, bool alone = false)
{
    recipient_report r;
    r.recipient = std::move(recipient);
    statement_index(statements).complete(r, alone);
    return r;
}

TEST(statement_index, the_first_statement_of_an_address_counts)
{
    const std::vector<statement> all{said("KIM@example.com", "550 5.1.1 gone"), said("kim@example.com", "450 later")};
    EXPECT_EQ(completed(all, "kim@EXAMPLE.com").answer.text, "550 5.1.1 gone");
    EXPECT_EQ(completed(all, "kim@example.com").remote_mta, "mx.example.net");
    EXPECT_EQ(completed(all, "lee@example.com", true).answer.text, "");
}

TEST(statement_index, a_pipe_or_a_file_gives_way_to_who_is_behind_it)
{
    const std::vector<statement> one{said("kim@example.com", "local delivery failed")};
    EXPECT_EQ(completed(one, "|/usr/bin/list", true).recipient, "kim@example.com");
    EXPECT_EQ(completed(one, "/var/mail/kim", true).answer.text, "local delivery failed");
    EXPECT_EQ(completed(one, "|/usr/bin/list", false).recipient, "|/usr/bin/list");
    EXPECT_EQ(completed(one, "lee@example.com", true).recipient, "lee@example.com");
    const std::vector<statement> two{said("kim@example.com", "no"), said("lee@example.com", "no")};
    EXPECT_EQ(completed(two, "|/usr/bin/list", true).recipient, "|/usr/bin/list");
}

TEST(statement_index, what_names_nobody_is_for_the_only_recipient)
{
    const std::vector<statement> one{said("", "554 blocked")};
    EXPECT_EQ(completed(one, "kim@example.com", true).answer.text, "554 blocked");
    EXPECT_EQ(completed(one, "kim@example.com", false).answer.text, "");
    const std::vector<statement> two{said("", "554 blocked"), said("", "550 other")};
    EXPECT_EQ(completed(two, "kim@example.com", true).answer.text, "");
}

} // namespace
} // namespace recoil::dsn
