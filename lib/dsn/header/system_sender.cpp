#include "dsn/header/system_sender.hpp"

#include "mime/address.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;

// How the addresses of mail systems begin.
constexpr auto system_addresses = std::to_array<string_view>({
    "mailer-daemon",
    "mailer_daemon",
    "mailerdaemon",
    "mailer.daemon",
    "mail-daemon",
    "maildaemon",
    "mail_daemon",
    "postmaster",
    "post_master",
    "post-master",
    "mail.delivery.",
    "mail-delivery-",
    "maildelivery",
    "mdaemon@",
    "microsoftexchange",
    "nondelivery",
    "non-delivery",
    "\"mail delivery",
    "\"system administrator\"",
});

constexpr auto system_names = std::to_array<string_view>({
    "Mail Delivery Subsystem",
    "Mail Delivery System",
    "Mail Delivery Service",
    "Mail Delivery Agent",
    "Mail Delivery Status",
    "Internet Mail Delivery",
    "Delivery Subsystem",
    "Mailer-Daemon",
    "Mailer Daemon",
    "Mail Administrator",
    "NDR Administrator",
    "Jetmail System",
});

constexpr auto challenge_domains = std::to_array<string_view>({
    "boxbe.com",
    "spamarrest.com",
    "mailblocks.com",
    "knowspam.net",
    "0spam.com",
    "0spam.net",
    "spamlion.com",
    "vanquish.com",
    "mailinblack.com",
    "bitbounce.com",
    "bitbounce.io",
    "spamenmoins.com",
    "sender-verification.com",
    "antispam.uol.com.br",
});

constexpr auto challenge_names = std::to_array<string_view>({
    "AntiSpam UOL",
    "EarthLink spamBlocker",
    "Spam Arrest",
    "SpamArrest",
    "Mailblocks",
    "0spam",
    "ChoiceMail",
    "MailInBlack",
    "BoxTrapper",
    "Active Spam Killer",
    "Bluebottle Verification",
});

bool begins_with_any(string_view text, const auto& beginnings)
{
    return std::ranges::any_of(beginnings, [&](string_view begin) { return ascii::istarts_with(text, begin); });
}

bool holds_any(string_view text, const auto& words)
{
    return std::ranges::any_of(words, [&](string_view w) { return ascii::ifind(text, w) != string_view::npos; });
}

bool is_within(string_view host, string_view domain)
{
    return host.ends_with(domain) && (host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.');
}

} // namespace

bool is_mail_system(string_view address, string_view from)
{
    return begins_with_any(address, system_addresses) || holds_any(from, system_names) ||
           ascii::istarts_with(from, "Postmaster");
}

bool is_challenge_sender(string_view address, string_view from)
{
    const std::string host = mime::domain_of(address);
    return std::ranges::any_of(challenge_domains, [&](string_view domain) { return is_within(host, domain); }) ||
           holds_any(from, challenge_names);
}

} // namespace recoil::dsn
