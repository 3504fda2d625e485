#include "dsn/prose/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string_view>

namespace recoil::dsn {
namespace {

TEST(postfix_text, tells_reply_host_and_command)
{
    const statement s =
        postfix_words("host mx.example.net[192.0.2.1] said: 550 5.1.1 No such user (in reply to RCPT TO command)");
    EXPECT_EQ(s.answer.text, "550 5.1.1 No such user");
    EXPECT_EQ(s.remote_mta, "mx.example.net");
    EXPECT_EQ(s.remote_ip, "192.0.2.1");
    EXPECT_EQ(s.stage, stage::rcpt);
}

struct stage_case {
    std::string_view words;
    std::optional<stage> expected;
};

TEST(postfix_text, names_the_command)
{
    constexpr auto cases = std::to_array<stage_case>({
        {"host mx[192.0.2.1] said: 550 no (in reply to MAIL FROM command)", stage::mail},
        {"host mx[192.0.2.1] said: 550 no (in reply to DATA command)", stage::data},
        {"host mx[192.0.2.1] said: 550 no (in reply to end of DATA command)", stage::eod},
        {"host mx[192.0.2.1] said: 550 no (in reply to EHLO command)", stage::helo},
        {"host mx[192.0.2.1] said: 550 no (in reply to LHLO command)", stage::helo},
        {"host mx[192.0.2.1] refused to talk to me: 554 no", stage::connect},
        {"connect to mx[192.0.2.1]:25: Connection refused", stage::connect},
        {"connect to mx[192.0.2.1]: server refused to talk to me: 421 busy", stage::connect},
        {"lost connection with mx[192.0.2.1] while receiving the initial server greeting", stage::connect},
        {"lost connection with mx[192.0.2.1] while sending RCPT TO", stage::rcpt},
        {"conversation with mx[192.0.2.1] timed out while sending end of data -- message may be sent twice",
         stage::eod},
        {"lost connection with mx[192.0.2.1] while performing the EHLO handshake", stage::helo},
        {"host mx[192.0.2.1] said: 550 no (in reply to NOOP command)", std::nullopt},
        {"host mx[192.0.2.1] said: 550 no (in reply to RCPT TO command), he said", std::nullopt},
        {"unknown user: \"kim\"", std::nullopt},
    });
    for (const stage_case& c : cases)
        EXPECT_EQ(postfix_words(c.words).stage, c.expected) << c.words;
}

TEST(postfix_text, separates_the_remote_words_from_its_own)
{
    EXPECT_EQ(postfix_words("delivery temporarily suspended: host mx[192.0.2.1] said: 450 4.7.1 later").answer.code,
              450);
    EXPECT_EQ(postfix_words("host mx[192.0.2.1] refused to talk to me: 554 no").answer.text, "554 no");
    EXPECT_EQ(postfix_words("connect to mx[192.0.2.1]: server refused to talk to me: 421 busy").answer.code, 421);

    const statement own = postfix_words("connect to mx.example.net[2001:db8::1]:25: Connection refused");
    EXPECT_FALSE(own.answer.code);
    EXPECT_EQ(own.answer.text, "connect to mx.example.net[2001:db8::1]:25: Connection refused");
    EXPECT_EQ(own.remote_mta, "mx.example.net");
    EXPECT_EQ(own.remote_ip, "2001:db8::1");
}

TEST(postfix_text, names_the_host_that_lacks_something)
{
    constexpr auto cases = std::to_array<std::string_view>({
        "lost connection with mx.example.net[192.0.2.1] while sending RCPT TO",
        "TLS is required, but was not offered by host mx.example.net[192.0.2.1]",
        "SMTPUTF8 is required, but was not offered by host mx.example.net[192.0.2.1]",
        "message size 330 exceeds size limit 100 of server mx.example.net[192.0.2.1]",
    });
    for (const std::string_view words : cases) {
        EXPECT_EQ(postfix_words(words).remote_mta, "mx.example.net") << words;
        EXPECT_EQ(postfix_words(words).remote_ip, "192.0.2.1") << words;
        EXPECT_EQ(postfix_words(words).answer.text, words);
    }
    EXPECT_EQ(postfix_words("the disk of server number 5").remote_mta, "");
    EXPECT_EQ(postfix_words("Server certificate not verified").remote_mta, "");
}

TEST(postfix_text, does_not_take_what_a_remote_host_quotes)
{
    const statement s =
        postfix_words("host mx[192.0.2.1] said: 450 4.1.7 unverified: host b[192.0.2.9] said: 550 5.1.1 "
                      "User unknown (in reply to RCPT TO command)");
    EXPECT_EQ(s.answer.code, 450);
    EXPECT_EQ(s.remote_ip, "192.0.2.1");
}

TEST(postfix_text, survives_a_host_without_an_address)
{
    EXPECT_EQ(postfix_words("host mx said: 550 no").answer.text, "550 no");
    EXPECT_EQ(postfix_words("host private[private/dovecot] said: 550 no").remote_ip, "");
    for (const std::string_view words : {"", "host ", "host [", "host a[b", "connect to ", "host a] said: x"})
        EXPECT_FALSE(postfix_words(words).answer.code) << words;
}

TEST(postfix_text, reads_wrapped_paragraphs)
{
    constexpr std::string_view text = "This is the mail system.\n"
                                      "\n"
                                      "<kim@example.net>: host mx.example.net[192.0.2.1] said: 550\n"
                                      "    5.1.1 No such user (in reply to RCPT TO\n"
                                      "    command)\n"
                                      "\n"
                                      "<lee@example.net> (expanded from <list@example.com>): unknown user\n"
                                      "<broken@example.net\n"
                                      "<other@example.net> says: 550 no\n";
    const auto lines = test::lines_of(text);
    const auto found = read_postfix_text(lines);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].answer.text, "550 5.1.1 No such user");
    EXPECT_EQ(found[0].stage, stage::rcpt);
    EXPECT_EQ(found[1].recipient, "lee@example.net");
    EXPECT_EQ(found[1].answer.text, "unknown user");
}

TEST(postfix_text, a_paragraph_that_lost_its_indentation_is_one)
{
    constexpr std::string_view text = "<kim@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1\n"
                                      "<news@example.org>: sender\n"
                                      "not authorized (in reply to RCPT TO command)\n"
                                      "<lee@example.net>: unknown user\n"
                                      "\n"
                                      "Something else.\n";
    const auto lines = test::lines_of(text);
    const auto found = read_postfix_text(lines);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].answer.text, "550 5.1.1 <news@example.org>: sender not authorized");
    EXPECT_EQ(found[1].answer.text, "unknown user");
}

} // namespace
} // namespace recoil::dsn
