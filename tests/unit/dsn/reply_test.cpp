#include "dsn/reply.hpp"
#include "util/utf8.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

struct reply_case {
    std::string_view given;
    int code; // 0: none
    std::string_view status;
    std::string_view text;
};

void expect_replies(std::span<const reply_case> cases)
{
    for (const reply_case& c : cases) {
        const reply found = parse_reply(c.given);
        EXPECT_EQ(found.code.value_or(0), c.code) << c.given;
        EXPECT_EQ(found.status ? to_string(*found.status) : "", c.status) << c.given;
        EXPECT_EQ(found.text, c.text) << c.given;
    }
}

TEST(reply, has_its_codes_in_front)
{
    constexpr auto cases = std::to_array<reply_case>({
        {"550 5.1.1 No such user", 550, "5.1.1", "550 5.1.1 No such user"},
        {"smtp;550 5.1.1 No such user", 550, "5.1.1", "550 5.1.1 No such user"},
        {" SMTP ; 550 5.1.1 No such user", 550, "5.1.1", "550 5.1.1 No such user"},
        {"X-Postfix; unknown user: \"kim\"", 0, "", "unknown user: \"kim\""},
        {"x-unix; 77", 0, "", "77"},
        {"550 4.4.7 Message expired", 550, "4.4.7", "550 4.4.7 Message expired"},
        {"451 5.7.500 Later", 451, "5.7.500", "451 5.7.500 Later"},
        {"554 30 Sorry, mailbox disabled (554.30).", 554, "", "554 30 Sorry, mailbox disabled (554.30)."},
        {"552 1 Aborted", 552, "", "552 1 Aborted"},
        {"5.7.1 Refused", 0, "5.7.1", "5.7.1 Refused"},
        {"5.0.901 error", 0, "5.0.901", "5.0.901 error"},
        {"550 5.1.1: gone", 550, "5.1.1", "550 5.1.1: gone"},
        {"550: gone", 550, "", "550 gone"},
        {"550", 550, "", "550"},
        {"550 5.1.1", 550, "5.1.1", "550 5.1.1"},
        {"550-", 550, "", "550"},
        {"550 550 5.1.1 gone", 550, "5.1.1", "550 5.1.1 gone"},
        {"452-4.2.2 Full", 452, "4.2.2", "452 4.2.2 Full"},
        {"  550\r\n\t5.1.1   wrapped \n anywhere ", 550, "5.1.1", "550 5.1.1 wrapped anywhere"},
        {"\"550 5.1.1 quoted", 550, "5.1.1", "550 5.1.1 quoted"},
        {"", 0, "", ""},
    });
    expect_replies(cases);
}

TEST(reply, may_mark_its_status)
{
    constexpr auto cases = std::to_array<reply_case>({
        {"550 #5.1.0 Address rejected", 550, "5.1.0", "550 #5.1.0 Address rejected"},
        {"550 (#5.1.1) gone", 550, "5.1.1", "550 (#5.1.1) gone"},
        {"550 (5.1.1) gone", 550, "5.1.1", "550 (5.1.1) gone"},
        {"553 not in my list of hosts (#5.7.1)", 553, "5.7.1", "553 not in my list of hosts (#5.7.1)"},
        {"No mailbox by that name. (#5.1.1)", 0, "5.1.1", "No mailbox by that name. (#5.1.1)"},
        {"550 gone (5.1.1)", 550, "5.1.1", "550 gone (5.1.1)"},
    });
    expect_replies(cases);
}

TEST(reply, takes_no_code_from_addresses_numbers_or_prose)
{
    constexpr auto cases = std::to_array<reply_case>({
        {"550 <x5.1.1@example.com> gone", 550, "", "550 <x5.1.1@example.com> gone"},
        {"550 5.1.1@example.com gone", 550, "", "550 5.1.1@example.com gone"},
        {"550 192.0.2.1 is listed", 550, "", "550 192.0.2.1 is listed"},
        {"550 5.1.1.1 is listed", 550, "", "550 5.1.1.1 is listed"},
        {"554 [5.1.1.7] is listed", 554, "", "554 [5.1.1.7] is listed"},
        {"550 refused, not 5.7.1 as before", 550, "", "550 refused, not 5.7.1 as before"},
        {"Sendmail 8.17.1 refused with 550 5.1.1 gone", 0, "", "Sendmail 8.17.1 refused with 550 5.1.1 gone"},
        {"<a@example.com>: gone", 0, "", "<a@example.com>: gone"},
        {"250 2.1.5 Ok", 0, "", "250 2.1.5 Ok"},
        {"554 Policy (3.2.1.1) ID (647543B5)", 554, "", "554 Policy (3.2.1.1) ID (647543B5)"},
        {"RESOLVER.ADR.NotFound; not found", 0, "", "RESOLVER.ADR.NotFound; not found"},
    });
    expect_replies(cases);
}

