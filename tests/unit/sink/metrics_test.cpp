#include "sink/metrics.hpp"

#include "classify/classifier.hpp"
#include "support/exposition.hpp"
#include "support/full_record.hpp"
#include "support/sample_packs.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <thread>

namespace recoil::sink {
namespace {

using namespace std::chrono_literals;
using test::count_of;
using test::sum_of;
using test::value_of;

metrics_options options(std::chrono::seconds birth = 0s, std::size_t max_series = 2000)
{
    metrics_options o;
    o.birth = birth;
    o.max_series = max_series;
    o.version = "1.2.3";
    o.revision = "abc";
    o.compiler = "g++ 12";
    o.egress_ips = {"192.0.2.3"};
    o.streams = {"news"};
    o.sending_domains = {"example.com"};
    return o;
}

metrics_options with_log()
{
    auto o = options();
    o.log_inputs = {"stdin"};
    return o;
}

std::shared_ptr<const classify::classifier> classifier()
{
    problems found;
    auto built = classify::classifier::build(test::sample_packs(), found);
    EXPECT_NE(built, nullptr);
    return built;
}

class counted_message : public testing::Test {
protected:
    counted_message() { metrics_.rules(*classifier_, 1); }

    std::string after(const event::record& e)
    {
        metrics_.message({}, {&e, 1});
        return metrics_.expose({}, {});
    }

