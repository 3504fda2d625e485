#include "dsn/header/system_sender.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>
#include <utility>

namespace recoil::dsn {
namespace {

using senders = std::initializer_list<std::pair<std::string_view, std::string_view>>; // address, whole field

TEST(system_sender, a_mail_system_goes_by_its_local_part)
{
    for (const std::string_view address :
         {"MAILER-DAEMON@example.com", "mailer-daemon", "Mailer_Daemon@example.com", "MAILERDAEMON@example.com",
          "postmaster@example.com", "Postmaster", "post_master@example.com", "mail-daemon@example.com",
          "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.com", "Mail.Delivery.System@example.com",
          "MDaemon@example.com", "non-delivery@example.com", "\"System Administrator\"@example.com"})
        EXPECT_TRUE(is_mail_system(address, address)) << address;
}

TEST(system_sender, or_by_its_name)
{
    for (const auto& [address, from] : senders{
             {"admin@example.com", "Mail Delivery Subsystem <admin@example.com>"},
             {"admin@example.com", "admin@example.com (Mail Delivery System)"},
             {"mailadm@example.com", "\"MAIL DELIVERY SERVICE\" <mailadm@example.com>"},
             {"sysadmin@example.com", "MMSC NDR Administrator <sysadmin@example.com>"},
             {"", "Postmaster <>"},
             {"", "\"Jetmail System\" <>"},
         })
        EXPECT_TRUE(is_mail_system(address, from)) << from;
}

TEST(system_sender, a_person_is_no_mail_system)
{
    for (const auto& [address, from] : senders{
             {"kim@example.net", "Kim Lee <kim@example.net>"},
             {"kim@postmaster.example.net", "kim@postmaster.example.net"},
             {"master@example.net", "Post Office <master@example.net>"},
             {"delivery@example.net", "Parcel Delivery <delivery@example.net>"},
             {"noreply@example.net", "noreply@example.net"},
             {"", ""},
         }) {
        EXPECT_FALSE(is_mail_system(address, from)) << from;
        EXPECT_FALSE(is_challenge_sender(address, from)) << from;
    }
}

TEST(system_sender, filters_that_ask_back_go_by_domain_or_name)
{
    for (const auto& [address, from] : senders{
             {"noreply@boxbe.com", "noreply@boxbe.com"},
             {"verify@mail.SpamArrest.com", "Kim <verify@mail.SpamArrest.com>"},
             {"kim@example.net", "\"AntiSpam UOL\" <kim@example.net>"},
             {"kim@example.net", "EarthLink spamBlocker <kim@example.net>"},
         })
        EXPECT_TRUE(is_challenge_sender(address, from)) << from;
    EXPECT_FALSE(is_challenge_sender("kim@notboxbe.com", "kim@notboxbe.com"));
    EXPECT_FALSE(is_challenge_sender("kim@boxbe.com.example.net", "Kim"));
    EXPECT_FALSE(is_challenge_sender("MAILER-DAEMON@example.com", "Mail Delivery System"));
}

} // namespace
} // namespace recoil::dsn
