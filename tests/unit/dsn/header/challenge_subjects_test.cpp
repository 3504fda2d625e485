#include "support/subject_rows.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace recoil::dsn {
namespace {

TEST(challenge_subjects, every_row_says_something_of_its_own)
{
    test::check_rows(challenge_subjects());
}

TEST(challenge_subjects, knows_the_questions_of_filters)
{
    for (const std::string_view subject : {
             "Please confirm your message",
             "Please confirm (conf#1a2b3c)",
             "Please confirm that you are human",
             "Your email requires verification verify#aBcD",
             "Hello (verification)",
             "Message verification",
             "Sender Verification Required",
             "Verify your message to kim@example.net",
             "Your message to kim@example.net is awaiting verification",
             "Confirm you are human",
             "Prove you are human to reach Kim",
             "First time sender: please answer",
             "AntiSpam UOL: confirm",
             "Authorization needed to e-mail Kim",
             "Demande d'authentification",
             "Bitte bestätigen Sie Ihre Nachricht",
             "Confirmação de email - AntiSpam UOL",
             "Confirme su mensaje",
         })
        EXPECT_TRUE(is_challenge_subject(subject)) << subject;
}

TEST(challenge_subjects, a_word_of_it_further_on_is_none)
{
    for (const std::string_view subject : {
             "Please confirm your subscription",
             "Please confirm your email address",
             "Please verify your email address",
             "Confirm your order",
             "Verification code",
             "Your message to the team",
             "Re: Message verification",
         })
        EXPECT_FALSE(is_challenge_subject(subject)) << subject;
}

} // namespace
} // namespace recoil::dsn
