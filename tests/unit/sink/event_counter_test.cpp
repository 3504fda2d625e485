#include "sink/event_counter.hpp"

#include "classify/classifier.hpp"
#include "support/exposition.hpp"
#include "support/full_record.hpp"
#include "support/sample_packs.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace recoil::sink {
namespace {

using namespace std::chrono_literals;
using test::count_of;
using test::sum_of;
using test::value_of;

const time_point now = test::full_record().time;
const std::string ban = R"({provider="microsoft365",reason="ip_banned",sending_ip="192.0.2.3"})";

// What a line of the log says: read at once.
event::record line(dsn::action action, std::string_view reason = {})
{
    event::record e;
    e.time = now;
    e.occurred_at = now;
    e.source = event::source::postfix_log;
    e.instance = "postfix-out3";
    e.service = "smtp";
    e.kind = dsn::kind::log_line;
    e.action = action;
    e.origin = event::origin::session;
    e.counted = true;
    e.provider = "microsoft365";
    e.sending_ip = "192.0.2.3";
    e.sender_domain = "example.com";
    e.stream = "news";
    if (reason.empty())
        return e;
    e.cause = test::full_cause();
    e.cause->reason = reason;
    e.cause->blocklist.clear();
    e.status = dsn::status_code{4, 7, 650};
    return e;
}

class counted : public testing::Test {
protected:
    explicit counted(const std::vector<std::string>& log_inputs = {"postfix:/var/log/mail.log"})
        : counter_(store_, label_values({"192.0.2.3"}, {"news"}, {"example.com"}, log_inputs))
    {
        problems found;
        const auto rules = classify::classifier::build(test::sample_packs(), found);
        counter_.rules(*rules);
    }

    std::string text(time_point at = now)
    {
        counter_.show_bans(at);
        return store_.expose({});
    }
    std::string after(const event::record& e, bool suspended = false)
    {
        counter_.delivery(e, suspended);
        return text();
    }