    std::shared_ptr<const classify::classifier> classifier_ = classifier();
    metrics metrics_{options()};
};

event::record failed(std::string_view reason, std::string_view provider = "microsoft365")
{
    auto e = test::full_record();
    const auto* known = classify::find_reason(reason);
    e.cause->reason = known->name;
    e.cause->category = known->category;
    e.cause->blocklist.clear();
    e.provider = provider;
    return e;
}

TEST_F(counted_message, a_bounce_is_counted_once_in_each_family)
{
    const auto text = after(failed("ip_banned"));
    EXPECT_EQ(
        value_of(
            text,
            R"(recoil_bounces_total{category="banned_ip",origin="remote",provider="microsoft365",reason="ip_banned"})"),
        1);
    EXPECT_EQ(sum_of(text, "recoil_bounces_total"), 1);
    EXPECT_EQ(sum_of(text, "recoil_deferrals_total"), 0);
    EXPECT_EQ(value_of(text, R"(recoil_bounce_status_total{provider="microsoft365",status="5.7.other"})"), 1);
    EXPECT_EQ(
        value_of(
            text,
            R"(recoil_bans_total{action="failed",provider="microsoft365",reason="ip_banned",sending_ip="192.0.2.3"})"),
        1);
    EXPECT_EQ(sum_of(text, "recoil_bans_total"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_recipients_total{action="failed",source="lmtp"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_classified_total{evidence="text"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_rule_hits_total{pack="microsoft365",rule="m365-banned-ip"})"), 1);
    EXPECT_EQ(sum_of(text, "recoil_suppressible_total"), 0);
    EXPECT_EQ(sum_of(text, "recoil_duplicates_total"), 0);
}

TEST_F(counted_message, a_deferral_is_no_bounce)
{
    auto e = failed("ip_reputation");
    e.action = dsn::action::delayed;
    e.origin = event::origin::session;
    e.sending_ip = "198.51.100.9";
    const auto text = after(e);
    EXPECT_EQ(
        value_of(
            text,
            R"(recoil_deferrals_total{attempt="made",category="banned_ip",origin="session",provider="microsoft365",reason="ip_reputation"})"),
        1);
    EXPECT_EQ(
        value_of(
            text,
            R"(recoil_bans_total{action="delayed",provider="microsoft365",reason="ip_reputation",sending_ip="foreign"})"),
        1);
    EXPECT_EQ(sum_of(text, "recoil_bounces_total"), 0);
    EXPECT_EQ(sum_of(text, "recoil_bounce_status_total"), 0);
}

TEST_F(counted_message, a_delivery_is_neither)
{
    auto e = test::full_record();
    e.action = dsn::action::delivered;
    e.cause.reset();
    const auto text = after(e);
    EXPECT_EQ(value_of(text, R"(recoil_recipients_total{action="delivered",source="lmtp"})"), 1);
    EXPECT_EQ(sum_of(text, "recoil_bounces_total") + sum_of(text, "recoil_classified_total"), 0);
}

TEST_F(counted_message, the_outcome_is_counted_by_stream)
{
    auto e = failed("ip_banned");
    auto text = after(e);
    EXPECT_EQ(
        value_of(
            text,
            R"(recoil_stream_outcomes_total{category="banned_ip",outcome="bounced",sender_domain="example.com",stream="news"})"),
        1);
    e.action = dsn::action::delayed;
    e.stream = "nobody told us";
    e.sender_domain = "example.org";
    text = after(e);
    EXPECT_EQ(
        value_of(
            text,
            R"(recoil_stream_outcomes_total{category="banned_ip",outcome="deferred",sender_domain="other",stream="other"})"),
        1);
    e.action = dsn::action::delivered;
    e.stream.clear();
    e.counted = false;
    e.cause.reset();
    const auto* delivered =
        R"(recoil_stream_outcomes_total{category="none",outcome="delivered",sender_domain="other",stream="none"})";
    EXPECT_EQ(value_of(after(e), delivered), 1);
    e.duplicate = true;
    EXPECT_EQ(value_of(after(e), delivered), 1);
    e.duplicate = false;
    e.authentic = false;
    EXPECT_EQ(value_of(after(e), delivered), 1);
    EXPECT_EQ(sum_of(after(e), "recoil_stream_outcomes_total"), 3);
}

TEST_F(counted_message, what_is_not_counted_is_only_seen)
{
    auto e = failed("user_unknown");
    e.counted = false;
    e.cause->list_action = classify::list_action::suppress;
    const auto text = after(e);
    EXPECT_EQ(sum_of(text, "recoil_recipients_total"), 1);
    EXPECT_EQ(sum_of(text, "recoil_classified_total"), 1);
    for (const auto* family : {"recoil_bounces_total", "recoil_bounce_status_total", "recoil_suppressible_total",
                               "recoil_bans_total", "recoil_blocklist_refusals_total", "recoil_stream_outcomes_total"})
        EXPECT_EQ(sum_of(text, family), 0) << family;
}

TEST_F(counted_message, a_duplicate_is_counted_as_one)
{
    auto e = failed("ip_banned");
    e.counted = false;
    e.duplicate = true;
    const auto text = after(e);
    EXPECT_EQ(value_of(text, R"(recoil_duplicates_total{source="lmtp"})"), 1);
    EXPECT_EQ(sum_of(text, "recoil_bounces_total") + sum_of(text, "recoil_bans_total"), 0);
}

TEST_F(counted_message, a_dead_address_may_be_suppressed_and_a_ban_never_is)
{
    auto dead = failed("user_unknown");
    dead.cause->list_action = classify::list_action::suppress;
    auto text = after(dead);
    EXPECT_EQ(value_of(text, R"(recoil_suppressible_total{provider="microsoft365"})"), 1);
    EXPECT_EQ(sum_of(text, "recoil_bans_total"), 0);
    text = after(failed("ip_banned"));
    EXPECT_EQ(sum_of(text, "recoil_suppressible_total"), 1);
    EXPECT_EQ(sum_of(text, "recoil_bans_total"), 1);
}

TEST_F(counted_message, a_complaint_is_counted_by_provider)
{
    event::record e;
    e.kind = dsn::kind::complaint;
    e.provider = "yahoo";
    EXPECT_EQ(value_of(after(e), R"(recoil_complaints_total{provider="yahoo"})"), 1);
    e.duplicate = true;
    EXPECT_EQ(value_of(after(e), R"(recoil_complaints_total{provider="yahoo"})"), 1);
}

TEST_F(counted_message, a_blocklist_is_named_where_the_packs_know_it)
{
    auto e = failed("ip_blocklisted");
    e.cause->blocklist = "zen.spamhaus.org";
    EXPECT_EQ(value_of(after(e), R"(recoil_blocklist_refusals_total{blocklist="zen.spamhaus.org"})"), 1);
    e.cause->blocklist = "bl.attacker.example";
    EXPECT_EQ(value_of(after(e), R"(recoil_blocklist_refusals_total{blocklist="other"})"), 1);
    e.cause->pack = "generic";
    e.cause->rule = "generic-spamhaus";
    EXPECT_EQ(value_of(after(e), R"(recoil_blocklist_refusals_total{blocklist="zen.spamhaus.org"})"), 2);
}

TEST_F(counted_message, a_stranger_makes_no_labels)
{
    const auto before = test::series_of(metrics_.expose({}, {})).size();
    for (int n = 0; n < 2000; ++n) {
        auto e = failed("ip_banned", "provider-" + std::to_string(n));
        const std::string odd = "x" + std::to_string(n);
        e.cause->reason = odd;
        e.cause->category = odd;
        e.cause->rule = odd;
        e.cause->pack = odd;
        e.cause->blocklist = odd;
        e.sending_ip = odd;
        e.status = dsn::status_code{5, static_cast<std::uint16_t>(n % 1000), static_cast<std::uint16_t>(n / 2)};
        metrics_.message({}, {&e, 1});
    }
    const auto text = metrics_.expose({}, {});
    EXPECT_LT(test::series_of(text).size(), before + 150);
    EXPECT_EQ(
        value_of(text, R"(recoil_bounces_total{category="unknown",origin="remote",provider="other",reason="unknown"})"),
        2000);
    EXPECT_EQ(text.find("x19"), std::string::npos);
    EXPECT_EQ(text.find("provider-"), std::string::npos);
}

TEST_F(counted_message, a_message_is_counted_and_measured_once)
{
    notice n;
    n.source = event::source::smtp;
    n.kind = dsn::kind::dsn;
    n.authentic = false;
    n.bytes = 5000;
    n.parse_time = 20us;
    n.classify_time = 40us;
    const std::vector<event::record> events(3, test::full_record());
    metrics_.message(n, events);
    const auto text = metrics_.expose({}, {});
    EXPECT_EQ(value_of(text, R"(recoil_notices_total{authentic="false",kind="dsn",source="smtp"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_message_size_bytes_bucket{le="4096"})"), 0);
    EXPECT_EQ(value_of(text, R"(recoil_message_size_bytes_bucket{le="16384"})"), 1);
    EXPECT_EQ(value_of(text, "recoil_parse_duration_seconds_count"), 1);
    EXPECT_NEAR(value_of(text, "recoil_classify_duration_seconds_sum"), 40e-6, 1e-9);
    EXPECT_NEAR(value_of(text, "recoil_notice_age_seconds_sum"), 90, 1e-6);
    EXPECT_EQ(value_of(text, R"(recoil_defects_total{defect="status_missing"})"), 1) << "three events, one message";
    EXPECT_EQ(value_of(text, R"(recoil_defects_total{defect="mime_depth"})"), 0);
}

TEST_F(counted_message, authentic_has_three_values)
{
    for (const auto authentic : {std::optional<bool>(), std::optional(true), std::optional(false)}) {
        notice n;
        n.authentic = authentic;
        metrics_.message(n, {});
    }
    const auto text = metrics_.expose({}, {});
    for (const auto* label : {"true", "false", "unknown"})
        EXPECT_EQ(value_of(text, std::string("recoil_notices_total{authentic=\"") + label +
                                     R"(",kind="other",source="lmtp"})"),
                  1);
}

TEST_F(counted_message, a_notice_from_the_future_has_no_age)
{
    auto e = test::full_record();
    e.occurred_at = e.time + 1h;
    EXPECT_EQ(value_of(after(e), "recoil_notice_age_seconds_sum"), 0);
}

TEST_F(counted_message, limits_that_leave_a_defect_are_counted_as_limits)
{
    auto e = test::full_record();
    e.defects = {defect::mime_depth, defect::line_length};
    const auto text = after(e);
    EXPECT_EQ(value_of(text, R"(recoil_limits_hit_total{limit="mime_depth"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_limits_hit_total{limit="line_bytes"})"), 1);
    EXPECT_EQ(sum_of(text, "recoil_limits_hit_total"), 2);
}

TEST_F(counted_message, a_first_burst_is_a_step_from_zero)
{
    metrics slow(options(60s));
    slow.rules(*classifier_, 0);
    const std::string bans =
        R"(recoil_bans_total{action="failed",provider="microsoft365",reason="ip_banned",sending_ip="192.0.2.3"})";
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(value_of(slow.expose(start, {}), bans), 0) << "foreseen: it is there before the first ban";
    const std::vector<event::record> burst(50, failed("ip_banned"));
    slow.message({}, burst);
    EXPECT_EQ(value_of(slow.expose(start + 30s, {}), bans), 0);
    EXPECT_EQ(value_of(slow.expose(start + 62s, {}), bans), 50);
}

TEST(metrics_sink, lines_are_counted_as_written)
{
    metrics m(options());
    m.committed({{}, 2ms}, 3);
    m.committed({{}, 2ms}, 4);
    m.committed({std::make_error_code(std::errc::no_space_on_device), 1ms}, 5);
    m.committed({std::error_code(EDQUOT, std::generic_category()), 1ms}, 1);
    m.committed({std::make_error_code(std::errc::invalid_seek), 1ms}, 1);
    const auto text = m.expose({}, {});
    EXPECT_EQ(value_of(text, R"(recoil_sink_events_total{result="ok",sink="file"})"), 7);
    EXPECT_EQ(value_of(text, R"(recoil_sink_events_total{result="refused",sink="file"})"), 7);
    EXPECT_EQ(value_of(text, R"(recoil_sink_errors_total{error="no_space",sink="file"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_sink_errors_total{error="quota",sink="file"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_sink_errors_total{error="other",sink="file"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_commit_duration_seconds_count{sink="file"})"), 5);
}

TEST(metrics_sink, what_found_no_room_is_counted_as_dropped)
{
    metrics m(options());
    m.dropped(3);
    m.dropped(0);
    m.dropped(1);
    const auto text = m.expose({}, {});
    EXPECT_EQ(value_of(text, R"(recoil_sink_events_total{result="dropped",sink="file"})"), 4);
    EXPECT_EQ(sum_of(text, "recoil_sink_events_total"), 4);
}

TEST(metrics_sink, shows_what_waits)
{
    metrics m(options());
    m.sink_stats({7, 1500ms, 1024, true});
    auto text = m.expose({}, {});
    EXPECT_EQ(value_of(text, R"(recoil_sink_queue_events{sink="file"})"), 7);
    EXPECT_EQ(value_of(text, R"(recoil_sink_oldest_unacknowledged_seconds{sink="file"})"), 1.5);
    EXPECT_EQ(value_of(text, R"(recoil_sink_free_bytes{sink="file"})"), 1024);
    EXPECT_EQ(value_of(text, R"(recoil_sink_blocked{sink="file"})"), 1);
    m.sink_stats({0, 0s, std::numeric_limits<std::uint64_t>::max(), false});
    text = m.expose({}, {});
    EXPECT_NE(text.find("recoil_sink_free_bytes{sink=\"file\"} +Inf\n"), std::string::npos);
    EXPECT_EQ(value_of(text, R"(recoil_sink_blocked{sink="file"})"), 0);
}

TEST(metrics_log, lines_are_counted_by_their_result)
{
    metrics m(with_log());
    EXPECT_EQ(value_of(m.expose({}, {}), R"(recoil_log_lines_total{input="stdin",result="unparsed"})"), 0);
    log_progress progress{"stdin"};
    progress.delivery = 50;
    progress.deferral = 4;
    progress.bounce = 3;
    progress.ignored = 200;
    progress.lag_bytes = 4096;
    m.logged(progress);
    progress.unparsed = 1;
    progress.lag_bytes = 0;
    m.logged(progress);
    const auto text = m.expose({}, {});
    EXPECT_EQ(value_of(text, R"(recoil_log_lines_total{input="stdin",result="delivery"})"), 100);
    EXPECT_EQ(value_of(text, R"(recoil_log_lines_total{input="stdin",result="deferral"})"), 8);
    EXPECT_EQ(value_of(text, R"(recoil_log_lines_total{input="stdin",result="bounce"})"), 6);
    EXPECT_EQ(value_of(text, R"(recoil_log_lines_total{input="stdin",result="ignored"})"), 400);
    EXPECT_EQ(value_of(text, R"(recoil_log_lines_total{input="stdin",result="unparsed"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_log_lag_bytes{input="stdin"})"), 0);
    EXPECT_EQ(count_of(text, "recoil_log_last_line_timestamp_seconds"), 0u) << "none told a time";
}

TEST(metrics_log, the_time_of_the_newest_line_is_shown)
{
    metrics m(with_log());
    log_progress progress{"stdin"};
    progress.last_line = time_point{2'000'000'000'500ms};
    m.logged(progress);
    const auto text = m.expose({}, {});
    EXPECT_NEAR(value_of(text, R"(recoil_log_last_line_timestamp_seconds{input="stdin"})"), 2e9, 1e4);
}

TEST(metrics_log, a_line_moves_the_counters_and_the_bans)
{
    metrics m(with_log());
    auto e = failed("ip_banned");
    e.source = event::source::postfix_log;
    e.kind = dsn::kind::log_line;
    m.delivery(e, false);
    const std::string active =
        R"(recoil_ban_active{provider="microsoft365",reason="ip_banned",sending_ip="192.0.2.3"})";
    EXPECT_EQ(value_of(m.expose({}, e.time), active), 1);
    EXPECT_EQ(sum_of(m.expose({}, e.time), "recoil_bounces_total"), 1);
    EXPECT_EQ(value_of(m.expose({}, e.time + 6h), active), 0) << "by the wall clock";
}

TEST(metrics_sessions, are_counted_from_start_to_end)
{
    metrics m(options());
    m.session_started("lmtp");
    m.session_started("lmtp");
    m.session_ended("lmtp", "timeout", 300ms);
    m.reply("lmtp", 250);
    m.reply("lmtp", 250);
    m.reply("smtp", 451);
    m.limit_hit("recipients");
    m.limit_hit("nonsense");
    const auto text = m.expose({}, {});
    EXPECT_EQ(value_of(text, R"(recoil_sessions_active{protocol="lmtp"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_sessions_total{protocol="lmtp",result="timeout"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_session_duration_seconds_bucket{protocol="lmtp",le="0.5"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_session_duration_seconds_bucket{protocol="lmtp",le="0.25"})"), 0);
    EXPECT_EQ(value_of(text, R"(recoil_replies_total{code="250",protocol="lmtp"})"), 2);
    EXPECT_EQ(value_of(text, R"(recoil_replies_total{code="451",protocol="smtp"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_limits_hit_total{limit="recipients"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_limits_hit_total{limit="other"})"), 1);
}

TEST(metrics_configuration, reloads_are_told_apart)
{
    metrics m(options());
    EXPECT_EQ(value_of(m.expose({}, {}), "recoil_config_last_reload_successful"), 1) << "it has started";
    EXPECT_GT(value_of(m.expose({}, {}), "recoil_config_last_reload_timestamp_seconds"), 1.6e9);
    m.reloaded(false, time_point{2'000'000'000'500ms});
    auto text = m.expose({}, {});
    EXPECT_EQ(value_of(text, "recoil_config_last_reload_successful"), 0);
    EXPECT_NEAR(value_of(text, "recoil_config_last_reload_timestamp_seconds"), 2e9, 1e4);
    EXPECT_EQ(value_of(text, R"(recoil_config_reloads_total{result="refused"})"), 1);
    m.reloaded(true, time_point{2'000'000'001'000ms});
    text = m.expose({}, {});
    EXPECT_EQ(value_of(text, "recoil_config_last_reload_successful"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_config_reloads_total{result="ok"})"), 1);
}

TEST(metrics_configuration, build_rules_and_process_are_told)
{
    metrics m(options());
    EXPECT_EQ(value_of(m.expose({}, {}), "recoil_rules_pack_errors"), 0);
    m.rules(*classifier(), 2);
    const auto text = m.expose({}, {});
    EXPECT_EQ(value_of(text, R"(recoil_build_info{compiler="g++ 12",revision="abc",version="1.2.3"})"), 1);
    EXPECT_EQ(value_of(text, R"(recoil_rules_loaded{pack="generic",version="3"})"), 2);
    EXPECT_EQ(value_of(text, "recoil_rules_pack_errors"), 2);
    for (const auto* name :
         {"process_cpu_seconds_total", "process_resident_memory_bytes", "process_virtual_memory_bytes",
          "process_open_fds", "process_max_fds", "process_start_time_seconds"})
        EXPECT_GE(value_of(text, name), 0) << name;
}

TEST(metrics_bound, no_family_grows_beyond_it)
{
    constexpr std::size_t bound = 20;
    metrics m(options(0s, bound));
    m.rules(*classifier(), 0);
    for (const auto& reason : classify::reasons()) {
        for (const auto provider : classify::providers()) {
            const auto e = failed(reason.name, provider);
            m.message({}, {&e, 1});
        }
    }
    const auto text = m.expose({}, {});
    const auto all = static_cast<double>(classify::reasons().size() * classify::providers().size());
    EXPECT_EQ(count_of(text, "recoil_bounces_total"), bound);
    EXPECT_EQ(sum_of(text, "recoil_bounces_total"), all) << "the sum stays right";
    EXPECT_EQ(count_of(text, "recoil_bounce_status_total"), bound);
    EXPECT_EQ(sum_of(text, "recoil_bounce_status_total"), all);
    EXPECT_GT(value_of(text, R"(recoil_label_overflow_total{family="recoil_bounces_total"})"), 0);
}

TEST(metrics_threads, count_while_the_rules_change_and_a_scrape_reads)
{
    metrics m(options());
    const auto rules = classifier();
    m.rules(*rules, 0);
    std::vector<std::thread> threads;
    for (int t = 0; t < 3; ++t) {
        threads.emplace_back([&m] {
            const auto e = failed("ip_banned");
            for (int n = 0; n < 500; ++n)
                m.message({}, {&e, 1});
        });
    }
    for (int n = 0; n < 10; ++n) {
        m.rules(*rules, 0);
        EXPECT_LE(sum_of(m.expose({}, {}), "recoil_bounces_total"), 1500);
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(sum_of(m.expose({}, {}), "recoil_bounces_total"), 1500);
}

TEST(metrics_text, passes_the_check_of_prometheus)
{
    if (std::system("command -v promtool >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "promtool is not installed";
    metrics m(with_log());
    m.rules(*classifier(), 0);
    const auto bounce = failed("ip_banned");
    m.message({}, {&bounce, 1});
    m.session_started("lmtp");
    m.session_ended("lmtp", "ok", 1s);
    m.logged({"stdin"});
    const test::temp_folder folder;
    test::write_file(folder.file("metrics"), m.expose({}, {}));
    const std::string command =
        "promtool check metrics <" + folder.file("metrics") + " >" + folder.file("said") + " 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << test::read_file(folder.file("said"));
}

} // namespace
} // namespace recoil::sink
