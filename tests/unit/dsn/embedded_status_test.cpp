#include "dsn/embedded_status.hpp"

#include "support/report_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::dsn {
namespace {

report read(std::string_view text, bool expected = true)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    report found;
    EXPECT_EQ(read_embedded_status(lines, found), expected);
    return found;
}

const std::string block = "Reporting-MTA: dns; mx.example.com\n"
                          "X-Postfix-Queue-ID: 4F1\n"
                          "Arrival-Date: Sat, 21 Nov 2026 20:00:00 +0000\n"
                          "\n"
                          "Final-Recipient: rfc822; ann@example.org\n"
                          "Action: failed\n"
                          "Status: 5.1.1\n"
                          "Diagnostic-Code: smtp; 550 5.1.1 No such\n"
                          "    user here\n";

TEST(embedded_status, reads_the_fields_between_other_text)
{
    const report found =
        read("Sorry, it could not be delivered.\n\n" + block + "\nReceived: from a by b\nAction: delayed\n");
    EXPECT_EQ(found.reporting_mta, "mx.example.com");
    EXPECT_EQ(found.queue_id, "4F1");
    ASSERT_EQ(found.recipients.size(), 1u);
    EXPECT_EQ(found.recipients[0].recipient, "ann@example.org");
    EXPECT_EQ(found.recipients[0].action, action::failed);
    EXPECT_EQ(to_string(*found.recipients[0].status), "5.1.1");
    EXPECT_EQ(found.recipients[0].answer.text, "550 5.1.1 No such user here");
    EXPECT_TRUE(found.defects.empty());
}

TEST(embedded_status, reads_the_lines_of_a_report_whose_mime_is_gone)
{
    const report found = read("--b1\nContent-Type: message/delivery-status\n\n" + block + "\n--b1\nSubject: x\n");
    EXPECT_EQ(found.recipients.size(), 1u);
    EXPECT_EQ(read(block).recipients.size(), 1u) << "at the very end";
}

TEST(embedded_status, reads_several_recipients_and_empty_lines_between_fields)
{
    const report found =
        read(block + "\n\nFinal-Recipient: rfc822;bob@example.org\n\nAction: delayed\n\nStatus: 4.4.1\n");
    ASSERT_EQ(found.recipients.size(), 2u);
    EXPECT_EQ(found.recipients[1].recipient, "bob@example.org");
    EXPECT_EQ(found.recipients[1].action, action::delayed);
}

TEST(embedded_status, reads_an_indented_block)
{
    std::string indented;
    for (const char c : "\n" + block.substr(0, block.size() - 1))
        indented += c == '\n' ? std::string("\n  ") : std::string(1, c);
    const report found = read("Report:\n" + indented);
    ASSERT_EQ(found.recipients.size(), 1u);
    EXPECT_EQ(found.recipients[0].answer.text, "550 5.1.1 No such user here");
}

TEST(embedded_status, goes_on_with_a_reply_that_was_wrapped)
{
    const report found =
        read("Final-Recipient: rfc822;ann@example.org\nAction: failed\nDiagnostic-Code: smtp;550 5.7.1 "
             "Your message\nwas refused\nby policy\nStatus: 5.7.1\n\nwas refused too\n");
    ASSERT_EQ(found.recipients.size(), 1u);
    EXPECT_EQ(found.recipients[0].answer.text, "550 5.7.1 Your message was refused by policy");
    EXPECT_TRUE(found.recipients[0].status);
}

TEST(embedded_status, wants_a_recipient_and_its_fate)
{
    for (const char* text : {"", "Action: failed\nStatus: 5.1.1\n", "Reporting-MTA: dns; mx\nArrival-Date: today\n",
                             "Final-Recipient: rfc822; a@example.com\nDiagnostic-Code: smtp; 550 no\n",
                             "> Final-Recipient: rfc822; a@example.com\n> Action: failed\n",
                             "The Final-Recipient: field names a@example.com\nAction: failed\n",
                             "Final-Recipient: rfc822; a@example.com\nSubject: x\nAction: failed\n"}) {
        const report found = read(text, false);
        EXPECT_TRUE(found.recipients.empty()) << text;
        EXPECT_TRUE(found.defects.empty()) << text;
        EXPECT_EQ(found.reporting_mta, "") << text;
    }
}

TEST(embedded_status, passes_over_what_is_no_block_and_takes_the_first_that_is)
{
    const report found = read("Final-Recipient: somebody\nwho left\n\n" + block +
                              "\nContent-Type: message/rfc822\n\nFinal-Recipient: rfc822; quoted@example.org\n"
                              "Action: failed\n");
    ASSERT_EQ(found.recipients.size(), 1u);
    EXPECT_EQ(found.recipients[0].recipient, "ann@example.org");
}

TEST(embedded_status, reads_whatever_the_text_is_cut_to)
{
    for (std::size_t size = 0; size <= block.size(); ++size) {
        const std::string cut = block.substr(0, size);
        const bool enough = cut.find("\nAction:") != std::string::npos;
        const report found = read(cut, enough);
        EXPECT_EQ(found.recipients.size(), enough ? 1u : 0u) << size;
    }
}

} // namespace
} // namespace recoil::dsn
