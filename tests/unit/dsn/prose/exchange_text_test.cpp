#include "dsn/prose/statement.hpp"

#include "dsn/notice_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::dsn {

namespace {

TEST(exchange_text, takes_the_attempt_that_an_expiry_hides)
{
    const std::vector<std::string_view> lines{
        "Diagnostic information for administrators:",
        "Generating server: EX1.example.com",
        "",
        "kim@example.net",
        "1/12/2026 3:52:04 PM - Remote Server at mx.example.net (192.0.2.9) returned '550 4.4.7 QUEUE.Expired; message "
        "expired'",
        "1/12/2026 3:43:04 PM - Remote Server at mx.example.net (192.0.2.9) returned '441 4.4.1 Can't connect'",
        "1/12/2026 3:33:04 PM - Remote Server at mx.example.net (192.0.2.9) returned '441 4.4.1 Older'",
        "",
    };
    const std::vector<statement> found = read_exchange_text(lines);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].recipient, "kim@example.net");
    EXPECT_EQ(found[0].first_line, "550 4.4.7 QUEUE.Expired; message expired");
    const std::vector<reply> nested = causes(found[0].answer);
    ASSERT_GE(nested.size(), 2U);
    EXPECT_EQ(nested.front().text, "441 4.4.1 Can't connect");
}

TEST(exchange_text, takes_the_error_behind_a_delay)
{
    const std::vector<std::string_view> lines{
        "kim@example.net",
        "7/7/2026 3:58:12 PM - Server at EX1.example.com returned '400 4.4.7 Message delayed'",
        "7/7/2026 3:48:12 PM - Server at mx.example.net (192.0.2.9) returned '450 4.4.316 Connection refused'",
    };
    const std::vector<statement> found = read_exchange_text(lines);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(causes(found[0].answer).front().status, (status_code{4, 4, 316}));
}

TEST(exchange_text, a_final_refusal_stands_alone)
{
    const std::vector<std::string_view> lines{
        "kim@example.net",
        "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found'",
        "Remote Server returned '450 4.4.316 Connection refused'",
        "lee@example.net",
        "Remote Server returned '550 5.7.1 TRANSPORT.RULES.RejectMessage; refused'",
    };
    const std::vector<statement> found = read_exchange_text(lines);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].answer.status, (status_code{5, 1, 10}));
    EXPECT_EQ(causes(found[0].answer).size(), 1U);
    EXPECT_EQ(found[1].recipient, "lee@example.net");
}

TEST(exchange_text, stops_at_the_original_headers)
{
    const std::vector<std::string_view> lines{
        "kim@example.net",
        "Received: from a.example.com (192.0.2.1)",
        "Remote Server returned '550 5.1.1 not ours'",
    };
    EXPECT_TRUE(read_exchange_text(lines).empty());
}

TEST(exchange_text, needs_an_address_and_a_reply)
{
    const std::vector<std::string_view> no_address{"Remote Server returned '550 5.1.1 x'"};
    EXPECT_TRUE(read_exchange_text(no_address).empty());
    const std::vector<std::string_view> no_reply{
        "kim@example.net", "It wasn't found at 'example.net'", "@", "x@", " ''", "'"};
    EXPECT_TRUE(read_exchange_text(no_reply).empty());
}

struct told {
    const char* description;
    const char* text;
    const char* statements; // "recipient|answer|remote host|its address", joined by ';'
};

std::string told_in(std::string_view text)
{
    std::string all;
    for (const statement& said : read_exchange_text(split_lines(text)))
        all += (all.empty() ? "" : ";") + said.recipient + "|" + said.answer.text + "|" + said.remote_mta + "|" +
               said.remote_ip;
    return all;
}

