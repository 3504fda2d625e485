#include "dsn/prose/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {
namespace {

std::vector<statement> read(const std::string& text, std::string_view not_this = "sender@example.com")
{
    return read_nearest_text(test::lines_of(text), not_this);
}

TEST(nearest_text, the_only_address_is_the_one)
{
    const auto found = read("We could not reach kim@example.net today.\nThe mailbox is full.\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
}

TEST(nearest_text, of_several_those_next_to_a_reply)
{
    const auto found = read("Questions go to desk@example.org, any time.\n\n\n\n\n\n"
                            "kim@example.net\n"
                            "550 5.1.1 unknown\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].answer.text.substr(0, 17), "550 5.1.1 unknown");
}

TEST(nearest_text, two_that_are_as_near_are_both_meant)
{
    const auto found = read("kim@example.net: 550 5.1.1 unknown\nlee@example.org: 552 5.2.2 full\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[1].recipient, "lee@example.org");
}

TEST(nearest_text, whom_to_ask_and_who_wrote_are_no_recipients)
{
    for (const std::string_view address : {"postmaster@example.net", "MAILER-DAEMON@example.net", "abuse@example.net",
                                           "support@example.net", "SENDER@example.com"})
        EXPECT_TRUE(read(std::string(address) + "\n550 no\n").empty()) << address;
}

TEST(nearest_text, the_servants_of_a_list_are_no_recipients)
{
    const auto found = read("I manage the walkers@example.org mailing list.\n\nOnly subscribers may post: write to "
                            "walkers-owner@example.org (#5.7.2)\nor to walkers-help@example.org\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].recipient, "walkers@example.org");
}

TEST(nearest_text, the_fields_of_the_message_name_its_sender)
{
    for (const std::string_view name : {"From", "Sender", "Reply-To", "Message-ID", "  From"})
        EXPECT_TRUE(read(std::string(name) + ": Kim <kim@example.net>\n550 no\n").empty()) << name;
    EXPECT_EQ(read("To: kim@example.net\n550 no\n").size(), 1u);
}

TEST(nearest_text, what_is_quoted_is_passed_over)
{
    EXPECT_TRUE(read("> kim@example.net\n> 550 5.1.1 unknown\n").empty());
}

TEST(nearest_text, a_text_with_many_addresses_is_a_list_of_something_else)
{
    std::string text;
    for (int i = 0; i < 20; ++i)
        text += "kim" + std::to_string(i) + "@example.net: 550 no\n";
    EXPECT_TRUE(read(text).empty());
}

TEST(nearest_text, the_same_address_counts_once)
{
    EXPECT_EQ(read("kim@example.net\n550 no such user kim@example.net\n").size(), 1u);
}

TEST(nearest_text, nothing_in_nothing_out)
{
    for (const std::string_view text : {"", "\n\n", "550 no\n", "@\n", "a@b\n"})
        EXPECT_TRUE(read(std::string(text)).empty()) << text;
}

} // namespace
} // namespace recoil::dsn
