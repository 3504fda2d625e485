#include "daemon/snapshot.hpp"

#include "classify/rule_pack.hpp"
#include "support/certificate.hpp"
#include "support/signed_address.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace recoil {
namespace {

constexpr const char* good_pack = R"(pack: site
version: 2026-01-01
rules:
  - id: site-rule
    text: ['no thanks from us']
    reason: user_unknown
    meaning: The site knows better.
    advice: Nothing.
    examples: ['550 no thanks from us']
)";

class snapshot_test : public testing::Test {
protected:
    std::string write(std::string_view name, std::string_view text)
    {
        test::write_file(folder.file(name), text);
        return folder.file(name);
    }
    static bool has_pack(const load_result& result, std::string_view name)
    {
        const auto packs = result.snapshot->context->classifier->packs();
        return std::ranges::any_of(packs, [&](const classify::pack& p) { return p.name == name; });
    }
    test::temp_folder folder;
};

TEST_F(snapshot_test, an_absent_configuration_is_all_defaults)
{
    const load_result result = load_snapshot("", {}, bad_packs::refuse);
    ASSERT_TRUE(result.snapshot);
    EXPECT_TRUE(result.problems.empty());
    EXPECT_EQ(result.snapshot->settings.listeners.at(0).address, "127.0.0.1:2424");
    EXPECT_EQ(result.snapshot->context->own_mtas, std::vector<std::string>{result.snapshot->context->host});
    EXPECT_FALSE(result.snapshot->context->host.empty());
}

TEST_F(snapshot_test, settings_reach_the_pipeline)
{
    const std::string file =
        write("recoil.yaml", "own_mtas: [out1.example.com]\n"
                             "sending_domains: [Example.COM]\n"
                             "capture: {headers: [X-Campaign-ID]}\n"
                             "egress: [{sending_ip: 192.0.2.3, pool: news}]\n"
                             "limits: {mime_depth: 7, mime_parts: 80, header_bytes: 9000, line_bytes: 600,\n"
                             "         report_recipients: 100}\n");
    const load_result result = load_snapshot(file, {}, bad_packs::refuse);
    ASSERT_TRUE(result.snapshot);
    const pipeline::context& context = *result.snapshot->context;
    EXPECT_EQ(context.own_mtas, std::vector<std::string>{"out1.example.com"});
    EXPECT_EQ(context.sending_domains, std::vector<std::string>{"example.com"});
    EXPECT_EQ(context.builder.capture, std::vector<std::string>{"x-campaign-id"});
    EXPECT_EQ(context.egress.at(0).pool, "news");
    EXPECT_EQ(context.builder.mime.depth, 7U);
    EXPECT_EQ(context.builder.mime.parts, 80U);
    EXPECT_EQ(context.builder.mime.header_bytes, 9000U);
    EXPECT_EQ(context.builder.mime.line_bytes, 600U);
    EXPECT_EQ(context.builder.recipients, 100U);
    EXPECT_EQ(context.return_paths, nullptr);
    EXPECT_EQ(context.stream.stream_of(std::nullopt, "example.com", {}), "");
}

