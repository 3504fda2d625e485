#include "sink/known_series.hpp"

#include "support/exposition.hpp"
#include "support/sample_packs.hpp"
#include "util/defect.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace recoil::sink {
namespace {

using namespace std::chrono_literals;
using test::count_of;
using test::value_of;

class known : public testing::Test {
protected:
    void declare_rules(std::size_t max_series = 2000, const std::vector<std::string>& log_inputs = {})
    {
        labels_ = label_values({"192.0.2.3", "192.0.2.4"}, {}, {}, log_inputs);
        store_ = std::make_unique<metric_store>(0s, max_series);
        const auto packs = test::sample_packs();
        labels_.learn(packs, {});
        declare_rule_series(*store_, labels_, packs);
        text_ = store_->expose({});
    }

    label_values labels_{{"192.0.2.3", "192.0.2.4"}};
    std::unique_ptr<metric_store> store_ = std::make_unique<metric_store>(0s, 2000);
    std::string text_;
};

TEST_F(known, closed_sets_stand_at_zero_from_the_start)
{
    declare_fixed_series(*store_);
    text_ = store_->expose({});
    EXPECT_EQ(value_of(text_, R"(recoil_notices_total{authentic="unknown",kind="dsn",source="lmtp"})"), 0);
    EXPECT_EQ(count_of(text_, "recoil_notices_total"), 4u * 6 * 3);
    EXPECT_EQ(count_of(text_, "recoil_recipients_total"), 4u * 5);
    EXPECT_EQ(count_of(text_, "recoil_duplicates_total"), 4u);
    EXPECT_EQ(value_of(text_, R"(recoil_recipients_total{action="failed",source="milter"})"), 0);
    EXPECT_EQ(value_of(text_, R"(recoil_recipients_total{action="failed",source="postfix_log"})"), -1);
    EXPECT_EQ(count_of(text_, "recoil_classified_total"), 7u);
    EXPECT_EQ(value_of(text_, R"(recoil_classified_total{evidence="reply_code"})"), 0);
    EXPECT_EQ(count_of(text_, "recoil_defects_total"), defect_count);
    EXPECT_EQ(count_of(text_, "recoil_limits_hit_total"), limit_labels().size());
    EXPECT_EQ(count_of(text_, "recoil_sessions_total"), 4 * session_result_labels().size());
    EXPECT_EQ(value_of(text_, R"(recoil_sessions_active{protocol="smtp"})"), 0);
    EXPECT_EQ(value_of(text_, R"(recoil_replies_total{code="451",protocol="lmtp"})"), 0);
    EXPECT_EQ(value_of(text_, R"(recoil_replies_total{code="451",protocol="milter"})"), -1);
    EXPECT_EQ(value_of(text_, R"(recoil_sink_events_total{result="ok",sink="file"})"), 0);
    EXPECT_EQ(value_of(text_, R"(recoil_sink_errors_total{error="no_space",sink="file"})"), 0);
    EXPECT_EQ(value_of(text_, R"(recoil_config_reloads_total{result="refused"})"), 0);
    EXPECT_EQ(test::sum_of(text_, "recoil_label_overflow_total"), 0);
}

TEST_F(known, every_ban_that_a_rule_can_find_stands_at_zero_for_every_address_of_ours)
{
    declare_rules();
    for (const auto* address : {"192.0.2.3", "192.0.2.4", "foreign", "unknown"}) {
        const std::string rest = std::string(R"(,sending_ip=")") + address + "\"}";
        EXPECT_EQ(
            value_of(text_, R"(recoil_bans_total{action="failed",provider="microsoft365",reason="ip_banned")" + rest),
            0);
        EXPECT_EQ(
            value_of(text_,
                     R"(recoil_bans_total{action="failed",provider="microsoft365",reason="tenant_banned")" + rest),
            0);
        EXPECT_EQ(
            value_of(text_, R"(recoil_bans_total{action="failed",provider="other",reason="ip_blocklisted")" + rest), 0);
    }
    EXPECT_EQ(count_of(text_, "recoil_bans_total"), 3u * 4) << "outlook has no ban rule";
    EXPECT_EQ(count_of(text_, "recoil_deliveries_total"), 0u) << "no log is read";
}

TEST_F(known, a_log_brings_deferred_bans_and_deliveries)
{
    declare_rules(2000, {"stdin"});
    EXPECT_EQ(count_of(text_, "recoil_bans_total"), 2u * 3 * 4);
    EXPECT_EQ(
        value_of(
            text_,
            R"(recoil_bans_total{action="delayed",provider="microsoft365",reason="ip_banned",sending_ip="192.0.2.3"})"),
        0);
    EXPECT_EQ(value_of(text_, R"(recoil_deliveries_total{provider="outlook"})"), 0);
    EXPECT_EQ(value_of(text_, R"(recoil_deliveries_total{provider="other"})"), 0);
    EXPECT_EQ(count_of(text_, "recoil_deliveries_total"), 3u);
}

TEST_F(known, where_room_is_short_the_failed_bans_come_first)
{
    declare_rules(20, {"stdin"});
    EXPECT_EQ(count_of(text_, "recoil_bans_total"), 15u) << "the last quarter stays free";
    const auto series = test::series_of(text_);
    const auto failed = std::ranges::count_if(series, [](const auto& s) {
        return s.first.starts_with("recoil_bans_total") && s.first.find("failed") != std::string::npos;
    });
    EXPECT_EQ(failed, 3 * 4);
}

TEST_F(known, each_log_stands_at_zero_from_the_start)
{
    declare_log_series(*store_, labels_);
    EXPECT_TRUE(test::series_of(store_->expose({})).empty()) << "none is read";
    declare_log_series(*store_, label_values({}, {}, {}, {"postfix:/var/log/mail.log", "stdin"}));
    text_ = store_->expose({});
    for (const auto* result : {"delivery", "deferral", "bounce", "ignored", "unparsed"}) {
        const std::string rest = std::string(",result=\"") + result + "\"}";
        EXPECT_EQ(value_of(text_, R"(recoil_log_lines_total{input="stdin")" + rest), 0);
        EXPECT_EQ(value_of(text_, R"(recoil_log_lines_total{input="postfix:/var/log/mail.log")" + rest), 0);
    }
    EXPECT_EQ(count_of(text_, "recoil_log_lines_total"), 2u * 5);
    EXPECT_EQ(value_of(text_, R"(recoil_log_lag_bytes{input="stdin"})"), 0);
    EXPECT_EQ(count_of(text_, "recoil_log_last_line_timestamp_seconds"), 0u) << "no line was read";
    EXPECT_EQ(count_of(text_, "recoil_recipients_total"), 3u);
    EXPECT_EQ(value_of(text_, R"(recoil_recipients_total{action="delivered",source="postfix_log"})"), 0);
}

TEST_F(known, every_ban_of_a_provider_stands_at_zero_among_the_bounces)
{
    declare_rules();
    for (const auto* origin : {"remote", "session"}) {
        const std::string begin =
            std::string("recoil_bounces_total{category=\"banned_ip\",origin=\"") + origin + "\",provider=\"";
        EXPECT_EQ(value_of(text_, begin + R"(microsoft365",reason="ip_banned"})"), 0);
        EXPECT_EQ(value_of(text_, begin + R"(other",reason="ip_blocklisted"})"), 0);
    }
    EXPECT_EQ(count_of(text_, "recoil_bounces_total"), 2u * 3) << "other verdicts begin at 0 when they come";
}

TEST_F(known, rules)
{
    declare_rules();
    EXPECT_EQ(value_of(text_, R"(recoil_rules_loaded{pack="microsoft365",version="2026-11-21"})"), 4);
    EXPECT_EQ(value_of(text_, R"(recoil_rules_loaded{pack="generic",version="3"})"), 2);
    EXPECT_EQ(count_of(text_, "recoil_rule_hits_total"), 0u);
    EXPECT_EQ(value_of(text_, R"(recoil_blocklist_refusals_total{blocklist="zen.spamhaus.org"})"), 0);
}

TEST_F(known, one_remedy_for_each_provider_and_reason)
{
    declare_rules();
    EXPECT_EQ(
        value_of(
            text_,
            R"(recoil_remedy_info{delist_url="https://sender.office.com",fix_owner="sender_admin",provider="microsoft365",reason="ip_banned"})"),
        1)
        << "the rule that knows a page wins";
    EXPECT_EQ(
        value_of(
            text_,
            R"(recoil_remedy_info{delist_url="",fix_owner="sender_admin",provider="microsoft365",reason="tenant_banned"})"),
        1);
    EXPECT_EQ(
        value_of(
            text_,
            R"(recoil_remedy_info{delist_url="https://check.spamhaus.org",fix_owner="sender_admin",provider="other",reason="ip_blocklisted"})"),
        1);
    EXPECT_EQ(count_of(text_, "recoil_remedy_info"), 3u);
}

TEST_F(known, declaring_again_changes_nothing)
{
    declare_rules();
    declare_rule_series(*store_, labels_, test::sample_packs());
    EXPECT_EQ(test::series_of(store_->expose({})), test::series_of(text_));
}

TEST_F(known, a_small_bound_keeps_the_bans)
{
    declare_rules(8);
    EXPECT_LE(count_of(text_, "recoil_bounces_total"), 6u);
    EXPECT_GE(
        value_of(
            text_,
            R"(recoil_bounces_total{category="banned_ip",origin="remote",provider="microsoft365",reason="ip_banned"})"),
        0);
    EXPECT_EQ(
        value_of(
            text_,
            R"(recoil_bounces_total{category="mailbox_full",origin="remote",provider="other",reason="mailbox_full"})"),
        -1);
    EXPECT_EQ(test::sum_of(text_, "recoil_label_overflow_total"), 0);
}

} // namespace
} // namespace recoil::sink
