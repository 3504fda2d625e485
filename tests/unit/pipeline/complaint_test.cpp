#include "pipeline/complaint.hpp"

#include "support/small_context.hpp"

#include <gtest/gtest.h>

namespace recoil::pipeline {

namespace {

event::record record_of(const dsn::report& report)
{
    event::record record;
    add_complaint(record, report, *test::small_context().classifier);
    return record;
}

dsn::report abuse_report()
{
    dsn::report report;
    report.kind = dsn::kind::complaint;
    report.complaint.emplace();
    report.complaint->type = "abuse";
    report.complaint->source_ip = "192.0.2.11";
    report.complaint->reported_domain = "example.com";
    return report;
}

TEST(complaint, says_what_is_complained_about)
{
    const event::record r = record_of(abuse_report());
    ASSERT_TRUE(r.complaint);
    EXPECT_EQ(r.complaint->type, "abuse");
    EXPECT_EQ(r.complaint->source_ip, "192.0.2.11");
    EXPECT_EQ(r.complaint->reported_domain, "example.com");
    EXPECT_EQ(r.provider, "other");
}

TEST(complaint, the_provider_is_who_reports)
{
    dsn::report report = abuse_report();
    report.from = "feedback@mail.protection.outlook.com";
    EXPECT_EQ(record_of(report).provider, "microsoft365");
    report.reporting_mta = "mx.example.net";
    EXPECT_EQ(record_of(report).provider, "microsoft365");
    report.from = "feedback@example.net";
    EXPECT_EQ(record_of(report).provider, "other");
    report.reporting_mta = "a.mail.protection.outlook.com";
    EXPECT_EQ(record_of(report).provider, "microsoft365");
}

TEST(complaint, other_messages_have_none)
{
    dsn::report report = abuse_report();
    report.kind = dsn::kind::dsn;
    EXPECT_FALSE(record_of(report).complaint);
    EXPECT_EQ(record_of(report).provider, "");
    report.kind = dsn::kind::complaint;
    report.complaint.reset();
    EXPECT_FALSE(record_of(report).complaint);
}

} // namespace

} // namespace recoil::pipeline