TEST(reply, of_several_lines_is_joined)
{
    constexpr auto cases = std::to_array<reply_case>({
        {"550-5.7.1 one 550-5.7.1 two 550 5.7.1 three", 550, "5.7.1", "550 5.7.1 one two three"},
        {"smtp; 550-5.7.1 one\n 550-5.7.1 two\n 550 5.7.1  three", 550, "5.7.1", "550 5.7.1 one two three"},
        {"421 4.7.28 one 421-4.7.28 two 421 4.7.28 three", 421, "4.7.28", "421 4.7.28 one two three"},
        {"554-mx.example.com 554-No service 554 Go away", 554, "", "554 mx.example.com No service Go away"},
        {"550-one 550 5.7.1 two", 550, "5.7.1", "550 5.7.1 one two"},
        {"550-5.7.1 one 550-two 550 three", 550, "5.7.1", "550 5.7.1 one two three"},
        {"550-5.7.1 first's5.7.1 second5.7.1  third", 550, "5.7.1", "550 5.7.1 first's second third"},
        {"550-5.1.1 call 550-1234", 550, "5.1.1", "550 5.1.1 call 1234"},
        {"554 Not allowed - 554 Not allowed - Policy", 554, "", "554 Not allowed - 554 Not allowed - Policy"},
        {"550-5.0.350 one -> 550 5.7.1 inner", 550, "5.0.350", "550 5.0.350 one -> 550 5.7.1 inner"},
        {"550 5.0.350 one -> 550 inner", 550, "5.0.350", "550 5.0.350 one -> 550 inner"},
        {"550-only one line", 550, "", "550 only one line"},
    });
    expect_replies(cases);
}

TEST(reply, sheds_what_exchange_puts_around_it)
{
    constexpr auto cases = std::to_array<reply_case>({
        {"#550 5.1.1 RESOLVER.ADR.X; not found ##", 550, "5.1.1", "550 5.1.1 RESOLVER.ADR.X; not found"},
        {"#550 5.1.1 RESOLVER.ADR.X; gone ##rfc822;a@b", 550, "5.1.1", "550 5.1.1 RESOLVER.ADR.X; gone"},
        {"#550 #5.1.1 gone##", 550, "5.1.1", "550 #5.1.1 gone"},
        {"#5.7.1 smtp;530 5.7.1 No", 0, "5.7.1", "5.7.1 smtp;530 5.7.1 No"},
        {"<mx #5.7.1 smtp;530 5.7.1 No> #SMTP#", 0, "5.7.1", "<mx #5.7.1 smtp;530 5.7.1 No>"},
        {"550 no ## marks here", 550, "", "550 no ## marks here"},
    });
    expect_replies(cases);
}

TEST(reply, sheds_what_exim_and_postfix_add)
{
    constexpr auto cases = std::to_array<reply_case>({
        {"451 4.7.1 Greylisted: retry timeout exceeded", 451, "4.7.1", "451 4.7.1 Greylisted"},
        {"retry timeout exceeded", 0, "", "retry timeout exceeded"},
        {"550 Bo\\303\\256te inconnue", 550, "", "550 Boîte inconnue"},
        {"550 Gr\\374\\337e", 550, "", "550 Grüße"},
        {"550 C:\\temp\\101", 550, "", "550 C:\\temp\\101"},
        {"550 end\\", 550, "", "550 end\\"},
        {"220-mx 421 4.2.1 Later", 421, "4.2.1", "421 4.2.1 Later"},
        {"220-mx has no reply", 0, "", "220-mx has no reply"},
    });
    expect_replies(cases);
}

TEST(reply, is_always_utf8)
{
    for (const std::string_view text : {"550 \xFF\xFE gone", "550-\xC3 550 \xA4", "\xC3", "550 \\303"}) {
        EXPECT_TRUE(utf8::valid(parse_reply(text).text)) << text;
    }
}

TEST(reply, is_read_in_linear_time)
{
    std::string hostile = "550-5.1.1 ";
    while (hostile.size() < 200'000)
        hostile += "550-(#5 5.1.1 \\303";
    EXPECT_EQ(parse_reply(hostile).code, 550);
}

} // namespace
} // namespace recoil::dsn