TEST_F(snapshot_test, signing_keys_reach_the_pipeline)
{
    write("verp.key", "the key of this test\n");
    const std::string file = write("recoil.yaml", "verp:\n  keys:\n    - {file: " + folder.file("verp.key") + "}\n");
    const load_result result = load_snapshot(file, {}, bad_packs::refuse);
    ASSERT_TRUE(result.snapshot);
    const std::chrono::sys_days today{std::chrono::days(20'779)};
    const std::string address = test::sign("the key of this test", "b+kim=example.net@example.com", today);
    EXPECT_EQ(result.snapshot->context->return_path_keys->examine(address, today).state, pipeline::signature::valid);
    EXPECT_EQ(load_snapshot("", {}, bad_packs::refuse).snapshot->context->return_path_keys, nullptr);
}

TEST_F(snapshot_test, a_signing_key_that_cannot_be_read_is_a_problem_of_its_line)
{
    const std::string file = write("recoil.yaml", "verp:\n  keys:\n    - {file: " + folder.file("verp.key") + "}\n");
    const load_result result = load_snapshot(file, {}, bad_packs::leave_out);
    EXPECT_FALSE(result.snapshot);
    ASSERT_EQ(result.problems.size(), 1U);
    EXPECT_EQ(to_string(result.problems[0]),
              file + ":3: verp.keys: " + folder.file("verp.key") + " cannot be read: No such file or directory");
}

TEST_F(snapshot_test, streams_and_return_paths_reach_the_pipeline)
{
    const std::string file = write("recoil.yaml", "verp: {patterns: '^b\\+(?P<stream>\\w+)\\+(?P<recipient>.+)@'}\n"
                                                  "stream: {from: verp, values: [news]}\n");
    const load_result by_return_path = load_snapshot(file, {}, bad_packs::refuse);
    ASSERT_TRUE(by_return_path.snapshot);
    const pipeline::context& context = *by_return_path.snapshot->context;
    ASSERT_NE(context.return_paths, nullptr);
    const auto found = context.return_paths->find("b+news+kim=example.net@example.com");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->recipient, "kim@example.net");
    EXPECT_EQ(context.stream.stream_of(found, "", {}), "news");

    config::settings by_header;
    by_header.capture_headers = {"x-campaign-id"};
    by_header.stream = {"header:X-Stream", {"news"}};
    const auto captured = [&] {
        return load_snapshot(by_header, bad_packs::refuse).snapshot->context->builder.capture;
    };
    EXPECT_EQ(captured(), (std::vector<std::string>{"x-campaign-id", "x-stream"}));
    by_header.capture_headers = {"x-stream"};
    EXPECT_EQ(captured(), std::vector<std::string>{"x-stream"}) << "once";
}

TEST_F(snapshot_test, a_file_that_cannot_be_read_is_a_problem)
{
    const load_result result = load_snapshot(folder.file("absent.yaml"), {}, bad_packs::leave_out);
    EXPECT_FALSE(result.snapshot);
    ASSERT_EQ(result.problems.size(), 1U);
    EXPECT_NE(to_string(result.problems[0]).find("No such file"), std::string::npos);
}

TEST_F(snapshot_test, every_problem_of_a_configuration_is_reported)
{
    const std::string file = write("recoil.yaml", "workers: none\nlogg: {level: info}\nlimits: {sessions: -1}\n");
    const load_result result = load_snapshot(file, {}, bad_packs::leave_out);
    EXPECT_FALSE(result.snapshot);
    EXPECT_GE(result.problems.size(), 3U);
}

TEST_F(snapshot_test, a_site_pack_is_loaded_over_the_shipped_ones)
{
    write("10-site.yaml", good_pack);
    config::settings settings;
    settings.rules.extra = {folder.file("*.yaml")};
    const load_result result = load_snapshot(settings, bad_packs::refuse);
    ASSERT_TRUE(result.snapshot);
    EXPECT_TRUE(has_pack(result, "site"));
    EXPECT_EQ(result.snapshot->context->classifier->packs().size(), classify::shipped_packs().size() + 1);
}

TEST_F(snapshot_test, a_bad_site_pack_is_left_out_at_start)
{
    write("10-site.yaml", good_pack);
    write("20-bad.yaml", "pack: bad\nversion: 1\nrules: [{id: x, text: ['(?=a)']}]\n");
    config::settings settings;
    settings.rules.extra = {folder.file("*.yaml")};
    const load_result result = load_snapshot(settings, bad_packs::leave_out);
    ASSERT_TRUE(result.snapshot);
    EXPECT_TRUE(has_pack(result, "site"));
    EXPECT_FALSE(has_pack(result, "bad"));
    EXPECT_EQ(result.snapshot->pack_errors, 1U);
    EXPECT_FALSE(result.problems.empty());
}

TEST_F(snapshot_test, a_bad_site_pack_refuses_a_reload)
{
    write("20-bad.yaml", "pack: bad\nrules: nonsense\n");
    config::settings settings;
    settings.rules.extra = {folder.file("*.yaml")};
    const load_result result = load_snapshot(settings, bad_packs::refuse);
    EXPECT_FALSE(result.snapshot);
    EXPECT_FALSE(result.problems.empty());
}

TEST_F(snapshot_test, packs_replace_the_shipped_ones)
{
    config::settings settings;
    settings.rules.packs = {write("only.yaml", good_pack)};
    const load_result result = load_snapshot(settings, bad_packs::refuse);
    ASSERT_TRUE(result.snapshot);
    EXPECT_EQ(result.snapshot->context->classifier->packs().size(), 1U);
}

TEST_F(snapshot_test, a_bad_pack_that_everything_rests_on_is_never_left_out)
{
    config::settings settings;
    settings.rules.packs = {write("bad.yaml", "pack: bad\nrules: nonsense\n")};
    EXPECT_FALSE(load_snapshot(settings, bad_packs::leave_out).snapshot);
    settings.rules.packs = {folder.file("*.nothing")};
    const load_result none = load_snapshot(settings, bad_packs::leave_out);
    EXPECT_FALSE(none.snapshot);
    EXPECT_EQ(none.problems.size(), 1U);
}

TEST_F(snapshot_test, the_environment_overrules_the_file)
{
    const std::string file = write("recoil.yaml", "workers: 2\n");
    const load_result result = load_snapshot(file, {{"RECOIL_WORKERS", "3"}}, bad_packs::refuse);
    ASSERT_TRUE(result.snapshot);
    EXPECT_EQ(result.snapshot->settings.workers, 3U);
}

TEST_F(snapshot_test, only_our_variables_are_taken_from_the_process)
{
    setenv("RECOIL_LOG__LEVEL", "a=b", 1);
    const config::environment all = environment_variables();
    unsetenv("RECOIL_LOG__LEVEL");
    EXPECT_TRUE(std::ranges::all_of(all, [](const auto& v) { return v.first.starts_with("RECOIL_"); }));
    EXPECT_NE(std::ranges::find(all, std::pair<std::string, std::string>("RECOIL_LOG__LEVEL", "a=b")), all.end());
}

TEST_F(snapshot_test, names_what_needs_a_restart)
{
    const config::settings before;
    EXPECT_TRUE(restart_keys(before, before).empty());
    config::settings after;
    after.log_level = "debug";
    after.limits.sessions = 5;
    EXPECT_TRUE(restart_keys(before, after).empty());
    after.listeners.front().allow = {"127.0.0.0/8"};
    after.listeners.front().tls = {"/etc/ssl/recoil.pem", "/etc/ssl/recoil.key"};
    after.listeners.front().hostname = "mx.example.com";
    EXPECT_TRUE(restart_keys(before, after).empty()) << "the next session has them";
    after.listeners.front().mode = 0600;
    after.events.path = "elsewhere";
    after.metrics.address = "";
    after.egress.push_back({"192.0.2.1", "", "", ""});
    after.stream = {"sender_domain", {"example.com"}};
    after.sending_domains = {"example.com"};
    after.limits.metric_series = 10;
    after.workers = 2;
    EXPECT_EQ(restart_keys(before, after).size(), 8U);
}

TEST_F(snapshot_test, certificates_are_part_of_it)
{
    const test::certificate certificate("mx.example.com");
    certificate.write_certificate(folder.file("c.pem"));
    certificate.write_key(folder.file("c.key"));
    const std::string tls = "tls: {certificate: " + folder.file("c.pem") + ", key: " + folder.file("c.key") + "}";
    const std::string file = write("recoil.yaml", "listeners:\n"
                                                  "  - {protocol: lmtp, address: \"127.0.0.1:2424\", " +
                                                      tls + "}\n  - {protocol: smtp, address: \"127.0.0.1:2525\", " +
                                                      tls + "}\n  - {protocol: smtp, address: \"127.0.0.1:2526\"}\n");
    const load_result good = load_snapshot(file, {}, bad_packs::leave_out);
    ASSERT_TRUE(good.snapshot);
    const std::vector<config::listener>& listeners = good.snapshot->settings.listeners;
    EXPECT_NE(good.snapshot->certificate(listeners[0].tls), nullptr);
    EXPECT_EQ(good.snapshot->certificate(listeners[1].tls), good.snapshot->certificate(listeners[0].tls));
    EXPECT_EQ(good.snapshot->certificate(listeners[2].tls), nullptr);

    test::certificate("mx.example.com").write_key(folder.file("c.key"));
    const load_result bad = load_snapshot(file, {}, bad_packs::leave_out);
    EXPECT_FALSE(bad.snapshot);
    ASSERT_EQ(bad.problems.size(), 2U);
    EXPECT_EQ(to_string(bad.problems[1]), file + ":3: listeners[1].tls.key: \"" + folder.file("c.key") +
                                              "\" is not the key of \"" + folder.file("c.pem") + "\"");
}

TEST(snapshot, a_listener_is_known_by_protocol_and_address)
{
    snapshot now;
    config::listener opened;
    now.settings.listeners = {opened};
    now.settings.listeners[0].hostname = "mx.example.com";
    EXPECT_EQ(&now.in_force(opened), &now.settings.listeners[0]);
    opened.protocol = "smtp";
    EXPECT_EQ(&now.in_force(opened), &opened) << "it is configured no more, and goes on";
    now.settings.listeners.push_back(opened);
    now.settings.listeners.push_back(opened);
    now.settings.listeners[2].hostname = "two on one address";
    EXPECT_EQ(&now.in_force(config::listener(now.settings.listeners[2])), &now.settings.listeners[2]);
}

} // namespace
} // namespace recoil
