#include "classify/taxonomy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace recoil::classify {
namespace {

bool is_label(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

TEST(Taxonomy, NamesAreUniqueLabels)
{
    std::set<std::string_view> names;
    for (const reason& r : reasons()) {
        EXPECT_TRUE(is_label(r.name)) << r.name;
        EXPECT_TRUE(names.insert(r.name).second) << r.name;
        EXPECT_FALSE(r.meaning.empty()) << r.name;
        EXPECT_EQ(r.meaning.back(), '.') << r.name;
    }
}

TEST(Taxonomy, EveryReasonHasAKnownCategoryAndEveryCategoryAReason)
{
    std::set<std::string_view> used;
    for (const reason& r : reasons()) {
        used.insert(r.category);
        EXPECT_EQ(std::count(categories().begin(), categories().end(), r.category), 1) << r.name;
    }
    EXPECT_EQ(used.size(), categories().size());
}

TEST(Taxonomy, ReasonsOfACategoryStandTogether)
{
    std::set<std::string_view> closed;
    std::string_view current;
    for (const reason& r : reasons()) {
        if (r.category != current) {
            EXPECT_TRUE(closed.insert(r.category).second) << r.name << " stands apart from its category";
            current = r.category;
        }
    }
}

TEST(Taxonomy, UnknownIsTheLastReasonAndSaysNothing)
{
    const reason& last = reasons().back();
    EXPECT_EQ(last.name, "unknown");
    EXPECT_EQ(last.category, "unknown");
    EXPECT_EQ(last.permanence, permanence::unknown);
    EXPECT_FALSE(last.address_is_dead);
}

TEST(Taxonomy, OnlyABadAddressIsDead)
{
    std::set<std::string_view> dead;
    for (const reason& r : reasons()) {
        if (!r.address_is_dead)
            continue;
        dead.insert(r.name);
        EXPECT_EQ(r.category, "bad_address") << r.name;
        EXPECT_EQ(r.permanence, permanence::permanent) << r.name;
        EXPECT_TRUE(r.scope == scope::recipient || r.scope == scope::recipient_domain) << r.name;
    }
    EXPECT_EQ(dead, (std::set<std::string_view>{"user_unknown", "mailbox_disabled", "mailbox_moved", "address_syntax",
                                                "domain_unknown", "null_mx"}));
}

TEST(Taxonomy, AFullMailboxIsTemporary)
{
    EXPECT_EQ(find_reason("mailbox_full")->permanence, permanence::temporary);
}

TEST(Taxonomy, ABanIsAboutTheSender)
{
    for (const reason& r : reasons()) {
        if (r.category == "banned_ip") {
            EXPECT_EQ(r.scope, scope::sending_ip) << r.name;
        }
        if (r.category == "banned_sender") {
            EXPECT_TRUE(r.scope == scope::sender || r.scope == scope::sender_domain) << r.name;
        }
    }
}

TEST(Taxonomy, FindsReasonsByName)
{
    for (const reason& r : reasons())
        EXPECT_EQ(find_reason(r.name), &r);
    EXPECT_EQ(find_reason(""), nullptr);
    EXPECT_EQ(full_name(*find_reason("ip_blocklisted")), "banned_ip/ip_blocklisted");
    EXPECT_EQ(find_reason("User_Unknown"), nullptr);
    EXPECT_EQ(find_reason("bad_address"), nullptr) << "a category is no reason";
}

TEST(Taxonomy, ProvidersAreUniqueLabelsWithoutTheReservedOnes)
{
    std::set<std::string_view> names;
    for (const std::string_view provider : providers()) {
        EXPECT_TRUE(is_label(provider)) << provider;
        EXPECT_TRUE(names.insert(provider).second) << provider;
    }
    for (const std::string_view reserved : {"other", "none", "local", "overflow"})
        EXPECT_FALSE(names.contains(reserved)) << reserved;
    EXPECT_TRUE(names.contains("microsoft365"));
    EXPECT_TRUE(names.contains("gmail"));
}

template<class Value, class Parse>
void expect_round_trip(int count, Parse parse)
{
    std::set<std::string_view> names;
    for (int i = 0; i < count; ++i) {
        const auto value = static_cast<Value>(i);
        EXPECT_TRUE(is_label(name(value)));
        EXPECT_TRUE(names.insert(name(value)).second);
        EXPECT_EQ(parse(name(value)), value);
    }
    EXPECT_EQ(parse(""), std::nullopt);
    EXPECT_EQ(parse("Permanent"), std::nullopt);
}

TEST(Taxonomy, NamesOfEnumeratorsAreReadBack)
{
    expect_round_trip<permanence>(3, parse_permanence);
    expect_round_trip<scope>(7, parse_scope);
    expect_round_trip<fix_owner>(6, parse_fix_owner);
}

TEST(Taxonomy, OnlyTwoCategoriesAreBans)
{
    std::set<std::string_view> bans;
    for (const std::string_view category : categories()) {
        if (is_ban(category))
            bans.insert(category);
    }
    EXPECT_EQ(bans, (std::set<std::string_view>{"banned_ip", "banned_sender"}));
    EXPECT_FALSE(is_ban(""));
}

TEST(Taxonomy, NamesOfTheOthers)
{
    EXPECT_EQ(name(list_action::none), "none");
    EXPECT_EQ(name(list_action::suppress), "suppress");
    EXPECT_EQ(name(list_action::unsubscribe), "unsubscribe");
    EXPECT_EQ(name(list_action::hold), "hold");
    EXPECT_EQ(name(evidence::token), "token");
    EXPECT_EQ(name(evidence::generic_text), "generic_text");
    EXPECT_EQ(name(evidence::reply_code), "reply_code");
}

} // namespace
} // namespace recoil::classify
