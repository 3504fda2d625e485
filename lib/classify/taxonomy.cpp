#include "classify/taxonomy.hpp"

#include <algorithm>
#include <array>

namespace recoil::classify {

namespace {

constexpr reason reason_table[] = {
    {"user_unknown", "bad_address", permanence::permanent, scope::recipient, fix_owner::sender, true,
     "No such mailbox at an existing domain."},
    {"domain_unknown", "bad_address", permanence::permanent, scope::recipient_domain, fix_owner::sender, true,
     "The domain does not exist or has no mail host."},
    {"null_mx", "bad_address", permanence::permanent, scope::recipient_domain, fix_owner::sender, true,
     "The domain says that it takes no mail (RFC 7505, 521, 556)."},
    {"mailbox_disabled", "bad_address", permanence::permanent, scope::recipient, fix_owner::recipient, true,
     "The mailbox exists but is disabled, suspended, inactive or closed."},
    {"mailbox_moved", "bad_address", permanence::permanent, scope::recipient, fix_owner::sender, true,
     "The recipient has moved to another address."},
    {"address_syntax", "bad_address", permanence::permanent, scope::recipient, fix_owner::sender, true,
     "The address is malformed."},
    {"mailbox_full", "mailbox_full", permanence::temporary, scope::recipient, fix_owner::recipient, false,
     "The recipient is over quota."},
    {"rate_limited", "throttled", permanence::temporary, scope::session, fix_owner::sender_admin, false,
     "We send too fast or too much, or the receiver defers for load or volume; no reputation is blamed."},
    {"recipient_rate_limited", "throttled", permanence::temporary, scope::recipient, fix_owner::sender, false,
     "One recipient gets mail faster than it may (5.2.121, 5.2.122, 4.3.2 thread limit)."},
    {"sender_quota", "throttled", permanence::temporary, scope::sender, fix_owner::sender_admin, false,
     "Our own relay, tenant or account reached its sending quota (5.1.90, 5.2.2, 5.7.232/233); often a compromise."},
    {"too_many_connections", "throttled", permanence::temporary, scope::session, fix_owner::sender_admin, false,
     "Too many connections at once from us."},
    {"too_many_recipients", "throttled", permanence::temporary, scope::message, fix_owner::sender_admin, false,
     "Too many recipients in one message or session."},
    {"greylisted", "throttled", permanence::temporary, scope::session, fix_owner::sender_admin, false,
     "Greylisting; nothing to do."},
    {"spf", "auth_failure", permanence::permanent, scope::sender_domain, fix_owner::sender_admin, false,
     "SPF failed (fail, PermError or TempError; the event's auth.spf says which)."},
    {"dkim", "auth_failure", permanence::permanent, scope::sender_domain, fix_owner::sender_admin, false,
     "DKIM failed."},
    {"dmarc", "auth_failure", permanence::permanent, scope::sender_domain, fix_owner::sender_admin, false,
     "DMARC failed."},
    {"unauthenticated", "auth_failure", permanence::permanent, scope::sender_domain, fix_owner::sender_admin, false,
     "The message has neither SPF nor DKIM where one is required, or the reply names both."},
    {"reverse_dns", "auth_failure", permanence::permanent, scope::sending_ip, fix_owner::sender_admin, false,
     "The sending IP has no or no matching PTR."},
    {"bad_helo", "auth_failure", permanence::permanent, scope::sending_ip, fix_owner::sender_admin, false,
     "HELO/EHLO name refused."},
    {"sender_unverifiable", "auth_failure", permanence::permanent, scope::sender_domain, fix_owner::sender_admin, false,
     "The MAIL FROM address or domain could not be verified: it does not resolve, cannot take a bounce, or a callout "
     "failed."},
    {"ip_banned", "banned_ip", permanence::permanent, scope::sending_ip, fix_owner::sender_admin, false,
     "The mail provider itself bans the sending IP or range (5.7.511, 5.7.606-649, S3140, T-Online)."},
    {"ip_blocklisted", "banned_ip", permanence::permanent, scope::sending_ip, fix_owner::sender_admin, false,
     "A third party's blocklist (DNSBL) names the sending IP."},
    {"ip_reputation", "banned_ip", permanence::temporary, scope::sending_ip, fix_owner::sender_admin, false,
     "Refused or deferred for the IP's reputation or for spam from it, without a named list (4.7.850-899, RP-001)."},
    {"account_banned", "banned_sender", permanence::permanent, scope::sender, fix_owner::sender_admin, false,
     "The sending account is blocked for spam or compromise (5.1.8, 5.7.501-503)."},
    {"tenant_banned", "banned_sender", permanence::permanent, scope::sender, fix_owner::sender_admin, false,
     "The sending tenant or customer is blocked (5.7.705, 5.7.708, 5.7.750)."},
    {"domain_blocklisted", "banned_sender", permanence::permanent, scope::sender_domain, fix_owner::sender_admin, false,
     "The sending, From or HELO domain is on a blocklist (5.7.800)."},
    {"domain_reputation", "banned_sender", permanence::permanent, scope::sender_domain, fix_owner::sender_admin, false,
     "The sending domain's reputation is bad."},
    {"spam", "content_rejected", permanence::permanent, scope::message, fix_owner::sender_admin, false,
     "Judged spam; the reply does not say whether for content or reputation."},
    {"virus", "content_rejected", permanence::permanent, scope::message, fix_owner::sender_admin, false,
     "Malware was found."},
    {"url_blocklisted", "content_rejected", permanence::permanent, scope::message, fix_owner::sender_admin, false,
     "A link in the message is on a blocklist."},
    {"attachment", "content_rejected", permanence::permanent, scope::message, fix_owner::sender, false,
     "An attachment's type or name is refused."},
    {"policy", "policy_rejected", permanence::permanent, scope::message, fix_owner::recipient_admin, false,
     "A policy or 'access denied', and the text says no more than that."},
    {"recipient_rule", "policy_rejected", permanence::permanent, scope::message, fix_owner::recipient_admin, false,
     "A transport rule or filter of the receiving organisation."},
    {"recipient_blocked_sender", "policy_rejected", permanence::permanent, scope::recipient, fix_owner::recipient,
     false, "This recipient or its organisation blocks this sender address or domain; treat as an unsubscribe."},
    {"ip_blocked_by_recipient", "policy_rejected", permanence::permanent, scope::sending_ip, fix_owner::recipient_admin,
     false, "One receiving organisation's private list names our IP (5.7.507, 5.7.513); no delisting portal helps."},
    {"sender_rejected", "policy_rejected", permanence::permanent, scope::sender, fix_owner::recipient_admin, false,
     "The receiver refuses this sender address, and says no more than that."},
    {"geo_blocked", "policy_rejected", permanence::permanent, scope::sending_ip, fix_owner::recipient_admin, false,
     "Refused by country or network of origin."},
    {"ipv6_refused", "policy_rejected", permanence::permanent, scope::sending_ip, fix_owner::sender_admin, false,
     "The receiver takes no mail over IPv6 (5.7.510)."},
    {"suppressed", "policy_rejected", permanence::permanent, scope::recipient, fix_owner::sender_admin, false,
     "A relay on our side did not try, since the address is on its suppression list."},
    {"relaying_denied", "not_authorized", permanence::permanent, scope::recipient_domain, fix_owner::recipient_admin,
     false, "The host does not relay for us, or takes no mail for that domain."},
    {"restricted_recipient", "not_authorized", permanence::permanent, scope::sender, fix_owner::recipient_admin, false,
     "Only some senders may write to this recipient (5.7.12, 5.7.124, 5.7.133-136)."},
    {"smtp_auth_required", "not_authorized", permanence::permanent, scope::session, fix_owner::sender_admin, false,
     "We must log in first (530 5.7.1, 5.7.57)."},
    {"from_not_owned", "not_authorized", permanence::permanent, scope::sender, fix_owner::sender, false,
     "The account may not send as this From or MAIL FROM address."},
    {"starttls_required", "tls_failure", permanence::temporary, scope::session, fix_owner::recipient_admin, false,
     "TLS is required and was not offered, or failed."},
    {"mta_sts", "tls_failure", permanence::temporary, scope::recipient_domain, fix_owner::recipient_admin, false,
     "MTA-STS validation failed."},
    {"dane", "tls_failure", permanence::temporary, scope::recipient_domain, fix_owner::recipient_admin, false,
     "DANE/TLSA or DNSSEC validation failed."},
    {"certificate", "tls_failure", permanence::temporary, scope::recipient_domain, fix_owner::recipient_admin, false,
     "Expired, untrusted or mismatched certificate."},
    {"connection_refused", "network_failure", permanence::temporary, scope::session, fix_owner::recipient_admin, false,
     "The connection was refused."},
    {"connection_timeout", "network_failure", permanence::temporary, scope::session, fix_owner::recipient_admin, false,
     "The connection timed out, or there is no route."},
    {"connection_lost", "network_failure", permanence::temporary, scope::session, fix_owner::recipient_admin, false,
     "The connection broke in mid-session."},
    {"dns_failure", "network_failure", permanence::temporary, scope::recipient_domain, fix_owner::recipient_admin,
     false, "A DNS query failed."},
    {"expired", "network_failure", permanence::temporary, scope::message, fix_owner::recipient_admin, false,
     "The message expired, or is still being tried, and the notice holds no better cause. Else the last quoted reply "
     "or error decides and `expired` is only a flag."},
    {"too_large", "message_invalid", permanence::permanent, scope::message, fix_owner::sender, false,
     "The message is larger than allowed."},
    {"header_invalid", "message_invalid", permanence::permanent, scope::message, fix_owner::sender, false,
     "A header is missing, malformed, duplicated or too long (5.1.20, 5.7.512)."},
    {"syntax", "message_invalid", permanence::permanent, scope::message, fix_owner::sender, false,
     "The body or its encoding is malformed (bare LF, 5.6.11)."},
    {"unsupported", "message_invalid", permanence::permanent, scope::message, fix_owner::recipient_admin, false,
     "The receiver lacks an extension the message needs (8BITMIME, SMTPUTF8, conversion)."},
    {"protocol_error", "message_invalid", permanence::permanent, scope::session, fix_owner::sender_admin, false,
     "An SMTP command or sequence was refused."},
    {"server_error", "server_error", permanence::temporary, scope::session, fix_owner::recipient_admin, false,
     "Trouble inside the receiving or an intermediate server."},
    {"misconfigured", "server_error", permanence::permanent, scope::session, fix_owner::recipient_admin, false,
     "A server or connector is misconfigured."},
    {"routing_loop", "server_error", permanence::permanent, scope::recipient, fix_owner::recipient_admin, false,
     "Mail loop or too many hops."},
    {"storage_full", "server_error", permanence::temporary, scope::session, fix_owner::recipient_admin, false,
     "The receiving server has no room (not the mailbox)."},
    {"receiver_dnsbl_error", "server_error", permanence::temporary, scope::session, fix_owner::recipient_admin, false,
     "The receiver's own DNSBL lookup fails or is refused; nobody is listed."},
    {"unknown", "unknown", permanence::unknown, scope::session, fix_owner::sender_admin, false,
     "A failure that no rule explains."},
};

constexpr std::string_view category_table[] = {
    "bad_address",     "mailbox_full",     "throttled",       "auth_failure",   "banned_ip",
    "banned_sender",   "content_rejected", "policy_rejected", "not_authorized", "tls_failure",
    "network_failure", "message_invalid",  "server_error",    "unknown",
};

constexpr std::string_view provider_table[] = {
    "microsoft365", "outlook",    "exchange_onprem",
    "gmail",        "yahoo",      "aol",
    "att",          "apple",      "comcast",
    "cox",          "spectrum",   "verizon",
    "facebook",     "godaddy",    "rackspace",
    "zoho",         "fastmail",   "proton",
    "mimecast",     "proofpoint", "barracuda",
    "cisco",        "symantec",   "trendmicro",
    "sophos",       "fireeye",    "vade",
    "gmx",          "tonline",    "ionos",
    "orange",       "free",       "sfr",
    "ovh",          "infomaniak", "hostpoint",
    "mailru",       "yandex",     "rambler",
    "iua",          "wp",         "qq",
    "netease",      "sina",       "docomo",
    "kddi",         "softbank",   "yahoo_japan",
    "naver",        "daum",       "uol",
    "terra",        "ses",        "sendgrid",
    "mailgun",      "postmark",   "improvmx",
    "forwardemail", "hey",        "duckduckgo",
    "zerospam",     "netvigator", "nic_ru",
    "hot_ee",       "postfix",    "exim",
    "sendmail",     "qmail",      "domino",
};

// The names of an enumeration, in the order of its values.
constexpr std::array<std::string_view, 3> permanence_names{"permanent", "temporary", "unknown"};
constexpr std::array<std::string_view, 7> scope_names{"recipient",     "recipient_domain", "message", "sender",
                                                      "sender_domain", "sending_ip",       "session"};
constexpr std::array<std::string_view, 6> fix_owner_names{"sender",          "sender_admin", "recipient",
                                                          "recipient_admin", "provider",     "list_operator"};
constexpr std::array<std::string_view, 4> list_action_names{"none", "suppress", "unsubscribe", "hold"};
constexpr std::array<std::string_view, 7> evidence_names{"token",        "text",   "code",      "range",
                                                         "generic_text", "status", "reply_code"};

template<class Value, std::size_t N>
std::optional<Value> parse(const std::array<std::string_view, N>& names, std::string_view text)
{
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Value>(found - names.begin());
}

} // namespace

std::span<const reason> reasons()
{
    return reason_table;
}

std::string full_name(const reason& r)
{
    return std::string(r.category) + "/" + std::string(r.name);
}

const reason* find_reason(std::string_view name)
{
    const auto* found = std::find_if(std::begin(reason_table), std::end(reason_table),
                                     [name](const reason& r) { return r.name == name; });
    return found == std::end(reason_table) ? nullptr : found;
}

bool is_ban(std::string_view category)
{
    return category == "banned_ip" || category == "banned_sender";
}

std::span<const std::string_view> categories()
{
    return category_table;
}

std::span<const std::string_view> providers()
{
    return provider_table;
}

std::string_view name(permanence v)
{
    return permanence_names[static_cast<std::size_t>(v)];
}

std::string_view name(scope v)
{
    return scope_names[static_cast<std::size_t>(v)];
}

std::string_view name(fix_owner v)
{
    return fix_owner_names[static_cast<std::size_t>(v)];
}

std::string_view name(list_action v)
{
    return list_action_names[static_cast<std::size_t>(v)];
}

std::string_view name(evidence v)
{
    return evidence_names[static_cast<std::size_t>(v)];
}

std::optional<permanence> parse_permanence(std::string_view text)
{
    return parse<permanence>(permanence_names, text);
}

std::optional<scope> parse_scope(std::string_view text)
{
    return parse<scope>(scope_names, text);
}

std::optional<fix_owner> parse_fix_owner(std::string_view text)
{
    return parse<fix_owner>(fix_owner_names, text);
}

} // namespace recoil::classify
