#include "dsn/prose/exchange_words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::dsn {
namespace {

struct wrapping {
    const char* description;
    const char* text;
    const char* host;
    const char* inner;
};

TEST(exchange_words, the_inner_reply_counts)
{
    constexpr wrapping cases[] = {
        {"status and reply", "<mx.example.com #5.5.0 smtp;550 5.1.1 gone>", "mx.example.com", "550 5.1.1 gone"},
        {"between number signs", "#<mx.example.com #5.7.1 smtp;530 5.7.1 log in> #SMTP#", "mx.example.com",
         "530 5.7.1 log in"},
        {"brackets inside", "<mx.example.com #5.1.1 smtp;550 <kim@example.com>... User unknown>", "mx.example.com",
         "550 <kim@example.com>... User unknown"},
        {"no host", "#< #5.1.1 smtp; 550 5.1.1 gone> #SMTP#", "", "550 5.1.1 gone"},
        {"words in front", "There was a problem. <mx.example.com #5.0.0 smtp; 5.4.7 - too old>", "mx.example.com",
         "5.4.7 - too old"},
        {"no code inside", "<mx.example.com #5.5.0 smtp;User unknown>", "mx.example.com",
         "<mx.example.com #5.5.0 smtp;User unknown>"},
        {"only a status", "<mx.example.com #5.1.1>", "", "<mx.example.com #5.1.1>"},
        {"a literal is no host name", "<[192.0.2.1] #5.1.1 smtp;550 gone>", "", "550 gone"},
        {"a plain reply", "550 5.1.1 gone", "", "550 5.1.1 gone"},
        {"the words alone", " smtp;", "", " smtp;"},
        {"no status", "<mx.example.com smtp;550 gone>", "", "<mx.example.com smtp;550 gone>"},
        {"empty", "", "", ""},
    };
    for (const wrapping& c : cases) {
        const exchange_reply found = unwrap_exchange_reply(c.text);
        EXPECT_EQ(found.host, c.host) << c.description;
        EXPECT_EQ(found.text, c.inner) << c.description;
    }
}

TEST(exchange_words, an_address_stands_alone)
{
    EXPECT_EQ(sole_address("kim@example.com"), "kim@example.com");
    EXPECT_EQ(sole_address("  'kim@example.com'"), "kim@example.com");
    EXPECT_EQ(sole_address("kim@example.com<mailto:kim@example.com>"), "kim@example.com");
    EXPECT_EQ(sole_address("Kim Akers (kim@example.com)<mailto:kim@example.com>"), "kim@example.com");
    for (const char* line : {"", "kim", "write to kim@example.com", "kim@example.com on Monday",
                             "a@example.com, b@example.com", "> kim@example.com", "Recipient Address: kim@example.com"})
        EXPECT_FALSE(sole_address(line)) << line;
}

TEST(exchange_words, knows_a_host_name)
{
    EXPECT_TRUE(is_host_name("mx.example.com"));
    EXPECT_TRUE(is_host_name("EX_01.corp.example.com"));
    for (const std::string& word : {std::string(), std::string("localhost"), std::string("a@example.com"),
                                    std::string("192.0.2.1"), std::string("mx.example.com."), std::string(".com"),
                                    std::string("mx example.com"), std::string(300, 'a') + ".com"})
        EXPECT_FALSE(is_host_name(word)) << word;
}

TEST(exchange_words, a_label_ends_at_its_colon)
{
    struct line {
        const char* text;
        const char* label;
        const char* value;
    };
    constexpr line cases[] = {
        {"Generating server: EX1.example.com", "Generating server", "EX1.example.com"},
        {"Serveur de g\xC3\xA9n\xC3\xA9ration\xC2\xA0:\xC2\xA0\x45X1.example.com", "Serveur de génération",
         "EX1.example.com"},
        {"生成：EX1.example.com", "生成", "EX1.example.com"},
        {"Error:", "Error", ""},
        {"Error: 550 a: b", "Error", "550 a: b"},
    };
    for (const line& c : cases) {
        const auto found = split_label(c.text);
        ASSERT_TRUE(found) << c.text;
        EXPECT_EQ(found->label, c.label);
        EXPECT_EQ(found->value, c.value);
    }
    EXPECT_FALSE(split_label("no label"));
    EXPECT_FALSE(split_label(": no label"));
    EXPECT_FALSE(split_label(""));
}

} // namespace
} // namespace recoil::dsn