TEST(exchange_text, reads_the_reply_of_each_generation)
{
    constexpr told cases[] = {
        {"2013", "kim@example.com\nRemote Server returned '550 5.1.10 not found'\n",
         "kim@example.com|550 5.1.10 not found||"},
        {"2007", "kim@example.com\n#550 5.1.1 not found ##rfc822;kim@example.com\n",
         "kim@example.com|550 5.1.1 not found||"},
        {"2007, the status marked", "kim@example.com\n#550 #5.1.1 not found ##\n",
         "kim@example.com|550 #5.1.1 not found||"},
        {"2010", "kim@example.com\nmx.example.com #<ex.example.com #5.7.1 smtp;530 5.7.1 log in> #SMTP#\n",
         "kim@example.com|530 5.7.1 log in|mx.example.com|"},
        {"2010 without hosts", "kim@example.com\n#< #5.1.1 smtp; 550 5.1.1 gone> #SMTP#\n",
         "kim@example.com|550 5.1.1 gone||"},
        {"a wrapping in quotes",
         "kim@example.com\nRemote Server returned '<mx.example.com #5.1.1 smtp;550 5.1.1 gone>'\n",
         "kim@example.com|550 5.1.1 gone|mx.example.com|"},
        {"a host on its line", "kim@example.com\nmx.example.com\nRemote Server returned '550 5.1.1 gone'\n",
         "kim@example.com|550 5.1.1 gone|mx.example.com|"},
        {"a host in words",
         "kim@example.com\n1/1/2026 1:00:00 AM - Remote Server at mx.example.com (192.0.2.1) returned '550 5.1.1 "
         "gone'\n",
         "kim@example.com|550 5.1.1 gone|mx.example.com|192.0.2.1"},
        {"the receiving server",
         "Generating server: ex1.example.com\nReceiving server: mx.example.com (192.0.2.1)\n\nkim@example.com\n"
         "Remote Server returned '550 5.1.1 gone'\n",
         "kim@example.com|550 5.1.1 gone|mx.example.com|192.0.2.1"},
        {"the writer is no remote host",
         "Generating server: ex1.example.com\n\nkim@example.com\nEX1.example.com #<EX1.example.com #5.1.1 smtp;550 "
         "5.1.1 gone> "
         "#SMTP#\n",
         "kim@example.com|550 5.1.1 gone||"},
        {"quotes inside",
         "kim@example.com\nRemote Server returned '550 5.4.310 DNS domain 'example.com' does not exist'\n",
         "kim@example.com|550 5.4.310 DNS domain 'example.com' does not exist||"},
        {"words behind", "kim@example.com\nSunucu '550 5.1.10 not found' verdi\n",
         "kim@example.com|550 5.1.10 not found||"},
        {"on one line", "kim@example.com #550 5.1.1 not found ##\nlee@example.com returned '550 5.1.10 gone'\n",
         "kim@example.com|550 5.1.1 not found||;lee@example.com|550 5.1.10 gone||"},
        {"the last error of a queue",
         "kim@example.com\nServer returned '[{LRT=1/1/2026};{LED=450 4.4.316 refused};{FQDN=mx.example.com}]'\n",
         "kim@example.com|[{LRT=1/1/2026};{LED=450 4.4.316 refused};{FQDN=mx.example.com}]||"},
        {"curved quotes", "kim@example.com\nreturned ‘550 5.2.2 full’\n", "kim@example.com|550 5.2.2 full||"},
        {"no quotes", "kim@example.com\nRemote server returned 550 5.1.10 not found\n",
         "kim@example.com|550 5.1.10 not found||"},
        {"wrapped in quotes",
         "kim@example.com\nRemote Server returned '550 5.1.10 not\nfound by lookup'\n\nlee@example.com\n",
         "kim@example.com|550 5.1.10 not found by lookup||"},
        {"wrapped between marks", "kim@example.com\n#550 5.1.1 not\nfound ##\n",
         "kim@example.com|550 5.1.1 not found||"},
        {"cut off", "kim@example.com\nRemote Server returned '550 5.1.10 not found\n",
         "kim@example.com|550 5.1.10 not found||"},
        {"a name in front, and again below",
         "Kim (kim@example.com)<mailto:kim@example.com>\nAdvice.\n\nkim@example.com\nreturned '550 5.1.10 a'\n",
         "kim@example.com|550 5.1.10 a||"},
        {"an entry of the directory",
         "kim@example.com\nAdvice.\n\nIMCEAEX-_O=E_CN=KIM@example.com\nreturned '550 5.1.10 a'\n",
         "kim@example.com|550 5.1.10 a||"},
        {"an entry that may be either's",
         "kim@example.com\nlee@example.com\nIMCEAEX-_O=E_CN=KIM@example.com\nreturned '550 5.1.10 a'\n",
         "IMCEAEX-_O=E_CN=KIM@example.com|550 5.1.10 a||"},
    };
    for (const told& c : cases)
        EXPECT_EQ(told_in(c.text), c.statements) << c.description;
}

TEST(exchange_text, prose_is_no_reply)
{
    constexpr told cases[] = {
        {"too far away", "kim@example.com\n1\n2\n3\n4\n5\n6\n7\nreturned '550 5.1.1 gone'\n", ""},
        {"somebody in a sentence", "Write to kim@example.com\nreturned '550 5.1.1 gone'\n", ""},
        {"a reply of another system", "kim@example.com: 550 5.1.1 gone\n", ""},
        {"a number", "kim@example.com\nRoom '5501' is #5\n", ""},
        {"a quoted older notice", "> kim@example.com\n> returned '550 5.1.1 gone'\n", ""},
    };
    for (const told& c : cases)
        EXPECT_EQ(told_in(c.text), c.statements) << c.description;
}

TEST(exchange_text, a_long_line_of_marks_takes_no_time)
{
    std::string text = "kim@example.com\n";
    for (int i = 0; i < 100'000; ++i)
        text += " '<";
    EXPECT_EQ(told_in(text), "");
}

} // namespace

} // namespace recoil::dsn
