#include "pipeline/our_side.hpp"

#include "pipeline/authenticity.hpp"
#include "support/small_context.hpp"

#include <gtest/gtest.h>

namespace recoil::pipeline {
namespace {

constexpr const char* handed_over = "from out1.example.com (out1.example.com [192.0.2.11]) by mx.example.net (Postfix)";

class our_side_test : public testing::Test {
protected:
    our_side_test() : context(test::small_context())
    {
        const std::vector<std::string> patterns{R"(^b\+(?P<stream>\w+)\+(?P<recipient>.+)@b\.example\.com$)"};
        context.return_paths = std::make_shared<const classify::return_path_patterns>(patterns);
        context.stream = stream_rule("verp", {"news", "orders"});
        context.egress = {{"192.0.2.11", "out1.example.com", "marketing"}, {"192.0.2.12", "", "bulk"}};
        report.kind = dsn::kind::dsn;
        report.original.present = true;
    }

    event::record added(const std::vector<std::string>& rcpt_to = {},
                        std::optional<event::origin> origin = event::origin::remote) const
    {
        event::record record;
        our_side(context, report, origin, authenticity(context, report, rcpt_to, {}).return_path()).add_to(record);
        return record;
    }

    pipeline::context context;
    dsn::report report;
};

TEST_F(our_side_test, the_envelope_tells_recipient_and_stream)
{
    const event::record r = added(
        {"postmaster@b.example.com", "b+news+kim=example.net@b.example.com", "b+orders+lee=example.net@b.example.com"});
    EXPECT_EQ(r.original_recipient, "kim@example.net");
    EXPECT_EQ(r.stream, "news");
}

TEST_F(our_side_test, without_an_envelope_the_original_sender_tells_them)
{
    report.original.return_path = "b+orders+lee=example.net@b.example.com";
    EXPECT_EQ(added().original_recipient, "lee@example.net");
    EXPECT_EQ(added().stream, "orders");
    report.sender = "b+news+kim=example.net@b.example.com";
    EXPECT_EQ(added().original_recipient, "kim@example.net");
    EXPECT_EQ(added({"b+orders+max=example.net@b.example.com"}).original_recipient, "max@example.net");
}

TEST_F(our_side_test, no_shape_is_guessed)
{
    EXPECT_EQ(added({"bounces+kim=example.net@example.com"}).original_recipient, "");
    EXPECT_EQ(added({"bounces+kim=example.net@example.com"}).stream, "other");
    context.return_paths = nullptr;
    context.stream = {};
    EXPECT_EQ(added({"b+news+kim=example.net@b.example.com"}).original_recipient, "");
    EXPECT_EQ(added({"b+news+kim=example.net@b.example.com"}).stream, "");
}

TEST_F(our_side_test, the_sender_is_the_best_that_is_known)
{
    report.original.from = "news@example.com";
    EXPECT_EQ(added().sender, "news@example.com");
    report.original.return_path = "bounces@b.example.com";
    EXPECT_EQ(added().sender, "bounces@b.example.com");
    report.sender = "verp@V.example.com";
    EXPECT_EQ(added().sender, "verp@V.example.com");
    EXPECT_EQ(added().sender_domain, "v.example.com");
}

TEST_F(our_side_test, the_address_that_receivers_saw)
{
    report.original.from = "news@example.com";
    report.original.received = {handed_over};
    const event::record r = added();
    EXPECT_EQ(r.sending_ip, "192.0.2.11");
    EXPECT_EQ(r.sending_ip_evidence, "received");
    EXPECT_EQ(r.pool, "marketing");
    context.egress.clear();
    EXPECT_EQ(added().sending_ip, "192.0.2.11") << "a host in the sender's domain";
    EXPECT_EQ(added().pool, "");
    EXPECT_EQ(added({}, std::nullopt).sending_ip, "192.0.2.11") << "a complaint has no origin";
}

TEST_F(our_side_test, what_our_own_mta_returns_has_seen_no_receiver)
{
    report.original.from = "news@example.com";
    report.original.received = {handed_over};
    report.reporting_mta = "out9.example.com";
    EXPECT_EQ(added({}, event::origin::session).sending_ip, "");
    report.reporting_mta = "OUT1.example.com";
    const event::record r = added({}, event::origin::session);
    EXPECT_EQ(r.sending_ip, "192.0.2.11");
    EXPECT_EQ(r.sending_ip_evidence, "egress");
    EXPECT_EQ(r.pool, "marketing");
}

TEST_F(our_side_test, the_reply_overrules_address_and_results)
{
    report.original.from = "news@example.com";
    report.original.received = {handed_over};
    report.original.authentication_results = {"mx.example.net; spf=pass; dkim=pass"};
    event::record r = added();
    EXPECT_EQ(r.auth.spf, "pass");

    classify::verdict verdict;
    verdict.captures.sending_ip = "10.0.0.9";
    const our_side side(context, report, event::origin::remote, {});
    side.add_reply(r, verdict);
    EXPECT_EQ(r.sending_ip, "192.0.2.11") << "a private address is no evidence";

    verdict.captures.sending_ip = "192.0.2.12";
    verdict.captures.spf = "permerror";
    verdict.cause.text = "550 5.7.515 Spf= Fail , Dkim= Fail";
    side.add_reply(r, verdict);
    EXPECT_EQ(r.sending_ip, "192.0.2.12");
    EXPECT_EQ(r.sending_ip_evidence, "reply");
    EXPECT_EQ(r.pool, "bulk");
    EXPECT_EQ(r.auth.spf, "permerror");
    EXPECT_EQ(r.auth.dkim, "fail");

    verdict.captures.sending_ip.clear();
    verdict.cause.text = "550 5.7.26 SPF [example.com] with ip: [198.51.100.2] = did not pass";
    side.add_reply(r, verdict);
    EXPECT_EQ(r.sending_ip, "198.51.100.2") << "stated, though no rule takes it out";

    verdict.captures.sending_ip = "198.51.100.1";
    side.add_reply(r, verdict);
    EXPECT_EQ(r.sending_ip, "198.51.100.1");
    EXPECT_EQ(r.pool, "") << "none of ours";
}

} // namespace
} // namespace recoil::pipeline
