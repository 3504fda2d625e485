// Microsoft's replies as they arrive: with the host's tail and without, with a wrong class, without a code, nested in
// the words of the host that gave up. The worst mistake comes last: a ban that is taken for a dead address.

#include "classify/classifier.hpp"
#include "classify/rule_check.hpp"
#include "classify/rule_pack.hpp"
#include "support/kept_databases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

namespace recoil::classify {
namespace {

#define TAIL " [AB1EUR03FT011.eop-EUR03.prod.protection.outlook.com 2026-05-14T08:11:37.214Z 08DC0123456789AB]"
#define EOP "contoso-com.mail.protection.outlook.com"
#define OLC "hotmail-com.olc.protection.outlook.com"

constexpr bool keep = false;
constexpr bool suppress = true;

struct row {
    int line;
    std::string_view reply;
    std::string_view remote_mta;
    std::string_view reason;
    std::string_view provider;
    std::string_view sending_ip;
    bool suppress;
    dsn::action action = dsn::action::failed;
};

const classifier& shipped()
{
    static problems found;
    static test::kept_databases kept;
    static const std::shared_ptr<const classifier> built = classifier::build(shipped_packs(), found, {&kept});
    return *built;
}

verdict judge(std::string_view reply, std::string_view remote_mta, dsn::action action = dsn::action::failed)
{
    static std::string host; // the verdict's views may point at it
    host = remote_mta;
    return shipped().classify(failure_of({0, std::string(reply), host, {}, action}));
}

void expect(const row& r)
{
    SCOPED_TRACE(std::string(r.reply) + " (line " + std::to_string(r.line) + ")");
    const verdict v = judge(r.reply, r.remote_mta, r.action);
    EXPECT_EQ(v.reason->name, r.reason) << (v.rule ? v.rule->id : "no rule");
    EXPECT_EQ(v.provider, r.provider) << (v.rule ? v.rule->id : "no rule");
    EXPECT_EQ(v.captures.sending_ip, r.sending_ip) << (v.rule ? v.rule->id : "no rule");
    EXPECT_EQ(v.list_action(r.action) == list_action::suppress, r.suppress) << (v.rule ? v.rule->id : "no rule");
}

#define R __LINE__

TEST(Microsoft365, NamesTheBannedAddress)
{
    const row rows[] = {
        {R, "550 5.7.606 Access denied, banned sending IP [192.0.2.7]", "", "ip_banned", "microsoft365", "192.0.2.7",
         keep},
        {R, "550 5.7.606 Access denied, banned sending IP [192.0.2.7]" TAIL, EOP, "ip_banned", "microsoft365",
         "192.0.2.7", keep},
        {R, "550 5.7.649 Access denied, banned sending IP [2001:db8::7]", EOP, "ip_banned", "microsoft365",
         "2001:db8::7", keep},
        {R, "550-5.7.606 Access denied, banned sending 550 5.7.606 IP [198.51.100.9]", EOP, "ip_banned", "microsoft365",
         "198.51.100.9", keep},
        {R, "550 5.7.620 Access denied, banned sending IP 203.0.113.4. (AS16012609)", "", "ip_banned", "microsoft365",
         "203.0.113.4", keep},
        {R, "450 4.7.606 Access denied, banned sending IP [192.0.2.7]", EOP, "ip_banned", "microsoft365", "192.0.2.7",
         keep},
        {R, "550 Access denied, banned sending IP [192.0.2.7]", "", "ip_banned", "microsoft365", "192.0.2.7", keep},
        {R, "550 5.0.0 Access denied, banned sending IP [192.0.2.7]", "", "ip_banned", "microsoft365", "192.0.2.7",
         keep},
        {R, "550 5.1.1 Access denied, banned sending IP [192.0.2.7]", EOP, "ip_banned", "microsoft365", "192.0.2.7",
         keep},
        {R, "550 5.7.606", "", "ip_banned", "microsoft365", "", keep},
        {R, "550 5.7.633 Words that nobody has seen", "", "ip_banned", "microsoft365", "", keep},
        {R,
         "550 5.7.511 Access denied, banned sender[192.0.2.7]. To request removal from this list please forward this "
         "message to delist@microsoft.com. AS(1410)" TAIL,
         EOP, "ip_banned", "microsoft365", "192.0.2.7", keep},
        {R, "550 5.7.511 Access denied, banned sender", "", "ip_banned", "microsoft365", "", keep},
        {R, "550 Access denied, banned sender[2001:db8::9]", "", "ip_banned", "microsoft365", "2001:db8::9", keep},
        {R,
         "550 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using Blocklist 1, mail from IP banned; "
         "forward this message to delist@messaging.microsoft.com",
         EOP, "ip_banned", "microsoft365", "192.0.2.7", keep},
        {R, "550 5.7.1 Service unavailable, Client host [192.0.2.7] blocked using Spamhaus. (AS16012611)" TAIL, EOP,
         "ip_blocklisted", "microsoft365", "192.0.2.7", keep},
        {R, "550 5.7.1 Service unavailable, Client host [192.0.2.7] blocked using Spamhaus.", EOP, "ip_blocklisted",
         "microsoft365", "192.0.2.7", keep},
        {R, "451 4.7.850 Access denied, please try again later", "", "ip_reputation", "microsoft365", "", keep},
        {R, "451 4.7.899 Something new", EOP, "ip_reputation", "microsoft365", "", keep},
    };
    std::ranges::for_each(rows, expect);
}

TEST(Microsoft365, KeepsTheConsumerServiceApart)
{
    const row rows[] = {
        {R,
         "550 5.7.1 Unfortunately, messages from [192.0.2.7] weren't sent. Please contact your Internet service "
         "provider since part of their network is on our block list (S3150)." TAIL,
         OLC, "ip_banned", "outlook", "192.0.2.7", keep},
        {R,
         "550 5.7.1 Unfortunately, messages from [192.0.2.7] weren't sent. Please contact your Internet service "
         "provider since part of their network is on our block list (S3140)." TAIL,
         "", "ip_banned", "outlook", "192.0.2.7", keep},
        {R,
         "550 5.7.1 Unfortunately, messages from [192.0.2.7] weren't sent. Part of their network is on our block list "
         "(AS3150).",
         "", "ip_banned", "outlook", "192.0.2.7", keep},
        {R,
         "550 SC-001 (BAY004-MC1F24) Unfortunately, messages from 192.0.2.7 weren't sent, since part of their network "
         "is on our block list.",
         "mx4.hotmail.com", "ip_banned", "outlook", "192.0.2.7", keep},
        {R, "550 Messages from [2001:db8::5] refused (S3140)", "", "ip_banned", "outlook", "2001:db8::5", keep},
        {R,
         "451 4.7.650 The mail server [192.0.2.7] has been temporarily rate limited due to IP reputation. See "
         "https://postmaster.live.com (S775)" TAIL,
         OLC, "ip_reputation", "outlook", "192.0.2.7", keep},
        {R, "451 4.7.651 The mail server [192.0.2.7] has been temporarily rate limited due to IP reputation.", "",
         "ip_reputation", "outlook", "192.0.2.7", keep},
        {R, "550 4.7.650 The mail server [192.0.2.7] has been temporarily rate limited due to IP reputation. (S843)",
         OLC, "ip_reputation", "outlook", "192.0.2.7", keep},
        {R, "451 4.7.650", "", "ip_reputation", "outlook", "", keep},
        {R, "451 4.7.652 The mail server [192.0.2.7] has exceeded the maximum number of connections. (S3115)", OLC,
         "too_many_connections", "outlook", "192.0.2.7", keep},
        {R, "421 4.7.0 The mail server [192.0.2.7] has exceeded maximum number of messages per connection.", OLC,
         "rate_limited", "outlook", "192.0.2.7", keep},
        {R, "421 RP-001 The mail server IP connecting to Outlook.com server has exceeded the rate limit allowed.", "",
         "ip_reputation", "outlook", "", keep},
        {R,
         "550 SC-003 Mail rejected by Outlook.com for policy reasons. Your IP address appears to be an open "
         "proxy/relay.",
         OLC, "ip_banned", "outlook", "", keep},
        {R, "550 SC-001 Mail rejected by Outlook.com for policy reasons.", OLC, "spam", "outlook", "", keep},
        {R, "550 OU-001 Mail rejected by Outlook.com for policy reasons.", OLC, "ip_blocklisted", "outlook", "", keep},
        {R, "550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)." TAIL, OLC, "user_unknown",
         "outlook", "", suppress},
        {R, "550 5.5.0 Requested action not taken: mailbox unavailable", "", "user_unknown", "outlook", "", suppress},
        {R, "550 Requested action not taken: mailbox unavailable", OLC, "user_unknown", "outlook", "", suppress},
        {R,
         "550 5.7.515 Access denied, sending domain EXAMPLE.COM does not meet the required authentication level." TAIL,
         OLC, "unauthenticated", "outlook", "", keep},
        {R, "550 5.7.606 Access denied, banned sending IP [192.0.2.7]", OLC, "ip_banned", "outlook", "192.0.2.7", keep},
    };
    std::ranges::for_each(rows, expect);
}

TEST(Microsoft365, DecidesByNumberWhereTheWordsAreTheSame)
{
    const row rows[] = {
        {R, "550 5.7.502 Access denied, banned sender", "", "account_banned", "microsoft365", "", keep},
        {R, "550 5.7.503 Access denied, banned sender" TAIL, EOP, "account_banned", "microsoft365", "", keep},
        {R, "550 5.7.511 Access denied, banned sender", EOP, "ip_banned", "microsoft365", "", keep},
        {R, "550 5.7.800 Access denied, banned sender", EOP, "domain_blocklisted", "microsoft365", "", keep},
        {R, "550 Access denied, banned sender", EOP, "account_banned", "microsoft365", "", keep},
        {R, "451 4.7.500 Access denied, please try again later", "", "rate_limited", "microsoft365", "", keep},
        {R, "451 4.7.699 Access denied, please try again later", EOP, "rate_limited", "microsoft365", "", keep},
        {R, "451 4.7.850 Access denied, please try again later", EOP, "ip_reputation", "microsoft365", "", keep},
        {R, "451 Access denied, please try again later", EOP, "rate_limited", "microsoft365", "", keep},
        {R, "451 5.7.500 Access denied (AS1234567)", "", "rate_limited", "microsoft365", "", keep},
        {R, "550 5.7.605 Access denied", "", "rate_limited", "microsoft365", "", keep},
        {R, "550 5.7.501", "", "account_banned", "microsoft365", "", keep},
        {R, "550 5.7.506 Access Denied, Bad HELO", EOP, "bad_helo", "microsoft365", "", keep},
        {R, "550 5.7.507 Access denied, rejected by recipient", EOP, "ip_blocked_by_recipient", "microsoft365", "",
         keep},
        {R, "550 5.7.508 Access denied, [2001:db8::5] has exceeded permitted limits within /64 range", EOP,
         "rate_limited", "microsoft365", "2001:db8::5", keep},
        {R, "550 5.7.510 Access denied, [contoso.com] does not accept email over IPv6", EOP, "ipv6_refused",
         "microsoft365", "", keep},
        {R, "550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant", EOP, "header_invalid",
         "microsoft365", "", keep},
        {R,
         "550 5.7.513 Service unavailable, Client host [192.0.2.7] blocked by contoso.com using Customer Block list "
         "(AS16012607)" TAIL,
         EOP, "ip_blocked_by_recipient", "microsoft365", "192.0.2.7", keep},
        {R, "550 5.7.520 Access denied, Your organization does not allow external forwarding. AS(7555)", EOP, "policy",
         "microsoft365", "", keep},
        {R,
         "550 5.7.703 Your message can't be delivered because messages to pat@contoso.com are blocked by your "
         "organization using Tenant Allow Block List.",
         "", "policy", "microsoft365", "", keep},
        {R, "550 5.7.705 Access denied, tenant has exceeded threshold", "", "tenant_banned", "microsoft365", "", keep},
        {R, "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP. AS(7230)", EOP,
         "tenant_banned", "microsoft365", "", keep},
        {R, "550 5.7.744 Service unavailable", "", "tenant_banned", "microsoft365", "", keep},
        {R, "550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains", "",
         "tenant_banned", "microsoft365", "", keep},
        {R, "550 5.1.8 Access denied, bad outbound sender AS(42003)", "", "account_banned", "microsoft365", "", keep},
    };
    std::ranges::for_each(rows, expect);
}

TEST(Microsoft365, DecidesByWordsWhereTheNumberIsTheSame)
{
    const row rows[] = {
        {R, "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)" TAIL, EOP, "user_unknown",
         "microsoft365", "", suppress},
        {R, "550 5.4.1 Recipient address rejected: Access denied", "", "user_unknown", "microsoft365", "", suppress},
        {R, "550 5.4.1 [lee@contoso.com]: Recipient address rejected: Access denied" TAIL, "", "user_unknown",
         "microsoft365", "", suppress},
        {R, "550 5.4.1 All recipient addresses rejected : Access denied", EOP, "user_unknown", "microsoft365", "",
         suppress},
        {R, "550 5.4.1 Access denied", EOP, "user_unknown", "microsoft365", "", suppress},
        {R, "550 5.4.1 Relay Access Denied" TAIL, EOP, "relaying_denied", "microsoft365", "", keep},
        {R, "550 5.4.1 Access denied because of rule 12", EOP, "recipient_rule", "microsoft365", "", keep},
        {R, "550 5.7.504 [lee@contoso.com]: Recipient address rejected: Access denied", EOP, "user_unknown",
         "microsoft365", "", suppress},
        {R, "550 5.7.505 Access denied, banned recipient", EOP, "mailbox_disabled", "microsoft365", "", suppress},
        {R, "554 5.7.1 <lee@example.com>: Recipient address rejected: Access denied", "mx.example.com", "policy",
         "postfix", "", keep},
        {R, "550 Recipient address rejected: Access denied", "mx.example.com", "policy", "postfix", "", keep},
        {R, "550 5.7.1 Delivery not authorized, message refused", EOP, "restricted_recipient", "microsoft365", "",
         keep},
        {R, "550 5.7.1 Sender lacks permission for restricted group", EOP, "restricted_recipient", "microsoft365", "",
         keep},
        {R, "550 5.7.1 Unable to relay", EOP, "relaying_denied", "microsoft365", "", keep},
        {R, "530 5.7.1 Client was not authenticated", "", "smtp_auth_required", "exchange_onprem", "", keep},
        {R, "530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM",
         "smtp.office365.com", "smtp_auth_required", "microsoft365", "", keep},
        {R, "550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy", EOP,
         "recipient_rule", "microsoft365", "", keep},
        {R, "550 5.7.1 Message rejected as spam by Content Filtering.", "", "spam", "exchange_onprem", "", keep},
        {R, "550 5.7.64 TenantAttribution; Relay Access Denied SMTP. ATTR36" TAIL, EOP, "relaying_denied",
         "microsoft365", "", keep},
        {R, "550 5.7.51 TenantInboundAttribution; There is a partner connector configured", EOP,
         "ip_blocked_by_recipient", "microsoft365", "", keep},
        {R, "550 5.2.2 Submission quota exceeded", EOP, "sender_quota", "microsoft365", "", keep},
        {R, "552 5.2.2 The recipient's mailbox is full", EOP, "mailbox_full", "microsoft365", "", keep},
        {R, "550 5.1.1 Mailbox full", EOP, "mailbox_full", "microsoft365", "", keep},
        {R, "450 4.7.3 Organization queue quota exceeded.", EOP, "rate_limited", "microsoft365", "", keep},
        {R, "550 5.1.0 Sender denied", EOP, "address_syntax", "microsoft365", "", keep},
        {R, "554 5.1.0 Sender denied", EOP, "sender_rejected", "microsoft365", "", keep},
        {R, "550 5.1.0 RESOLVER.ADR.InvalidInSmtp; encapsulated INVALID address inside SMTP address", "",
         "address_syntax", "exchange_onprem", "", suppress},
        {R, "550 5.1.0 192.0.2.7 is not allowed to send from <contoso.com> per its SPF Record", EOP, "spf",
         "microsoft365", "192.0.2.7", keep},
        {R, "550 5.0.350 Generic error", "", "unknown", "microsoft365", "", keep},
        {R, "550 5.0.350 x-dg-ref header is too long", "", "header_invalid", "microsoft365", "", keep},
        {R, "550 5.0.350 Requested action not taken: policy violation detected (AS345)", "", "attachment",
         "microsoft365", "", keep},
        {R, "550 5.5.0 Requested action not taken: policy violation detected (AS345)", "", "attachment", "microsoft365",
         "", keep},
    };
    std::ranges::for_each(rows, expect);
}

TEST(Microsoft365, KnowsDeadAddressesFromStaleOnes)
{
    const row rows[] = {
        {R, "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient lee@contoso.com not found by SMTP address lookup", "",
         "user_unknown", "microsoft365", "", suppress},
        {R, "550 5.1.10 Recipient not found", "", "user_unknown", "microsoft365", "", suppress},
        {R, "556 5.1.10 Recipient address has null MX", "mx.example.com", "null_mx", "other", "", suppress},
        {R, "550 5.1.1 RESOLVER.ADR.RecipNotFound; not found", "", "user_unknown", "exchange_onprem", "", suppress},
        {R, "#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##", "", "user_unknown", "exchange_onprem", "", suppress},
        {R, "#< #5.1.1 smtp; 550 5.1.1 RESOLVER.ADR.RecipNotFound; not found> #SMTP#", "", "user_unknown",
         "exchange_onprem", "", suppress},
        {R, "550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found", "", "user_unknown", "exchange_onprem", "", keep},
        {R, "MSEXCH:IMS:CONTOSO:EUROPE:MAIL1 0 (000C05A6) Unknown Recipient", "", "user_unknown", "exchange_onprem", "",
         suppress},
        {R, "550 5.1.1 Bad destination mailbox address", EOP, "user_unknown", "microsoft365", "", suppress},
        {R, "550 5.1.10 Recipient not found", EOP, "user_unknown", "microsoft365", "", keep, dsn::action::delayed},
        {R, "550 5.1.77 Not delivered", EOP, "user_unknown", "microsoft365", "", keep},
        {R,
         "550 5.4.310 DNS domain contoso.invalid does not exist [Message=InfoDomainNonexistent] "
         "[LastAttemptedServerName=contoso.invalid]",
         "", "domain_unknown", "microsoft365", "", suppress},
        // Said for the moment only: nothing is proven yet.
        {R, "450 4.4.312 DNS query failed [Message=InfoDomainNonexistent]", "", "domain_unknown", "microsoft365", "",
         keep},
        {R,
         "451 4.4.4 Mail received as unauthenticated, incoming to a recipient domain configured in a hosted tenant "
         "which has no mail-enabled subscriptions. ATTR5",
         EOP, "domain_unknown", "microsoft365", "", keep},
        {R,
         "550 5.1.351 Remote server returned unknown recipient or mailbox unavailable -> 550 5.1.1 <lee@example.com>: "
         "User unknown",
         "", "user_unknown", "other", "", suppress},
        {R, "550 5.1.351 Remote server returned unknown recipient or mailbox unavailable", "", "user_unknown",
         "microsoft365", "", keep},
        {R, "550 5.2.1 STOREDRV.Deliver.Exception:AccountDisabledException; Failed to process message", "",
         "mailbox_disabled", "exchange_onprem", "", suppress},
        {R, "550 5.2.2 STOREDRV.Deliver: mailbox full. MapiExceptionShutoffQuotaExceeded:16.18969", "", "mailbox_full",
         "exchange_onprem", "", keep},
    };
    std::ranges::for_each(rows, expect);
}

TEST(Microsoft365, KnowsPermissionsQuotasAndIdentity)
{
    const row rows[] = {
        {R, "550 5.7.12 Sender was not authenticated by organization", EOP, "restricted_recipient", "microsoft365", "",
         keep},
        {R, "550 5.7.124 Sender not in allowed-senders list", "", "restricted_recipient", "microsoft365", "", keep},
        {R, "550 5.7.129 RESOLVER.RST.RestrictedToRecipientsPermission; not authorized", "", "restricted_recipient",
         "microsoft365", "", keep},
        {R, "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required", "",
         "restricted_recipient", "microsoft365", "", keep},
        {R, "550 5.7.134 RESOLVER.RST.SenderNotAuthenticatedForMailbox; authentication required", "",
         "restricted_recipient", "microsoft365", "", keep},
        {R, "550 5.7.135 Sender was not authenticated for public folder", "", "restricted_recipient", "microsoft365",
         "", keep},
        {R, "550 5.7.136 Sender was not authenticated", "", "restricted_recipient", "microsoft365", "", keep},
        {R, "550 5.7.13 Refused", EOP, "restricted_recipient", "microsoft365", "", keep},
        {R, "550 5.7.1 RESOLVER.RST.AuthRequired; authentication required", "", "restricted_recipient",
         "exchange_onprem", "", keep},
        {R, "550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient", "", "too_large",
         "exchange_onprem", "", keep},
        {R, "550 5.7.60 SMTP; Client does not have permissions to send as this sender", "smtp.office365.com",
         "from_not_owned", "microsoft365", "", keep},
        {R, "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients", "",
         "sender_quota", "microsoft365", "", keep},
        {R, "550 5.7.232 Your message can't be sent because your trial tenant has exceeded its daily limit", "",
         "sender_quota", "microsoft365", "", keep},
        {R, "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message", "",
         "sender_quota", "exchange_onprem", "", keep},
        {R,
         "554 5.2.121 The sender has exceeded the limit for the number of messages they can send to this recipient per "
         "hour.",
         EOP, "recipient_rate_limited", "microsoft365", "", keep},
        {R, "432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded", "", "recipient_rate_limited",
         "exchange_onprem", "", keep, dsn::action::delayed},
        {R, "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded", "smtp.office365.com", "rate_limited",
         "microsoft365", "", keep},
        {R, "452 4.5.3 Too many recipients (AS780090)" TAIL, EOP, "too_many_recipients", "microsoft365", "", keep},
        {R,
         "450 4.7.26 Access denied, a message sent over IPv6 [2001:db8::5] must pass either SPF or DKIM validation, "
         "this message is not signed",
         EOP, "unauthenticated", "microsoft365", "2001:db8::5", keep},
        {R, "550 5.7.25 Access denied, the sending IPv6 address [2001:db8::5] must have a reverse DNS record", EOP,
         "reverse_dns", "microsoft365", "2001:db8::5", keep},
        {R,
         "550 5.7.509 Access denied, sending domain [example.com] does not pass DMARC verification and has a DMARC "
         "policy of reject.",
         EOP, "dmarc", "microsoft365", "", keep},
        {R,
         "550 5.7.23 The message was rejected because of Sender Policy Framework violation -> 550 5.7.1 SPF check "
         "failed",
         "", "spf", "other", "", keep},
        {R, "550 5.1.20 Multiple From addresses are not allowed without Sender address", "", "header_invalid",
         "microsoft365", "", keep},
        {R, "550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds", "", "syntax",
         "exchange_onprem", "", keep},
        {R, "451 4.7.0 Temporary server error. Please try again later. PRX6" TAIL, EOP, "server_error", "microsoft365",
         "", keep},
        {R, "421 4.3.2 The maximum number of concurrent connections per resource forest has exceeded a limit. PRX8",
         EOP, "too_many_connections", "microsoft365", "", keep},
    };
    std::ranges::for_each(rows, expect);
}

TEST(Microsoft365, FindsTheInnermostCause)
{
    const row rows[] = {
        {R,
         "550 5.4.300 Message expired -> 450 4.4.316 Connection refused [Message=Socket error code 10061] "
         "[LastAttemptedIP=203.0.113.25:25]",
         "", "connection_refused", "microsoft365", "", keep},
        {R, "550 5.4.300 Message expired -> 451 4.7.850 Access denied, please try again later", "", "ip_reputation",
         "microsoft365", "", keep},
        {R, "550 5.4.300 Message expired -> 550 5.7.620 Rejected for policy reasons", "", "ip_banned", "microsoft365",
         "", keep},
        {R, "550 5.4.300 Message expired -> 452 4.2.2 The recipient's inbox is out of storage space", OLC,
         "mailbox_full", "outlook", "", keep},
        {R, "550 5.4.300 Message expired -> 421 4.4.2 Connection dropped due to SocketError", "", "connection_lost",
         "microsoft365", "", keep},
        {R, "550 5.4.300 Message expired", "", "expired", "microsoft365", "", keep},
        {R, "550 4.4.7 QUEUE.Expired; message expired", "", "expired", "exchange_onprem", "", keep},
        {R, "400 4.4.7 Message delayed", EOP, "expired", "microsoft365", "", keep, dsn::action::delayed},
        {R, "550 5.4.312 Message expired, DNS query failed(ErrorRetry)", "", "dns_failure", "microsoft365", "", keep},
        {R, "550 5.4.315 Message expired, connection timed out(SocketError: TimedOut)", "", "connection_timeout",
         "microsoft365", "", keep},
        {R, "550 5.4.316 Message expired, connection refused(Socket error code 10061)", "", "connection_refused",
         "microsoft365", "", keep},
        {R, "550 5.4.317 Message expired, cannot connect to remote server(SubjectMismatch)", "", "certificate",
         "microsoft365", "", keep},
        {R,
         "450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail] "
         "[LastAttemptedServerName=mx.contoso.com]",
         "", "starttls_required", "microsoft365", "", keep},
        {R, "450 4.4.317 Cannot connect to remote server [Message=UntrustedRoot]", "", "certificate", "microsoft365",
         "", keep, dsn::action::delayed},
        {R, "450 4.4.317 Cannot connect to remote server", "", "connection_lost", "microsoft365", "", keep},
        {R, "550 5.4.318 Message expired, connection was closed abruptly(SuspiciousRemoteServerError)", "",
         "connection_lost", "microsoft365", "", keep},
        {R,
         "[{LRT=5/14/2026 8:11:37 AM};{LED=450 4.4.315 Connection timed out [Message=Socket error code "
         "10060]};{MSG=};{FQDN=mx.contoso.com};{IP=203.0.113.25}]",
         "", "connection_timeout", "microsoft365", "", keep},
        {R,
         "441 4.4.1 Error encountered while communicating with primary target IP address: \"Failed to connect. Winsock "
         "error code: 10061, Win32 error code: 10061.\"",
         "", "connection_refused", "microsoft365", "", keep},
        {R, "451 4.4.8 MX hosts of contoso.com failed MTA-STS validation", "", "mta_sts", "microsoft365", "", keep},
        {R, "550 5.7.323 tlsa-invalid: The domain failed DANE validation.", "", "dane", "microsoft365", "", keep},
        {R, "550 5.7.367 Remote server returned not permitted to relay -> 550 5.7.1 Relaying denied", "",
         "relaying_denied", "other", "", keep},
        {R, "550 5.7.350 Remote server returned message detected as spam -> 554 5.7.1 QX7", "", "spam", "microsoft365",
         "", keep},
        {R, "mail.contoso.com #<exchange.contoso.com #5.7.1 smtp;530 5.7.1 Client was not authenticated> #SMTP#", "",
         "smtp_auth_required", "exchange_onprem", "", keep},
        {R,
         "550 5.1.351 Remote server returned unknown recipient or mailbox unavailable -> 550 5.7.1 Client host "
         "[192.0.2.7] blocked using zen.spamhaus.org",
         "", "ip_blocklisted", "other", "192.0.2.7", keep},
        {R, "554 5.4.14 Hop count exceeded - possible mail loop ATTR34" TAIL, EOP, "routing_loop", "microsoft365", "",
         keep},
        {R, "554 5.4.6 Hop count exceeded - possible mail loop", "", "routing_loop", "exchange_onprem", "", keep},
    };
    std::ranges::for_each(rows, expect);
}

TEST(Microsoft365, LeavesOtherHostsTheirWords)
{
    const row rows[] = {
        {R, "554 <lee@example.com>: Relay access denied", "", "relaying_denied", "postfix", "", keep},
        {R, "550 5.7.1 Unable to relay", "mx.example.com", "relaying_denied", "other", "", keep},
        {R, "552 5.2.2 <lee@contoso.onmicrosoft.com>: mailbox over quota", "", "mailbox_full", "other", "", keep},
        {R, "550 5.1.0 Sender denied", "mx.example.com", "sender_rejected", "other", "", keep},
        {R, "550 5.4.1 No answer from host", "mx.example.com", "connection_timeout", "other", "", keep},
        {R, "550 5.7.13 User account disabled", "mx.example.com", "mailbox_disabled", "other", "", suppress},
        {R, "550 5.1.8 Sender domain must resolve", "mx.example.com", "sender_unverifiable", "other", "", keep},
        {R, "550 5.7.1 host 192.0.2.7 (AS16276) is not welcome", "mx.example.com", "policy", "other", "", keep},
        {R, "550 5.7.1 <db5.outbound.protection.outlook.com[192.0.2.7]>: Client host rejected: Access denied",
         "mx.example.com", "ip_banned", "postfix", "192.0.2.7", keep},
    };
    std::ranges::for_each(rows, expect);
}

TEST(Microsoft365, TakesTheVendorsNumberAndNamesTheDoor)
{
    const verdict banned = judge("550 5.7.606 Access denied, banned sending IP [192.0.2.7] AS(16012609)" TAIL, EOP);
    EXPECT_EQ(banned.captures.vendor_code, "AS16012609");
    EXPECT_EQ(banned.captures.delist_url, "https://sender.office.com");
    EXPECT_EQ(banned.evidence, evidence::token);

    const verdict listed = judge("550 5.7.1 Client host [192.0.2.7] blocked using Spamhaus. (AS16012611)", EOP);
    EXPECT_EQ(listed.captures.vendor_code, "AS16012611");
    EXPECT_EQ(listed.captures.blocklist, "Spamhaus");

    const verdict consumer = judge("550 5.7.1 part of their network is on our block list (S77719)." TAIL, OLC);
    EXPECT_EQ(consumer.captures.vendor_code, "S77719");
    EXPECT_EQ(consumer.captures.delist_url, "https://olcsupport.office.com/");

    EXPECT_EQ(judge("550 SPF MAIL FROM check failed (PermError)", OLC).captures.spf, "permerror");
}

TEST(Microsoft365, NeverTakesTheOtherSidesAddressForOurs)
{
    for (const std::string_view reply :
         {"450 4.4.316 Connection refused [LastAttemptedServerName=mx.contoso.com] [LastAttemptedIP=203.0.113.25:25]",
          "550 5.4.315 Message expired, connection timed out [LastAttemptedIP=[2001:db8::25]:25]"})
        EXPECT_EQ(judge(reply, "").captures.sending_ip, "") << reply;
}

// Whatever code a gateway puts before the words of a ban: it stays one, and asks nobody to drop the address.
TEST(Microsoft365, NoBanSuppresses)
{
    constexpr std::string_view bans[] = {
        "Access denied, banned sending IP [192.0.2.7]",
        "Access denied, banned sender[192.0.2.7]",
        "Service unavailable, Client host [192.0.2.7] blocked using Spamhaus. (AS16012611)",
        "Service unavailable, MailFrom domain is listed in Spamhaus. (S8002)",
        "Unfortunately, messages from [192.0.2.7] weren't sent, part of their network is on our block list (S3150).",
        "The mail server [192.0.2.7] has been temporarily rate limited due to IP reputation.",
        "Access denied, bad outbound sender AS(42003)",
        "Access denied, spam abuse detected",
        "Access denied, tenant has exceeded threshold",
        "Access denied, traffic not accepted from this IP",
    };
    constexpr std::string_view codes[] = {"550 ",        "550 5.0.0 ", "550 5.1.0 ", "550 5.1.1 ", "550 5.1.2 ",
                                          "550 5.1.10 ", "550 5.2.1 ", "550 5.4.1 ", "550 5.5.0 ", "450 4.1.1 "};
    for (const std::string_view ban : bans) {
        for (const std::string_view code : codes) {
            for (const std::string_view host : {EOP, OLC, "mx.example.com", ""}) {
                const verdict v = judge(std::string(code) + std::string(ban), host);
                EXPECT_TRUE(v.reason->category.starts_with("banned_")) << code << ban << ": " << v.reason->name;
                EXPECT_NE(v.list_action(dsn::action::failed), list_action::suppress) << code << ban;
            }
        }
    }
}

// Every number that is Microsoft's own for a ban or a pause, in words that nobody has seen.
TEST(Microsoft365, NoPrivateBanNumberSuppresses)
{
    for (int detail = 500; detail <= 899; ++detail) {
        if (detail == 504 || detail == 505) // a recipient that is not valid, and one that is banned
            continue;
        for (const std::string klass : {"550 5.7.", "451 4.7."}) {
            const verdict v = judge(klass + std::to_string(detail) + " Refused in words that nobody has seen", EOP);
            EXPECT_NE(v.list_action(dsn::action::failed), list_action::suppress) << klass << detail;
            if (detail >= 606 && detail <= 649 && klass.starts_with("550")) {
                EXPECT_EQ(v.reason->name, "ip_banned") << detail;
            }
        }
    }
}

} // namespace
} // namespace recoil::classify
