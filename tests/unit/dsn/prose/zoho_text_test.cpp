#include "dsn/prose/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace recoil::dsn {
namespace {

std::vector<statement> read(std::string_view text)
{
    const auto lines = test::lines_of(text);
    return read_zoho_text(lines);
}

struct sample {
    std::string_view line;
    std::string_view answer;
};
constexpr sample samples[] = {
    {"kim@example.org Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <kim@example.org>... User Unknown",
     "550 5.1.1 <kim@example.org>... User Unknown"},
    {"kim@example.org, ERROR CODE :550 - 5.2.2 Mailbox full", "550 5.2.2 Mailbox full"},
    {"kim@example.org, ERROR_CODE :554, ERROR_CODE :Blocked by policy", "554 Blocked by policy"},
    {"[Status: Error, Address: <kim@example.org>, ResponseCode 421, , Host not reachable.]", "421 Host not reachable."},
    {"kim@example.org ERROR_CODE :550", "550"},
};

TEST(zoho_text, puts_the_reply_together)
{
    for (const sample& s : samples) {
        const auto found = read(s.line);
        ASSERT_EQ(found.size(), 1u) << s.line;
        EXPECT_EQ(found[0].recipient, "kim@example.org") << s.line;
        EXPECT_EQ(found[0].answer.text, s.answer) << s.line;
        EXPECT_TRUE(found[0].answer.code) << s.line;
    }
}

TEST(zoho_text, has_one_line_a_recipient)
{
    const auto found = read("This is a permanent error.\n\na@example.org, ERROR_CODE :550, ERROR_CODE :5.1.1 no\n"
                            "b@example.org, ERROR_CODE :552, ERROR_CODE :5.2.2 full\n\nTo:<c@example.org>\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].answer.text, "550 5.1.1 no");
    EXPECT_EQ(found[1].answer.text, "552 5.2.2 full");
}

TEST(zoho_text, needs_address_and_label)
{
    for (const std::string_view line : {"", "kim@example.org 550 5.1.1 no", "ERROR_CODE :550, kim@example.org",
                                        "The ResponseCode 421 of nobody", "kim ERROR_CODE :550"})
        EXPECT_TRUE(read(line).empty()) << line;
}

} // namespace
} // namespace recoil::dsn
