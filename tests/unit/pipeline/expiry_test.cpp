#include "pipeline/expiry.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace recoil::pipeline {

namespace {

dsn::recipient_report failed(std::string_view diagnostic, std::optional<dsn::status_code> status = std::nullopt)
{
    dsn::recipient_report recipient;
    recipient.action = dsn::action::failed;
    recipient.diagnostic = diagnostic;
    recipient.answer = dsn::parse_reply(diagnostic);
    recipient.status = status;
    return recipient;
}

TEST(expiry, a_temporary_reply_to_a_failed_recipient_means_that_the_time_ended)
{
    EXPECT_TRUE(expired_in_queue(failed("450 4.2.0 Greylisted")));
    EXPECT_TRUE(expired_in_queue(failed("451 try again")));
    EXPECT_TRUE(expired_in_queue(failed("421 5.7.1 odd")));
    EXPECT_TRUE(expired_in_queue(failed("550 4.4.7 gone stale")));
    EXPECT_FALSE(expired_in_queue(failed("550 5.1.1 User unknown")));
    EXPECT_FALSE(expired_in_queue(failed("554 no")));
}

TEST(expiry, the_status_field_counts_only_where_the_reply_has_none)
{
    const dsn::status_code temporary{4, 4, 1};
    EXPECT_TRUE(expired_in_queue(failed("connect to mx.example.net: Connection refused", temporary)));
    EXPECT_TRUE(expired_in_queue(failed("", temporary)));
    EXPECT_FALSE(expired_in_queue(failed("550 5.1.1 User unknown", temporary)));
    EXPECT_FALSE(expired_in_queue(failed("connect to mx.example.net: Connection refused", dsn::status_code{5, 4, 1})));
    EXPECT_FALSE(expired_in_queue(failed("")));
}

TEST(expiry, some_say_it_in_words)
{
    const auto texts = std::to_array<std::string_view>({
        "550 5.4.300 Message Expired -> 450 4.4.316 Connection refused",
        "Envelope expired",
        "550 5.0.0 no answer: retry timeout exceeded",
        "retry time not reached for any host after a long failure period",
        "Message could not be delivered for 5 days",
        "554 5.0.0 queue lifetime is over",
    });
    for (const std::string_view text : texts)
        EXPECT_TRUE(expired_in_queue(failed(text))) << text;
    EXPECT_FALSE(expired_in_queue(failed("550 5.7.1 your certificate expired")));
}

TEST(expiry, the_words_may_stand_in_the_field_alone)
{
    dsn::recipient_report recipient = failed("550 5.0.0 refused: retry timeout exceeded");
    recipient.answer = dsn::parse_reply("550 5.0.0 refused");
    EXPECT_TRUE(expired_in_queue(recipient));
}

TEST(expiry, only_a_failed_recipient_can_expire)
{
    for (const auto action :
         {dsn::action::delayed, dsn::action::relayed, dsn::action::delivered, dsn::action::expanded}) {
        dsn::recipient_report recipient = failed("450 4.4.7 Message expired");
        recipient.action = action;
        EXPECT_FALSE(expired_in_queue(recipient)) << name(action);
    }
    dsn::recipient_report recipient = failed("450 4.4.7 Message expired");
    recipient.action.reset();
    EXPECT_FALSE(expired_in_queue(recipient));
}

} // namespace

} // namespace recoil::pipeline
