#include "dsn/header/subject_words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

TEST(subject_words, a_subject_counts_by_its_beginning)
{
    EXPECT_TRUE(is_failure_subject("Undelivered Mail Returned to Sender"));
    EXPECT_TRUE(is_failure_subject("UNDELIVERABLE: news"));
    EXPECT_TRUE(is_failure_subject("  failure notice"));
    EXPECT_FALSE(is_failure_subject("How to read a failure notice"));
    EXPECT_FALSE(is_failure_subject(""));
    EXPECT_FALSE(is_failure_subject("Failur"));
}

TEST(subject_words, an_answer_or_forward_is_somebodys_own_words)
{
    for (const std::string_view prefix : {"Re: ", "RE:", "re : ", "Fwd: ", "FW: ", "AW: ", "WG: ", "TR: ", "RV: ",
                                          "Antw: ", "SV: ", "Re[2]: ", "回复: ", "转发："}) {
        const std::string subject = std::string(prefix) + "Undeliverable: news";
        EXPECT_FALSE(is_failure_subject(subject)) << subject;
        EXPECT_TRUE(is_reply_or_forward(subject)) << subject;
        EXPECT_FALSE(is_automatic_subject(std::string(prefix) + "Kim is out of the office")) << prefix;
    }
    for (const std::string_view other :
         {"Returned mail: see transcript", "Fwd", "Report", "I am away", "Real: estate", ""})
        EXPECT_FALSE(is_reply_or_forward(other)) << other;
}

TEST(subject_words, marks_of_other_hosts_are_passed_over)
{
    EXPECT_TRUE(is_failure_subject("[External] Undeliverable: news"));
    EXPECT_TRUE(is_failure_subject("[EXT] [Postmaster] Delivery failure") ||
                is_failure_subject("[Postmaster] Email Delivery Failure"));
    EXPECT_TRUE(is_failure_subject("***SPAM*** Mail delivery failed"));
    EXPECT_TRUE(is_failure_subject("**Message you sent blocked by our filter**"));
    EXPECT_TRUE(is_failure_subject("<<Undeliverable>>"));
    EXPECT_TRUE(is_automatic_subject("[Auto-Reply] your mail"));
    EXPECT_TRUE(is_automatic_subject("\"Out of office\""));
    EXPECT_FALSE(is_failure_subject("[External] Fwd: Undeliverable: news"));
    EXPECT_FALSE(is_failure_subject("[Undel"));
    EXPECT_FALSE(is_failure_subject("****"));
}

TEST(subject_words, a_form_needs_both_of_its_texts)
{
    EXPECT_TRUE(is_failure_subject("Your message to kim@example.net could not be delivered"));
    EXPECT_FALSE(is_failure_subject("Your message to kim@example.net"));
    EXPECT_FALSE(is_failure_subject("Your parcel could not be delivered"));
    EXPECT_TRUE(is_automatic_subject("Kim Lee is out of the office until Monday"));
    EXPECT_TRUE(is_challenge_subject("your mail (verification)"));
}

TEST(subject_words, each_table_keeps_to_its_own)
{
    for (const std::string_view subject : {"Undeliverable: x", "failure notice", "Returned mail: User unknown"}) {
        EXPECT_FALSE(is_automatic_subject(subject)) << subject;
        EXPECT_FALSE(is_challenge_subject(subject)) << subject;
    }
    for (const std::string_view subject : {"Automatic reply: x", "Out of Office", "AUTO: Kim is out"}) {
        EXPECT_FALSE(is_failure_subject(subject)) << subject;
        EXPECT_FALSE(is_challenge_subject(subject)) << subject;
    }
    for (const std::string_view subject : {"Please confirm your message", "Message verification"}) {
        EXPECT_FALSE(is_failure_subject(subject)) << subject;
        EXPECT_FALSE(is_automatic_subject(subject)) << subject;
    }
}

TEST(subject_words, ordinary_subjects_are_in_none)
{
    for (const std::string_view subject :
         {"Hello", "Spring catalogue", "Your order", "Delivery notification for order 7",
          "Please confirm your subscription", "Please confirm your email address", "Vacation rentals in May",
          "Office hours", "We have received your request", "Read: your mail", "Not read: your mail", "unsubscribe",
          "Bounce rates in October", "Message from Kim"}) {
        EXPECT_FALSE(is_failure_subject(subject)) << subject;
        EXPECT_FALSE(is_automatic_subject(subject)) << subject;
        EXPECT_FALSE(is_challenge_subject(subject)) << subject;
    }
}

TEST(subject_words, knows_delays)
{
    for (const char* subject : {"Delivery Status Notification (Delay)", "WARNING: delayed mail.",
                                "Delayed Mail (still being retried)", "Zustellung verzögert"})
        EXPECT_TRUE(is_delay_subject(subject)) << subject;
    for (const char* subject : {"Delivery Status Notification (Failure)", "Re: Delayed Mail", ""})
        EXPECT_FALSE(is_delay_subject(subject)) << subject;
}

} // namespace
} // namespace recoil::dsn
