// An event in which every field says something.
#pragma once

#include "event/event.hpp"

namespace recoil::test {

inline event::cause full_cause()
{
    event::cause c;
    c.category = "banned_ip";
    c.reason = "ip_banned";
    c.permanence = classify::permanence::permanent;
    c.scope = classify::scope::sending_ip;
    c.fix_owner = classify::fix_owner::sender_admin;
    c.list_action = classify::list_action::none;
    c.evidence = classify::evidence::text;
    c.rule = "m365-banned-ip";
    c.pack = "microsoft365";
    c.pack_version = "2026-11-21";
    c.blocklist = "zen.spamhaus.org";
    c.delist_url = "https://sender.office.com";
    c.vendor_code = "AS16012607";
    c.retry_after_seconds = 300;
    c.meaning = "The address is banned.";
    c.advice = "Ask for delisting.";
    c.links = {"https://example.com/a", "https://example.com/b"};
    return c;
}

inline event::record full_record()
{
    using namespace std::chrono_literals;
    const time_point now{1'795'248'000'123ms}; // 2026-11-21T08:00:00.123Z
    event::record e;
    e.id = std::string(32, 'a');
    e.message_key = std::string(32, 'b');
    e.time = now;
    e.occurred_at = now - 90s;
    e.host = "mx.example.com";
    e.source = event::source::lmtp;
    e.instance = "postfix-out3";
    e.service = "smtp";
    e.kind = dsn::kind::dsn;
    e.action = dsn::action::failed;
    e.origin = event::origin::remote;
    e.counted = true;
    e.recipient = "Jo@example.net";
    e.recipient_domain = "example.net";
    e.original_recipient = "jo@example.org";
    e.status = dsn::status_code{5, 7, 606};
    e.smtp_code = 550;
    e.diagnostic = "550 5.7.606 Access denied, banned sending IP [192.0.2.3]";
    e.stage = dsn::stage::rcpt;
    e.cause = full_cause();
    e.provider = "microsoft365";
    e.via = "ses";
    e.relay = "mx.example.net[198.51.100.7]";
    e.remote_mta = "mx.example.net";
    e.reporting_mta = "out3.example.com";
    e.sending_ip = "192.0.2.3";
    e.sending_ip_evidence = "reply";
    e.pool = "marketing";
    e.expired = false;
    e.attempts = 3;
    e.delay_seconds = 12.5;
    e.queue_id = "4ABCDEF";
    e.arrival_date = now - 120s;
    e.last_attempt_date = now - 90s;
    e.will_retry_until = now + 120h;
    e.envelope = event::envelope{"", {"bounces@example.com"}};
    e.sender = "news@example.com";
    e.sender_domain = "example.com";
    e.stream = "news";
    e.original = event::original{
        "<1@example.com>",        "news@example.com", "jo@example.org", "Hello", "Sat, 21 Nov 2026 07:58:00 +0000",
        {{"x-campaign-id", "42"}}};
    e.auth = event::authentication{"pass", "pass", "fail", "none"};
    e.complaint = event::complaint{"abuse", "192.0.2.3", "example.com"};
    e.authentic = true;
    e.authentic_by = "sending_domains";
    e.defects = {defect::status_missing, defect::nul_octet};
    return e;
}

} // namespace recoil::test
