#include "pipeline/sending_address.hpp"

#include "mime/received.hpp"
#include "pipeline/authentication_results.hpp"
#include "util/ip_address.hpp"

#include <algorithm>
#include <iterator>

namespace recoil::pipeline {

namespace {

// The hand-overs between hosts that are not ours, and from us to the first of them.
std::vector<mime::received_hop> hops_outside(const dsn::returned_message& returned, const own_hosts& own)
{
    std::vector<mime::received_hop> hops;
    for (const std::string& field : returned.received) {
        mime::received_hop hop = mime::parse_received(field);
        if (own.contains(hop.by))
            break;
        if (is_public_ip(hop.ip))
            hops.push_back(std::move(hop));
    }
    return hops;
}

std::vector<std::string> addresses_stated(const dsn::returned_message& returned, const own_hosts& own)
{
    std::vector<std::string> stated;
    for (const std::string& report : returned.antispam_reports)
        stated.push_back(client_ip_of(report));
    for (const std::string& field : returned.received_spf) {
        if (!own.contains(receiver_of(field)))
            stated.push_back(client_ip_of(field));
    }
    for (const std::string& field : returned.authentication_results) {
        if (!own.contains(authserv_of(field)))
            stated.push_back(client_ip_of(field));
    }
    std::erase(stated, "");
    return stated;
}

} // namespace

std::string address_seen(const dsn::returned_message& returned, const own_hosts& own, const std::vector<egress>& egress)
{
    const std::vector<mime::received_hop> hops = hops_outside(returned, own);
    std::vector<std::string> stated = addresses_stated(returned, own);
    std::vector<std::string> addresses;
    std::ranges::transform(hops, std::back_inserter(addresses), &mime::received_hop::ip);

    const auto is_egress = [&](const std::string& ip) {
        return std::ranges::any_of(egress, [&](const auto& e) { return e.sending_ip == ip; });
    };
    for (const auto* known : {&addresses, &stated}) {
        if (const auto found = std::ranges::find_if(*known, is_egress); found != known->end())
            return *found;
    }
    const auto from_us = [&](const mime::received_hop& hop) {
        return own.contains(hop.reverse) || own.contains(hop.helo);
    };
    if (const auto found = std::ranges::find_if(hops, from_us); found != hops.end())
        return found->ip;
    const auto is_seen = [&](const std::string& ip) { return std::ranges::find(addresses, ip) != addresses.end(); };
    if (!addresses.empty())
        std::erase_if(stated, [&](const std::string& ip) { return !is_seen(ip); });
    return stated.empty() ? std::string() : stated.front();
}

} // namespace recoil::pipeline
