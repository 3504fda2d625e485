#include "sink/label_values.hpp"

#include "support/sample_packs.hpp"

#include <gtest/gtest.h>

namespace recoil::sink {
namespace {

label_values learned()
{
    label_values values({"192.0.2.3", "2001:DB8:0::1"});
    const std::vector<std::string> providers{"microsoft365", "outlook", "acme"};
    values.learn(test::sample_packs(), providers);
    return values;
}

TEST(label_values, providers_are_those_of_the_taxonomy_and_the_packs)
{
    const auto values = learned();
    EXPECT_EQ(values.provider("microsoft365"), "microsoft365");
    EXPECT_EQ(values.provider("gmail"), "gmail") << "of the taxonomy";
    EXPECT_EQ(values.provider("acme"), "acme") << "of a site's pack";
    EXPECT_EQ(values.provider("local"), "local");
    EXPECT_EQ(values.provider("none"), "none");
    EXPECT_EQ(values.provider(""), "none");
    EXPECT_EQ(values.provider("mail.attacker.example"), "other");
    EXPECT_EQ(values.provider("overflow"), "other") << "kept for the bound";
}

TEST(label_values, blocklists_are_those_that_a_rule_names)
{
    const auto values = learned();
    EXPECT_EQ(values.blocklist("zen.spamhaus.org", "generic", "generic-full"), "zen.spamhaus.org");
    EXPECT_EQ(values.blocklist("bl.attacker.example", "generic", "generic-full"), "other");
    EXPECT_EQ(values.blocklist("bl.attacker.example", "", ""), "other");
}

TEST(label_values, a_zone_that_no_rule_names_is_of_the_list_that_the_deciding_rule_is_about)
{
    const auto values = learned();
    EXPECT_EQ(values.blocklist("xbl.spamhaus.org", "generic", "generic-spamhaus"), "zen.spamhaus.org");
    EXPECT_EQ(values.blocklist("xbl.spamhaus.org", "microsoft365", "generic-spamhaus"), "other") << "of another pack";
}

TEST(label_values, addresses_are_those_of_the_configuration)
{
    const auto values = learned();
    EXPECT_EQ(values.sending_ip("192.0.2.3"), "192.0.2.3");
    EXPECT_EQ(values.sending_ip("2001:db8::1"), "2001:db8::1");
    EXPECT_EQ(values.sending_ip("2001:0db8:0:0::0001"), "2001:db8::1") << "one address, one series";
    EXPECT_EQ(values.sending_ip("198.51.100.1"), "foreign");
    EXPECT_EQ(values.sending_ip("no address"), "foreign");
    EXPECT_EQ(values.sending_ip(""), "unknown");
}

TEST(label_values, a_ban_is_one_that_a_refusal_of_today_could_be)
{
    const auto values = learned();
    for (const char* provider : {"microsoft365", "none", "local", "other", "acme"})
        EXPECT_TRUE(values.has_ban({provider, "192.0.2.3", "banned_ip", "ip_banned"}, "")) << provider;
    for (const char* address : {"2001:db8::1", "foreign", "unknown"})
        EXPECT_TRUE(values.has_ban({"gmail", address, "banned_ip", "ip_banned"}, "")) << address;
    EXPECT_FALSE(values.has_ban({"removed", "192.0.2.3", "banned_ip", "ip_banned"}, ""));
    EXPECT_FALSE(values.has_ban({"gmail", "198.51.100.1", "banned_ip", "ip_banned"}, "")) << "no longer configured";
    EXPECT_FALSE(values.has_ban({"gmail", "2001:DB8::1", "banned_ip", "ip_banned"}, "")) << "another spelling";
    EXPECT_FALSE(values.has_ban({"gmail", "", "banned_ip", "ip_banned"}, ""));
    EXPECT_FALSE(values.has_ban({"gmail", "192.0.2.3", "banned_sender", "ip_banned"}, ""));
    EXPECT_FALSE(values.has_ban({"gmail", "192.0.2.3", "bad_address", "user_unknown"}, "")) << "no ban at all";
    EXPECT_FALSE(values.has_ban({"gmail", "192.0.2.3", "banned_ip", "no such reason"}, ""));
}

TEST(label_values, a_ban_is_told_by_the_address_that_it_named)
{
    const auto values = learned();
    EXPECT_TRUE(values.has_ban({"gmail", "192.0.2.3", "banned_ip", "ip_banned"}, "192.0.2.3"));
    EXPECT_TRUE(values.has_ban({"gmail", "foreign", "banned_ip", "ip_banned"}, "198.51.100.1"));
    EXPECT_FALSE(values.has_ban({"gmail", "foreign", "banned_ip", "ip_banned"}, "192.0.2.3")) << "now one of egress";
}

TEST(label_values, streams_and_sender_domains_are_those_of_the_configuration)
{
    const label_values values({}, {"news", "orders"}, {"example.com", "mail.example.org"});
    EXPECT_EQ(values.stream("news"), "news");
    EXPECT_EQ(values.stream("other"), "other");
    EXPECT_EQ(values.stream("whatever the sender wrote"), "other");
    EXPECT_EQ(values.stream(""), "none");
    EXPECT_EQ(values.sender_domain("example.com"), "example.com");
    EXPECT_EQ(values.sender_domain("bounces.example.com"), "example.com");
    EXPECT_EQ(values.sender_domain("a.mail.example.org"), "mail.example.org");
    for (const char* domain :
         {"", ".", "com", "example.org", "notexample.com", "example.com.evil.example", "example.com."})
        EXPECT_EQ(values.sender_domain(domain), "other") << domain;
    EXPECT_EQ(label_values({}).sender_domain("example.com"), "other");
}

TEST(label_values, log_inputs_are_those_of_the_configuration)
{
    const label_values values({}, {}, {}, {"stdin", "postfix:/var/log/mail.log"});
    EXPECT_EQ(values.log_input("stdin"), "stdin");
    EXPECT_EQ(values.log_input("postfix:/var/log/mail.log"), "postfix:/var/log/mail.log");
    EXPECT_EQ(values.log_input("postfix:/var/log/mail.log.1"), "other");
    EXPECT_EQ(values.log_input(""), "other");
    EXPECT_EQ(label_values({}).log_input("stdin"), "other");
}

struct clipping {
    dsn::status_code code;
    std::string_view label;
};

TEST(label_values, statuses_are_registered_or_named_by_a_rule)
{
    const auto values = learned();
    const clipping clippings[] = {
        {{5, 1, 1}, "5.1.1"},       {{4, 2, 2}, "4.2.2"},       {{5, 7, 26}, "5.7.26"},
        {{5, 7, 511}, "5.7.511"},   {{5, 7, 606}, "5.7.other"}, // of a range, not named one by one
        {{5, 7, 999}, "5.7.other"}, {{4, 7, 999}, "4.7.other"}, {{4, 7, 511}, "4.7.other"},
        {{5, 999, 999}, "5.other"}, {{4, 8, 1}, "4.other"},     {{2, 1, 5}, "2.other"},
    };
    for (const auto& [code, label] : clippings)
        EXPECT_EQ(values.status(code), label);
    EXPECT_EQ(values.status(std::nullopt), "none");
}

TEST(label_values, a_stranger_cannot_make_many_statuses)
{
    const auto values = learned();
    std::set<std::string> labels;
    for (std::uint16_t klass : {2, 4, 5}) {
        for (std::uint16_t subject = 0; subject < 1000; subject += subject < 10 ? 1 : 90) {
            for (std::uint16_t detail = 0; detail < 1000; ++detail)
                labels.insert(values.status(dsn::status_code{klass, subject, detail}));
        }
    }
    EXPECT_LT(labels.size(), 300u);
}

TEST(label_values, rules_are_those_in_use)
{
    auto values = learned();
    EXPECT_TRUE(values.has_rule("generic", "generic-full"));
    EXPECT_FALSE(values.has_rule("microsoft365", "generic-full"));
    EXPECT_FALSE(values.has_rule("", ""));
    values.learn({}, {});
    EXPECT_FALSE(values.has_rule("generic", "generic-full")) << "the next rules take their place";
    EXPECT_EQ(values.blocklist("zen.spamhaus.org", "generic", "generic-spamhaus"), "other");
    EXPECT_EQ(values.provider("acme"), "other");
    EXPECT_EQ(values.sending_ip("192.0.2.3"), "192.0.2.3") << "the configuration stays";
}

TEST(label_values, what_the_daemon_says_is_checked_too)
{
    for (const auto value : protocol_labels())
        EXPECT_EQ(protocol_label(value), value);
    for (const auto value : session_result_labels())
        EXPECT_EQ(session_result_label(value), value);
    for (const auto value : limit_labels())
        EXPECT_EQ(limit_label(value), value);
    EXPECT_EQ(protocol_label("gopher"), "other");
    EXPECT_EQ(session_result_label(""), "other");
    EXPECT_EQ(limit_label("patience"), "other");
    EXPECT_EQ(reply_code_label(250), "250");
    EXPECT_EQ(reply_code_label(599), "599");
    EXPECT_EQ(reply_code_label(199), "other");
    EXPECT_EQ(reply_code_label(600), "other");
}

} // namespace
} // namespace recoil::sink
