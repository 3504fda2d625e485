#include "dsn/prose/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::dsn {
namespace {

std::vector<statement> read(const std::string& text)
{
    return read_pmdf_text(test::lines_of(text));
}

TEST(pmdf_text, a_block_for_each_recipient)
{
    const auto found = read("Your message cannot be delivered to the following recipients:\n\n"
                            "  Recipient address: kim@example.net\n"
                            "  Original address: staff@example.org\n"
                            "  Reason: SMTP transmission failure has occurred\n"
                            "  Diagnostic code: smtp;550 5.1.1 no such\n"
                            "    user here\n"
                            "  Remote system: dns;mx.example.net (TCP|192.0.2.10|41001|192.0.2.89|25) (mx ESMTP)\n"
                            "\n"
                            "  Recipient address: lee@example.org\n"
                            "  Original address: lee@example.org\n"
                            "  Reason: Illegal host/domain name found\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].original_recipient, "staff@example.org");
    EXPECT_EQ(found[0].answer.text, "550 5.1.1 no such user here");
    EXPECT_EQ(found[0].remote_mta, "mx.example.net");
    EXPECT_EQ(found[0].remote_ip, "192.0.2.89");
    EXPECT_EQ(found[1].recipient, "lee@example.org");
    EXPECT_EQ(found[1].original_recipient, "");
    EXPECT_EQ(found[1].answer.text, "Illegal host/domain name found");
    EXPECT_FALSE(found[1].answer.code);
}

TEST(pmdf_text, a_host_without_a_connection)
{
    const auto found =
        read("Recipient address: kim@example.net\nReason: no answer\nRemote system: dns;mx.example.net\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].remote_mta, "mx.example.net");
    EXPECT_EQ(found[0].remote_ip, "");
}

TEST(pmdf_text, needs_an_address_and_a_reason)
{
    EXPECT_TRUE(read("Recipient address: kim@example.net\n").empty());
    EXPECT_TRUE(read("Reason: no such user\n").empty());
    EXPECT_TRUE(read("Recipient address: nobody\nReason: no such user\n").empty());
    EXPECT_TRUE(read("").empty());
}

TEST(pmdf_text, survives_what_is_cut)
{
    const std::string whole = "Recipient address: kim@example.net\nReason: x\n"
                              "Remote system: dns;mx.example.net (TCP|192.0.2.10|41001|192.0.2.89|25)\n";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        for (const statement& said : read(whole.substr(0, length)))
            EXPECT_LE(said.remote_mta.size(), 14u) << length;
    }
}

} // namespace
} // namespace recoil::dsn
