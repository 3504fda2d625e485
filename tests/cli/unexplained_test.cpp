#include "daemon/cli/unexplained.hpp"

#include "support/rule_maker.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::cli {

namespace {

class unexplained_replies : public testing::Test {
protected:
    void add(std::string_view reply, std::string_view more = "")
    {
        std::string text = R"({"action":"failed","time":"2026-11-22T00:00:00.000Z","diagnostic":)" +
                           boost::json::serialize(boost::json::string(reply));
        text += more.empty() ? "}" : "," + std::string(more) + "}";
        found.add(boost::json::parse(text).as_object());
    }

    std::vector<std::string> forms(std::uint64_t most = 0) const
    {
        std::vector<std::string> all;
        for (const unexplained_reply* r : found.replies(most))
            all.push_back(std::to_string(r->count) + (r->by_code ? " code " : " ") + r->reply);
        return all;
    }

    unexplained found{test::build({test::make_pack("words", "",
                                                   {test::rule("full", "text: [quota], reason: mailbox_full"),
                                                    test::rule("dead", "status: 5.1.1, reason: user_unknown"),
                                                    test::rule("bare", "smtp_code: 550, reason: unknown")})})};
};

using names = std::vector<std::string>;

TEST_F(unexplained_replies, WhatARuleExplainsIsNotAmongThem)
{
    add("552 quota");
    found.add(boost::json::parse(R"({"action":"delivered","diagnostic":"250 words"})").as_object());
    EXPECT_TRUE(forms().empty());
    EXPECT_EQ(found.failures, 1u);
}

TEST_F(unexplained_replies, NotAtAllComesBeforeByCodeAloneEachByCount)
{
    for (int i = 0; i < 5; ++i)
        add("550 5.1.1 lost " + std::to_string(1'000'000 + i));
    add("550 once");
    add("554 twice kim@example.net");
    add("554 twice jo@example.com");
    EXPECT_EQ(forms(), (names{"2 554 twice ADDRESS", "1 550 once", "5 code 550 5.1.1 lost NUMBER"}));
    EXPECT_EQ(forms(1), (names{"2 554 twice ADDRESS", "5 code 550 5.1.1 lost NUMBER"}));
    EXPECT_EQ(found.unknown, 3u);
    EXPECT_EQ(found.by_code, 5u);
    const auto rows = found.replies(0);
    EXPECT_EQ(rows[1]->verdict.rule, "bare");
    EXPECT_EQ(rows[2]->verdict.reason, "user_unknown");
    EXPECT_EQ(rows[0]->first_time, "2026-11-22T00:00:00.000Z");
}

TEST_F(unexplained_replies, TheRulesOfTodayAreAskedNotTheRecord)
{
    add("552 quota", R"("category":"unknown","reason":"unknown")");
    add("550 words", R"("category":"mailbox_full","reason":"mailbox_full","evidence":"text")");
    EXPECT_EQ(forms(), (names{"1 550 words"}));
}

TEST_F(unexplained_replies, ProvidersAndHostsAreCounted)
{
    add("550 words", R"("remote_mta":"mx1.example.net")");
    add("550 words", R"("remote_mta":"mx2.example.net")");
    add("550 words", R"("remote_mta":"mx2.example.net")");
    const auto* row = found.replies(0).at(0);
    EXPECT_EQ(row->providers.described(3), "other 3");
    EXPECT_EQ(row->hosts.described(3), "mx2.example.net 2, mx1.example.net 1");
    EXPECT_EQ(row->hosts.described(1), "mx2.example.net 2 and others 1");
}

TEST(name_counts, ManyNamesAreCountedAsOthers)
{
    name_counts many;
    for (std::size_t i = 0; i < name_counts::most + 7; ++i)
        many.add("h" + std::to_string(i));
    many.add("h1");
    many.add("");
    EXPECT_EQ(many.counts().size(), name_counts::most);
    EXPECT_EQ(many.described(1), "h1 2 and others 56");
    EXPECT_EQ(name_counts().described(3), "");
    name_counts hostile;
    hostile.add("\x1b[2J\n");
    EXPECT_EQ(hostile.described(1), R"(\x1B[2J\n 1)");
}

TEST(without_mailbox, TheNameOfTheMailboxIsTakenOut)
{
    constexpr const char* mask = "mailbox@invalid";
    const auto masked = [&](std::string_view reply, std::string_view recipient) {
        std::string text = without_mailbox(reply, recipient);
        for (std::size_t at; (at = text.find(mask)) != std::string::npos;)
            text.replace(at, std::string_view(mask).size(), "*");
        return text;
    };
    EXPECT_EQ(masked("550 <kim> unknown, kim is", "kim@example.net"), "550 <*> unknown, kim is");
    EXPECT_EQ(masked("550 'Kim' \"kim\" (kim) [kim] <kim\"", "kim@example.net"), "550 '*' \"*\" (*) [*] <kim\"");
    EXPECT_EQ(masked("550 no kim.smith here: kim.smith2", "kim.smith@example.net"), "550 no * here: kim.smith2");
    EXPECT_EQ(masked("550 unknown user", "user@example.net"), "550 unknown user");
    EXPECT_EQ(masked("550 words", "@example.net"), "550 words");
    EXPECT_EQ(masked("550 words", ""), "550 words");
    EXPECT_EQ(masked("jo.x", "jo.x@y"), "*");
}

} // namespace

} // namespace recoil::cli
