#include "pipeline/our_side.hpp"

#include "mime/address.hpp"
#include "pipeline/authentication.hpp"
#include "pipeline/authentication_results.hpp"
#include "pipeline/sending_address.hpp"
#include "util/ascii.hpp"
#include "util/ip_address.hpp"

#include <algorithm>
#include <utility>

namespace recoil::pipeline {

our_side::our_side(const context& context, const dsn::report& report, std::optional<event::origin> origin,
                   std::optional<classify::return_path> return_path)
    : context_(context), report_(report), origin_(origin), return_path_(std::move(return_path))
{
}

void our_side::add_to(event::record& record) const
{
    const dsn::returned_message& returned = report_.original;
    for (const std::string* sender : {&report_.sender, &returned.return_path, &returned.from}) {
        if (record.sender.empty())
            record.sender = *sender;
    }
    record.sender_domain = mime::domain_of(record.sender);
    record.original_recipient = recipient();
    record.stream = context_.stream.stream_of(return_path_, record.sender_domain, returned);
    add_sending_ip(record);
    if (returned.present)
        record.auth = authentication_of(returned, own_hosts(context_, record.sender_domain), record.sending_ip);
}

// The copy that our own MTA returns has seen no receiver; who wrote the notice tells the address instead.
void our_side::add_sending_ip(event::record& record) const
{
    if (origin_ != event::origin::session) {
        const own_hosts own(context_, record.sender_domain);
        if (const std::string ip = address_seen(report_.original, own, context_.egress); !ip.empty())
            set_sending_ip(record, ip, "received");
        return;
    }
    const auto wrote_notice = [&](const egress& e) {
        return !e.reporting_mta.empty() && ascii::iequals(e.reporting_mta, report_.reporting_mta);
    };
    const auto own = std::ranges::find_if(context_.egress, wrote_notice);
    if (own == context_.egress.end())
        return;
    record.sending_ip = own->sending_ip;
    record.sending_ip_evidence = "egress";
    record.pool = own->pool;
}

void our_side::add_reply(event::record& record, const classify::verdict& verdict) const
{
    take_results_of_reply(record.auth, verdict.cause.text);
    if (!verdict.captures.spf.empty())
        record.auth.spf = verdict.captures.spf;
    const std::string stated = client_ip_of(verdict.cause.text);
    for (const std::string* ip : {&verdict.captures.sending_ip, &stated}) {
        if (is_public_ip(*ip))
            return set_sending_ip(record, *ip, "reply");
    }
}

void our_side::set_sending_ip(event::record& record, const std::string& ip, std::string_view evidence) const
{
    const auto own = std::ranges::find(context_.egress, ip, &egress::sending_ip);
    record.sending_ip = ip;
    record.sending_ip_evidence = evidence;
    record.pool = own == context_.egress.end() ? "" : own->pool;
}

} // namespace recoil::pipeline
