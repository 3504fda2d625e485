#include "classify/cause_choice.hpp"

#include <gtest/gtest.h>

namespace recoil::classify {
namespace {

constexpr dsn::status_code banned{5, 7, 606};
constexpr dsn::status_code remote_error{5, 0, 350};
constexpr dsn::status_code field{5, 1, 1};

dsn::reply cause(std::optional<std::uint16_t> code, std::optional<dsn::status_code> status)
{
    return {code, status, "text"};
}

TEST(Trials, ASingleCauseHasItsOwnCode)
{
    const std::vector causes{cause(550, banned)};
    const auto all = trials(causes, field);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].cause, 0u);
    EXPECT_EQ(all[0].status, banned) << "not the Status field's";
    EXPECT_EQ(all[0].code, 550);
    EXPECT_FALSE(all[0].patterns_only);
}

TEST(Trials, TheStatusFieldServesWhereNoCauseHasACode)
{
    const std::vector causes{cause(550, std::nullopt)};
    EXPECT_EQ(trials(causes, field).at(0).status, field);
    EXPECT_EQ(trials(causes, std::nullopt).at(0).status, std::nullopt);
}

TEST(Trials, AnOuterCauseDoesNotTakeTheFieldsCodeWhereAnInnerHasOne)
{
    const std::vector causes{cause(451, banned), cause(550, std::nullopt)};
    const auto all = trials(causes, field);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].status, banned);
    EXPECT_EQ(all[1].status, std::nullopt);
}

TEST(Trials, ACauseWithoutACodeTakesThatAroundIt)
{
    const std::vector causes{cause(std::nullopt, std::nullopt), cause(550, remote_error)};
    const auto all = trials(causes, field);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].status, remote_error);
    EXPECT_EQ(all[0].code, 550);
    EXPECT_EQ(all[1].cause, 1u);
}

TEST(Trials, ACauseWithACodeIsTriedWithTheCodeAroundItByItsTextOnly)
{
    const std::vector causes{cause(550, banned), cause(551, remote_error)};
    const auto all = trials(causes, std::nullopt);
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].status, banned);
    EXPECT_FALSE(all[0].patterns_only);
    EXPECT_EQ(all[1].cause, 0u);
    EXPECT_EQ(all[1].status, remote_error);
    EXPECT_EQ(all[1].code, 550) << "the reply code remains the cause's own";
    EXPECT_TRUE(all[1].patterns_only);
    EXPECT_EQ(all[2].cause, 1u);
    EXPECT_FALSE(all[2].patterns_only);
}

TEST(Trials, TheSameCodeTwiceIsTriedOnce)
{
    const std::vector causes{cause(550, banned), cause(550, banned)};
    EXPECT_EQ(trials(causes, std::nullopt).size(), 2u);
}

weight weigh_reason(const char* name, evidence e)
{
    return weigh(*find_reason(name), e);
}

TEST(Weight, BetterEvidenceIsSpecific)
{
    for (const evidence e : {evidence::token, evidence::text, evidence::code, evidence::range, evidence::generic_text})
        EXPECT_EQ(weigh_reason("ip_banned", e), weight::specific) << name(e);
    EXPECT_EQ(weigh_reason("policy", evidence::text), weight::specific);
    EXPECT_EQ(weigh_reason("policy", evidence::generic_text), weight::vague);
    EXPECT_LT(weight::vague, weight::coded);
    EXPECT_EQ(weigh_reason("ip_banned", evidence::status), weight::coded);
    EXPECT_EQ(weigh_reason("ip_banned", evidence::reply_code), weight::by_reply_code);
}

TEST(Weight, ExpiredAndUnknownAreNeverSpecific)
{
    EXPECT_EQ(weigh_reason("expired", evidence::token), weight::expired);
    EXPECT_EQ(weigh_reason("unknown", evidence::token), weight::unexplained);
    EXPECT_LT(weight::specific, weight::coded);
    EXPECT_LT(weight::coded, weight::expired) << "a code says more than that the message expired";
    EXPECT_LT(weight::expired, weight::by_reply_code);
    EXPECT_LT(weight::by_reply_code, weight::unexplained);
}

} // namespace
} // namespace recoil::classify