    metric_store store_{0s, 2000};
    event_counter counter_;
};

TEST_F(counted, a_delivery)
{
    const auto text = after(line(dsn::action::delivered));
    EXPECT_EQ(value_of(text, R"(recoil_deliveries_total{provider="microsoft365"})"), 1);
    EXPECT_EQ(sum_of(text, "recoil_deliveries_total"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_recipients_total{action="delivered",source="postfix_log"})"), 1);
    EXPECT_EQ(
        value_of(
            text,
            R"(recoil_stream_outcomes_total{category="none",outcome="delivered",sender_domain="example.com",stream="news"})"),
        1);
    for (const auto* family : {"recoil_bounces_total", "recoil_deferrals_total", "recoil_classified_total"})
        EXPECT_EQ(sum_of(text, family), 0) << family;
}

TEST_F(counted, a_failure_as_a_notice_would)
{
    const auto e = line(dsn::action::failed, "ip_banned");
    const auto logged = test::series_of(after(e));
    metric_store other_store{0s, 2000};
    event_counter other(other_store, *counter_.labels());
    other.message({&e, 1});
    other.show_bans(now);
    for (const auto& [series, value] : test::series_of(other_store.expose({})))
        EXPECT_EQ(logged.at(series), value) << series;
}

TEST_F(counted, an_attempt_that_was_put_off)
{
    const std::string deferrals =
        R"(category="banned_ip",origin="session",provider="microsoft365",reason="ip_banned"})";
    const auto e = line(dsn::action::delayed, "ip_banned");
    after(e);
    const auto text = after(e);
    EXPECT_EQ(value_of(text, R"(recoil_deferrals_total{attempt="made",)" + deferrals), 2);
    EXPECT_EQ(sum_of(text, "recoil_deferrals_total"), 2);
    EXPECT_EQ(
        value_of(
            text,
            R"(recoil_bans_total{action="delayed",provider="microsoft365",reason="ip_banned",sending_ip="192.0.2.3"})"),
        2);
    EXPECT_EQ(value_of(text, R"(recoil_classified_total{evidence="text"})"), 2);
    EXPECT_EQ(value_of(text, R"(recoil_rule_hits_total{pack="microsoft365",rule="m365-banned-ip"})"), 2);
    EXPECT_EQ(sum_of(text, "recoil_bounces_total") + sum_of(text, "recoil_deliveries_total"), 0);
}

TEST_F(counted, a_suspended_attempt_as_a_deferral_and_as_no_refusal)
{
    auto e = line(dsn::action::delayed, "ip_banned");
    e.cause->blocklist = "zen.spamhaus.org";
    const auto text = after(e, true);
    EXPECT_EQ(
        value_of(
            text,
            R"(recoil_deferrals_total{attempt="suspended",category="banned_ip",origin="session",provider="microsoft365",reason="ip_banned"})"),
        1);
    EXPECT_EQ(
        value_of(
            text,
            R"(recoil_stream_outcomes_total{category="banned_ip",outcome="deferred",sender_domain="example.com",stream="news"})"),
        1);
    EXPECT_EQ(sum_of(text, "recoil_bans_total") + sum_of(text, "recoil_blocklist_refusals_total"), 0);
    EXPECT_EQ(count_of(text, "recoil_ban_active"), 0u);
}

TEST_F(counted, what_is_not_counted_is_only_seen)
{
    for (auto e : {line(dsn::action::delivered), line(dsn::action::failed, "ip_banned")}) {
        e.counted = false;
        after(e);
    }
    auto again = line(dsn::action::failed, "ip_banned");
    again.counted = false;
    again.duplicate = true;
    const auto text = after(again);
    EXPECT_EQ(sum_of(text, "recoil_recipients_total"), 3);
    EXPECT_EQ(value_of(text, R"(recoil_duplicates_total{source="postfix_log"})"), 1);
    for (const auto* family : {"recoil_deliveries_total", "recoil_bounces_total", "recoil_bans_total",
                               "recoil_classified_total", "recoil_rule_hits_total", "recoil_stream_outcomes_total"})
        EXPECT_EQ(sum_of(text, family), 0) << family;
    EXPECT_EQ(count_of(text, "recoil_ban_active"), 0u);
}

TEST_F(counted, a_stranger_makes_no_labels)
{
    const auto before = test::series_of(text()).size();
    for (int n = 0; n < 500; ++n) {
        auto e = line(n % 2 == 0 ? dsn::action::delivered : dsn::action::failed, n % 2 == 0 ? "" : "ip_banned");
        e.provider = e.sending_ip = e.stream = e.sender_domain = "x" + std::to_string(n);
        counter_.delivery(e, false);
    }
    const auto after = text();
    EXPECT_EQ(value_of(after, R"(recoil_deliveries_total{provider="other"})"), 250);
    EXPECT_EQ(value_of(after, R"(recoil_ban_active{provider="other",reason="ip_banned",sending_ip="foreign"})"), 1);
    EXPECT_LT(test::series_of(after).size(), before + 20);
}

TEST_F(counted, a_ban_shows_from_its_first_refusal_to_six_hours_after_its_last)
{
    auto e = line(dsn::action::delayed, "ip_banned");
    counter_.delivery(e, false);
    e.time += 5min;
    e.occurred_at = e.time;
    counter_.delivery(e, false);
    auto shown = text(now + 6min);
    EXPECT_EQ(value_of(shown, "recoil_ban_active" + ban), 1);
    EXPECT_NEAR(value_of(shown, "recoil_ban_since_timestamp_seconds" + ban), unix_seconds(now), 1e4);
    shown = text(now + 7h);
    EXPECT_EQ(value_of(shown, "recoil_ban_active" + ban), 0);
    EXPECT_EQ(count_of(shown, "recoil_ban_since_timestamp_seconds"), 0u) << "it is over";
    EXPECT_GT(value_of(shown, "recoil_ban_last_seen_timestamp_seconds" + ban), 1.7e9) << "and was seen";
    EXPECT_EQ(count_of(shown, "recoil_ban_last_seen_timestamp_seconds"), 1u);
}

TEST_F(counted, a_ban_is_over_when_mail_of_that_address_is_taken)
{
    counter_.delivery(line(dsn::action::failed, "ip_banned"), false);
    auto e = line(dsn::action::delivered);
    e.occurred_at = e.time = now + 1min;
    e.sending_ip.clear();
    counter_.delivery(e, false);
    EXPECT_EQ(value_of(text(now + 1min), "recoil_ban_active" + ban), 1) << "of another address, perhaps";
    e.sending_ip = "192.0.2.3";
    counter_.delivery(e, false);
    EXPECT_EQ(value_of(text(now + 1min), "recoil_ban_active" + ban), 0);
}

TEST_F(counted, a_ban_from_before_a_restart_is_shown_and_moves_no_counter)
{
    const auto before = test::series_of(text());
    counter_.restore({{"microsoft365", "192.0.2.3", "banned_ip", "ip_banned"}, now - 2h, now - 1h, true}, "192.0.2.3");
    counter_.restore({{"microsoft365", "198.51.100.1", "banned_ip", "ip_banned"}, now - 2h, now - 1h, true}, "");
    auto after = test::series_of(text());
    EXPECT_EQ(after["recoil_ban_active" + ban], 1);
    EXPECT_EQ(after["recoil_ban_since_timestamp_seconds" + ban], unix_seconds(now - 2h));
    EXPECT_EQ(after["recoil_ban_last_seen_timestamp_seconds" + ban], unix_seconds(now - 1h));
    for (const char* gauge : {"active", "since_timestamp_seconds", "last_seen_timestamp_seconds"})
        after.erase("recoil_ban_" + std::string(gauge) + ban);
    EXPECT_EQ(after, before) << "and an address that is no longer ours is no label";
}

TEST_F(counted, a_ban_is_as_old_as_the_refusal_that_is_reported)
{
    auto e = line(dsn::action::failed, "ip_banned");
    e.kind = dsn::kind::dsn;
    e.occurred_at = now - 7h;
    counter_.message({&e, 1});
    EXPECT_EQ(value_of(text(), "recoil_ban_active" + ban), 0) << "the notice came late";
    e.occurred_at = now + 48h;
    counter_.message({&e, 1});
    EXPECT_EQ(value_of(text(), "recoil_ban_active" + ban), 1);
    EXPECT_EQ(value_of(text(now + 6h), "recoil_ban_active" + ban), 0) << "the reporter's clock is ahead of ours";
}

TEST_F(counted, a_notice_of_success_is_no_second_delivery)
{
    auto e = line(dsn::action::delivered);
    e.kind = dsn::kind::dsn;
    e.counted = false;
    counter_.message({&e, 1});
    EXPECT_EQ(sum_of(text(), "recoil_stream_outcomes_total") + sum_of(text(), "recoil_deliveries_total"), 0);
}

class told : public counting_watcher {
public:
    void failed(const counted_failure& f) override
    {
        text += std::string(f.provider) + "/" + std::string(f.reason) + "/" + std::string(f.sending_ip) +
                (f.asked ? " " : "(not asked) ");
    }
    void delivered(const event::record&, std::string_view provider) override
    {
        text += "delivered/" + std::string(provider) + " ";
    }
    std::string text;
};

TEST(counting_watcher, is_told_what_is_counted_and_nothing_else)
{
    told watcher;
    metric_store store(0s, 100);
    event_counter counter(store, label_values({"192.0.2.3"}), &watcher);
    counter.delivery(line(dsn::action::failed, "ip_banned"), false);
    counter.delivery(line(dsn::action::delayed, "rate_limited"), true);
    counter.delivery(line(dsn::action::delivered), false);
    event::record uncounted = line(dsn::action::failed, "ip_banned");
    uncounted.counted = false;
    counter.delivery(uncounted, false);
    counter.message({&uncounted, 1});
    event::record strange = line(dsn::action::failed, "ip_banned");
    strange.provider = "a stranger";
    strange.sending_ip = "198.51.100.1";
    counter.message({&strange, 1});
    EXPECT_EQ(watcher.text, "microsoft365/ip_banned/192.0.2.3 microsoft365/rate_limited/192.0.2.3(not asked) "
                            "delivered/microsoft365 other/ip_banned/foreign ")
        << "by labels";
    ASSERT_EQ(counter.bans(now).size(), 2U);
    EXPECT_TRUE(counter.bans(now)[0].active);
}

class counted_without_log : public counted {
protected:
    counted_without_log() : counted(std::vector<std::string>{}) {}
};

TEST_F(counted_without_log, a_notice_of_success_tells_of_a_delivery)
{
    auto e = line(dsn::action::delivered);
    e.kind = dsn::kind::dsn;
    e.counted = false;
    counter_.message({&e, 1});
    EXPECT_EQ(sum_of(text(), "recoil_stream_outcomes_total"), 1);
    EXPECT_EQ(count_of(text(), "recoil_deliveries_total"), 0u);
}

TEST_F(counted, from_many_threads_while_it_is_read)
{
    std::vector<std::thread> threads;
    for (int t = 0; t < 3; ++t) {
        threads.emplace_back([this] {
            const auto refused = line(dsn::action::delayed, "ip_banned");
            const auto taken = line(dsn::action::delivered);
            for (int n = 0; n < 300; ++n) {
                counter_.delivery(refused, n % 3 == 0);
                counter_.delivery(taken, false);
            }
        });
    }
    for (int n = 0; n < 20; ++n)
        EXPECT_LE(sum_of(text(), "recoil_deliveries_total"), 900);
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(sum_of(text(), "recoil_deliveries_total"), 900);
    EXPECT_EQ(sum_of(text(), "recoil_deferrals_total"), 900);
    EXPECT_EQ(sum_of(text(), "recoil_bans_total"), 600);
}

} // namespace
} // namespace recoil::sink
