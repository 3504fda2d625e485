#include "dsn/prose/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace recoil::dsn {
namespace {

std::vector<statement> read(std::string_view text)
{
    const auto lines = test::lines_of(text);
    return read_listed_text(lines);
}

TEST(listed_text, a_reason_is_that_of_the_recipients_in_front_of_it)
{
    const auto found = read("Unknown user: ann@example.org\n\nRCPT TO generated following response:\n553 no ann\n\n"
                            "Unknown user: bo@example.org\n\nRCPT TO generated following response:\n554 no bo\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].answer.text, "553 no ann");
    EXPECT_EQ(found[1].answer.text, "554 no bo");
}

TEST(listed_text, a_reason_in_front_of_all_is_theirs)
{
    const auto found = read("Your mail could not be delivered because of\n\n550 5.7.1 Denied\n\n"
                            "The following recipients were affected:\n\n  ann@example.org\n  bo@example.org\n");
    ASSERT_EQ(found.size(), 2u);
    for (const statement& said : found)
        EXPECT_EQ(said.answer.text, "550 5.7.1 Denied");
}

TEST(listed_text, a_second_reason_counts_where_the_first_has_no_code)
{
    const std::string_view list = "to the following address could not be delivered:\n-- ann@example.org\n\n";
    const auto coded = read(std::string(list) + "The problem appears to be :\n-- Perhaps wrong\n\n"
                                                "Additional information follows :\n-- 550 5.7.1 Blocked\n");
    ASSERT_EQ(coded.size(), 1u);
    EXPECT_EQ(coded[0].answer.text, "550 5.7.1 Blocked");
    const auto plain = read(std::string(list) + "The problem appears to be :\n-- 550 5.7.1 Blocked\n\n"
                                                "Additional information follows :\n-- Ask somebody\n");
    ASSERT_EQ(plain.size(), 1u);
    EXPECT_EQ(plain[0].answer.text, "550 5.7.1 Blocked");
}

TEST(listed_text, the_second_reason_is_not_that_of_an_earlier_recipient)
{
    const auto found = read("Unknown user: ann@example.org\n\nRCPT TO generated following response:\nno such user\n\n"
                            "Unknown user: bo@example.org\n\nRCPT TO generated following response:\n554 5.7.1 no\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].answer.text, "no such user");
    EXPECT_EQ(found[1].answer.text, "554 5.7.1 no");
}

TEST(listed_text, a_recipient_may_stand_in_front_of_what_is_said_of_it)
{
    for (const std::string_view line :
         {"Your message to <ann@example.org> could not be delivered", "Mail to ann@example.org could not be delivered.",
          "From us to ann@example.org: could not be delivered",
          "Mail from bo@example.org to ann@example.org could not be delivered"}) {
        const auto found = read(line);
        ASSERT_EQ(found.size(), 1u) << line;
        EXPECT_EQ(found[0].recipient, "ann@example.org") << line;
        EXPECT_EQ(found[0].answer.text, line) << line;
    }
}

TEST(listed_text, the_sender_and_another_sentence_name_no_recipient)
{
    for (const std::string_view line :
         {"Mail from ann@example.org could not be delivered", "Dear ann@example.org, your mail could not be delivered",
          "Ask ann@example.org. Your mail could not be delivered",
          "Message von <ann@example.org> could not be delivered",
          "ann@example.org wrote that a message which we took from somebody could not be delivered"})
        EXPECT_TRUE(read(line).empty()) << line;
}

TEST(listed_text, an_address_on_the_next_line_belongs_to_a_phrase_that_ends_its_line)
{
    EXPECT_EQ(read("Failed recipient:\n\n  ann@example.org\n").size(), 1u);
    EXPECT_TRUE(read("It could not be delivered to somebody\nann@example.org wrote this\n").empty());
}

TEST(listed_text, words_that_announce_the_reason_are_none)
{
    const auto found = read("Failed recipient: ann@example.org\n\nThe reason given was as follows:\n\n550 5.7.1 no\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].answer.text, "550 5.7.1 no");
}

TEST(listed_text, what_is_quoted_is_passed_over)
{
    EXPECT_TRUE(read("> Failed recipient: ann@example.org\n> Reason: 550 no\n").empty());
    EXPECT_TRUE(read("").empty());
    EXPECT_TRUE(read("Nothing is said here.\nann@example.org\n").empty());
}

TEST(listed_text, a_long_line_costs_no_more_than_its_length)
{
    std::string line;
    while (line.size() < 65'536)
        line.append("a@example.org could not be delivered ");
    const auto found = read(line);
    EXPECT_FALSE(found.empty());
    EXPECT_LT(found.size(), 200u);
    for (const statement& said : found)
        EXPECT_LT(said.answer.text.size(), 1024u);
}

TEST(listed_text, what_a_server_said_is_no_entry)
{
    const auto found = read("The following recipients did not receive this message:\n\n  <ann@example.org>\n"
                            "    >>> RCPT TO:<ann@example.org>\n    <<< 550 <ann@example.org>: no ann\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].answer.text, "550 <ann@example.org>: no ann");
}

TEST(listed_text, a_heading_may_be_the_reason)
{
    const auto found = read("The following destination addresses were unknown (please check\nthe addresses):\n\n"
                            "SMTP <ann@example.org>\n\nPlease reply to postmaster@example.com\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].recipient, "ann@example.org");
    EXPECT_EQ(found[0].answer.text.substr(0, 53), "The following destination addresses were unknown (ple");
}

} // namespace
} // namespace recoil::dsn
