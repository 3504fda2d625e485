#include "dsn/reply.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {
namespace {

std::vector<std::string> cause_texts(std::string_view text)
{
    std::vector<std::string> texts;
    for (const reply& cause : causes(parse_reply(text)))
        texts.push_back(cause.text);
    return texts;
}

using texts = std::vector<std::string>;

TEST(cause, of_a_plain_reply_is_the_reply)
{
    EXPECT_EQ(cause_texts("550 5.1.1 No such user"), texts{"550 5.1.1 No such user"});
    EXPECT_EQ(cause_texts(""), texts{""});
}

TEST(cause, stands_behind_an_arrow)
{
    const auto found = causes(parse_reply("550 5.4.300 Message expired -> 451 4.4.397 Cannot talk to the host. -> "
                                          "421 4.4.2 Connection dropped due to ConnectionReset"));
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].text, "421 4.4.2 Connection dropped due to ConnectionReset");
    EXPECT_EQ(found[0].code, 421);
    EXPECT_EQ(to_string(*found[0].status), "4.4.2");
    EXPECT_EQ(found[1].code, 451);
    EXPECT_EQ(to_string(*found[2].status), "5.4.300");
}

TEST(cause, of_a_foreign_reply_may_have_no_status)
{
    const auto found = causes(parse_reply("550 5.0.350 Remote server returned an error -> 550 Refused (AS345)"));
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].code, 550);
    EXPECT_FALSE(found[0].status);
    EXPECT_EQ(found[0].text, "550 Refused (AS345)");
}

TEST(cause, is_not_what_an_arrow_in_prose_points_to)
{
    EXPECT_EQ(cause_texts("554 5.7.1 Client host blocked using bl.example; 127.0.0.1 -> Query refused").size(), 1u);
    EXPECT_EQ(cause_texts("550 5.7.350 Remote server returned spam -> refused as spam"),
              (texts{"refused as spam", "550 5.7.350 Remote server returned spam -> refused as spam"}));
}

TEST(cause, stands_in_message_brackets)
{
    const auto found =
        causes(parse_reply("550 5.4.300 Message expired -> 450 4.4.316 Connection refused "
                           "[Message=Socket error code 10061] [LastAttemptedServerName=mx.example.com]"));
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].text, "Socket error code 10061");
    EXPECT_FALSE(found[0].code);
    EXPECT_EQ(to_string(*found[1].status), "4.4.316");
}

TEST(cause, in_brackets_may_hold_brackets)
{
    EXPECT_EQ(cause_texts("450 4.4.317 No [Message=451 5.7.3 TLS [a] needed] [LastAttemptedIP=192.0.2.1:25]").front(),
              "451 5.7.3 TLS [a] needed");
    EXPECT_EQ(cause_texts("450 4.4.317 No [Message=451 5.7.3 cut").front(), "451 5.7.3 cut");
}

TEST(cause, that_says_nothing_is_left_out)
{
    EXPECT_EQ(cause_texts("450 4.4.317 No [Message=] [x]").size(), 1u);
    EXPECT_EQ(cause_texts("450 4.4.317 No [Message=ErrorRetry] [x]").size(), 1u);
    EXPECT_EQ(cause_texts("550 5.4.300 Message expired -> ").size(), 1u);
}

TEST(cause, of_expiry_stands_behind_the_comma)
{
    EXPECT_EQ(
        cause_texts("550 5.4.315 Message expired, connection timed out(SocketError)"),
        (texts{"connection timed out(SocketError)", "550 5.4.315 Message expired, connection timed out(SocketError)"}));
    EXPECT_EQ(cause_texts("550 5.4.317 Message expired, cannot connect to remote server(SubjectMismatch) [x]").front(),
              "SubjectMismatch");
    EXPECT_EQ(cause_texts("550 5.4.316 Message expired, refused(450 4.4.316 Refused [Message=Socket error code "
                          "10061])"),
              (texts{"Socket error code 10061", "450 4.4.316 Refused [Message=Socket error code 10061]",
                     "refused(450 4.4.316 Refused [Message=Socket error code 10061])",
                     "550 5.4.316 Message expired, refused(450 4.4.316 Refused [Message=Socket error code 10061])"}));
}

TEST(cause, is_the_last_error_detail)
{
    EXPECT_EQ(cause_texts("451 4.4.0 Retry [{LRT=x};{LED=450 4.4.316 Connection refused};{FQDN=mx};{IP=::1}]").front(),
              "450 4.4.316 Connection refused");
}

TEST(cause, is_what_another_host_responded)
{
    const auto found = causes(parse_reply("451 4.4.0 Primary target IP address responded with: \"421 4.4.1 Connection "
                                          "timed out.\" Attempted failover to alternate host"));
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].text, "421 4.4.1 Connection timed out.");
    EXPECT_EQ(found[0].code, 421);
}

TEST(cause, is_the_last_error_of_a_queue)
{
    EXPECT_EQ(cause_texts("554 5.4.7 Expired; last error was: 421 4.7.0 Try later").front(), "421 4.7.0 Try later");
}

TEST(cause, is_amazons_last_reply)
{
    EXPECT_EQ(cause_texts("554 4.4.7 Message expired: gave up.<421 4.4.2 Connection timed out>").front(),
              "421 4.4.2 Connection timed out");
    EXPECT_EQ(cause_texts("550 5.1.1 unknown <550 x>").size(), 1u);
}

TEST(cause, stands_behind_exchanges_inner_type)
{
    for (const std::string_view text : {
             "mail.example.com #<mx.example.com #5.7.1 smtp;530 5.7.1 Not authenticated> #SMTP#",
             "#< #5.7.1 smtp; 530 5.7.1 Not authenticated> #SMTP#",
             "<mx.example.com #5.7.1 smtp;530 5.7.1 Not authenticated>",
         }) {
        const auto found = causes(parse_reply(text));
        ASSERT_EQ(found.size(), 2u) << text;
        EXPECT_EQ(found[0].text, "530 5.7.1 Not authenticated") << text;
        EXPECT_EQ(found[0].code, 530) << text;
    }
    EXPECT_EQ(cause_texts("<mx.example.com #5.5.0 smtp;550 <a@example.com>... User unknown>").front(),
              "550 <a@example.com>... User unknown");
}

TEST(cause, about_the_sender_is_not_dug_out)
{
    EXPECT_EQ(cause_texts("450 4.1.7 Sender rejected: unverified: host mx said: 550 5.1.1 User unknown").size(), 1u);
}

TEST(cause, nests_at_most_eight_deep)
{
    std::string text = "550 5.4.300 Message expired";
    for (int i = 0; i < 50; ++i)
        text += " -> 450 4.4.316 Connection refused";
    const auto found = causes(parse_reply(text));
    EXPECT_EQ(found.size(), 8u);
    EXPECT_EQ(found.back().text, text);
}

TEST(cause, is_never_longer_than_the_reply)
{
    for (const std::string_view text :
         {"550 5.4.300 Message expired -> 450(x", "450 x [Message=550,y]", "1 -> 550#", "#5.1.1 smtp;550;x"}) {
        const reply whole = parse_reply(text);
        for (const reply& cause : causes(whole))
            EXPECT_LE(cause.text.size(), whole.text.size()) << text;
    }
}

} // namespace
} // namespace recoil::dsn
