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
    return read_opensmtpd_text(lines);
}

TEST(opensmtpd_text, has_one_line_a_recipient)
{
    const auto found = read("    the following list of recipients:\n"
                            "\n"
                            "kim@example.net: 550 5.7.606 Banned sending IP [192.0.2.1]\n"
                            "lee@example.net: 550-5.1.1 No such5.1.1 user\n"
                            "\n"
                            "    Below is a copy of the original message:\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].answer.text, "550 5.7.606 Banned sending IP [192.0.2.1]");
    EXPECT_EQ(found[0].first_line, "550 5.7.606 Banned sending IP [192.0.2.1]");
    EXPECT_EQ(found[1].answer.text, "550 5.1.1 No such user");
    EXPECT_FALSE(found[1].stage);
}

TEST(opensmtpd_text, counts_its_own_words_only_in_its_own_notice)
{
    const std::string line = "kim@example.net: Envelope expired\n";
    EXPECT_TRUE(read(line).empty());
    const auto found = read("    This is the MAILER-DAEMON, please do not answer.\n\n" + line);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].answer.text, "Envelope expired");
}

TEST(opensmtpd_text, takes_no_other_line)
{
    for (const std::string_view line : {"To: kim@example.net", "<kim@example.net>: 550 no", " kim@example.net: 550 no",
                                        "mail for kim@example.net: 550 no", "kim@example.net 550 no", "550 5.1.1 no"})
        EXPECT_TRUE(read(line).empty()) << line;
}

} // namespace
} // namespace recoil::dsn
