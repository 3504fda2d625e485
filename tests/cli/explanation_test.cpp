#include "daemon/cli/explanation.hpp"

#include "support/json.hpp"
#include "support/rule_maker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::cli {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr int no_terminal = -1;

class explanation_of : public testing::Test {
protected:
    explanation of(std::string_view reply, std::string_view provider = "") const
    {
        classify::failure failure = test::refused(reply);
        failure.provider = provider;
        return {*rules, failure};
    }

    static std::string text(const explanation& e) { return explanation_text(e, terminal(no_terminal)); }

    static test::json json(const explanation& e)
    {
        const auto object = test::parse_json(explanation_json(e));
        EXPECT_TRUE(object.has_value());
        return object.value_or(test::json());
    }

    std::shared_ptr<const classify::classifier> rules = test::build(
        {test::make_pack(
             "words", "",
             {test::rule("dead", "text: ['no such user'], reason: user_unknown, links: ['https://example.net/a']"),
              test::rule("user", "text: [user], priority: -1, reason: policy"),
              test::rule("wait", R"(text: ['wait [0-9]+'], reason: greylisted, blocklist: bl.example.net,
                                     delist_url: 'https://example.net/', capture: ['wait (?P<retry_after_seconds>[0-9]+)',
                                     'from (?P<sending_ip>[0-9.]+)', 'code (?P<vendor_code>\w+)'])"),
              test::rule("bare", "smtp_code: 550, reason: unknown")}),
         test::make_pack("gmx", "{name: gmx, hosts: ['*.gmx.net']}",
                         {test::rule("gmx-user", "text: ['such user'], reason: ip_banned"),
                          test::rule("gmx-same", "text: [wait], reason: greylisted")})});
};

TEST_F(explanation_of, WhatToDoComesBeforeTheRule)
{
    const std::string all = text(of("550 5.1.1 no such user"));
    std::size_t at = 0;
    for (const char* words :
         {"reply           550 5.1.1 no such user", "verdict         bad_address/user_unknown", "No such mailbox",
          "meaning         m", "advice          a", "link            https://example.net/a", "who must fix it sender",
          "permanence      permanent, about the recipient", "mailing list    stop mailing this address",
          "provider        other", "rule            dead (words 1, by generic_text)", "words.yaml:4",
          "registered as   5.1.1: ", "but if said by  gmx: banned_ip/ip_banned (gmx-user)",
          "also matched    user (policy, by generic_text): lower priority",
          "                bare (unknown, by reply_code)"}) {
        const std::size_t found = all.find(words, at);
        EXPECT_NE(found, std::string::npos) << words << " in\n" << all;
        at = found == std::string::npos ? at : found;
    }
}

TEST_F(explanation_of, CapturesAreTold)
{
    const std::string all = text(of("450 wait 90 from 192.0.2.7 code X12"));
    for (const char* words :
         {"sending IP      192.0.2.7", "blocklist       bl.example.net", "delist at       https://example.net/",
          "vendor code     X12", "retry after     90 s", "mailing list    keep the address"})
        EXPECT_THAT(all, HasSubstr(words));
    const test::json object = json(of("450 wait 90 from 192.0.2.7 code X12"));
    EXPECT_EQ(object.at("sending_ip").text, "192.0.2.7");
    EXPECT_EQ(object.at("retry_after_seconds").number, 90);
}

TEST_F(explanation_of, WhereNothingMatchesThatIsSaid)
{
    const std::string all = text(of("hello"));
    EXPECT_THAT(all, HasSubstr("verdict         unknown/unknown"));
    EXPECT_THAT(all, HasSubstr("rule            none matches"));
    EXPECT_THAT(all, Not(HasSubstr("also matched")));
    const test::json object = json(of("hello"));
    EXPECT_FALSE(object.has("rule"));
    EXPECT_TRUE(object.at("smtp_code").is_null());
    EXPECT_TRUE(object.at("status").is_null());
    EXPECT_TRUE(object.at("matched").items.empty());
}

TEST_F(explanation_of, OtherProvidersAreSupposedOnlyWhereNoneIsKnownAndItMatters)
{
    const auto providers = [](const explanation& e) {
        std::vector<std::string_view> names;
        for (const auto& supposed : e.suppositions)
            names.push_back(supposed.provider);
        return names;
    };
    EXPECT_THAT(providers(of("550 no such user")), ElementsAre("gmx"));
    EXPECT_TRUE(providers(of("550 no such user", "gmx")).empty());
    EXPECT_TRUE(providers(of("450 wait 9")).empty()) << "gmx means the same";
    EXPECT_TRUE(explanation(*rules, test::refused("550 no such user", "mx01.gmx.net")).suppositions.empty());
}

TEST_F(explanation_of, JsonHoldsAllThatMatched)
{
    const test::json object = json(of("550 5.1.1 no such user"));
    EXPECT_EQ(object.at("reason").text, "user_unknown");
    EXPECT_TRUE(object.at("suppress").boolean);
    EXPECT_EQ(object.at("list_action").text, "suppress");
    EXPECT_EQ(object.at("registered").at("reference").text, "RFC 3463");
    EXPECT_EQ(object.at("links").items.size(), 1u);
    EXPECT_EQ(object.at("smtp_code").number, 550);
    ASSERT_EQ(object.at("matched").items.size(), 3u);
    EXPECT_EQ(object.at("matched").items[0].at("rule").text, "dead");
    EXPECT_FALSE(object.at("matched").items[0].has("lost"));
    EXPECT_EQ(object.at("matched").items[1].at("lost").text, "lower priority");
    EXPECT_EQ(object.at("suppositions").items.at(0).at("rule").text, "gmx-user");
}

TEST_F(explanation_of, ControlCharactersStayInTheirLine)
{
    const explanation e = of("550 no such user \x1b[2J\x07");
    EXPECT_THAT(text(e), Not(HasSubstr("\x1b")));
    EXPECT_THAT(explanation_json(e), Not(HasSubstr("\x1b")));
}

} // namespace

} // namespace recoil::cli
