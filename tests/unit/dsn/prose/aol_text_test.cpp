#include "dsn/prose/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

std::vector<statement> read(std::string_view text)
{
    const auto lines = test::lines_of(text);
    return read_aol_text(lines);
}

TEST(aol_text, completes_the_mailboxes)
{
    const auto found = read("\n\nSorry ann@example.com. Your mail to the following recipients could not be delivered "
                            "because they are not accepting mail with attachments:\n\tkim1984\n\tlee_b\n\nThank you\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].recipient, "kim1984@aol.com");
    EXPECT_EQ(found[1].recipient, "lee_b@aol.com");
    EXPECT_TRUE(found[1].answer.text.ends_with("not accepting mail with attachments:"));
}

TEST(aol_text, the_sentence_may_be_wrapped)
{
    const auto found =
        read("Sorry ann@example.com. Your mail to the following recipients could not be delivered because\n"
             "they are not accepting mail from you:\n\tkim\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_TRUE(found[0].answer.text.ends_with("because they are not accepting mail from you:"));
}

TEST(aol_text, nothing_without_its_sentence_or_a_list)
{
    EXPECT_TRUE(read("Your mail could not be delivered:\n\tkim1984\n").empty());
    EXPECT_TRUE(read("Sorry, no.\n\tkim1984\n").empty());
    EXPECT_TRUE(read("Sorry a@b.c. Your mail to the following recipients could not be delivered because:\n").empty());
    EXPECT_TRUE(read("").empty());
}

TEST(aol_text, an_address_is_left_to_others)
{
    EXPECT_TRUE(read("Sorry a@b.c. Your mail to the following recipients could not be delivered because of this:\n"
                     "\tkim@example.org\n")
                    .empty());
    EXPECT_TRUE(read("Sorry a@b.c. Your mail to the following recipients could not be delivered because of this:\n" +
                     std::string(65, 'k') + "\n")
                    .empty());
}

} // namespace
} // namespace recoil::dsn
