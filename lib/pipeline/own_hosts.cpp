#include "pipeline/own_hosts.hpp"

#include "count/origin.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <utility>

namespace recoil::pipeline {

own_hosts::own_hosts(const context& context, std::string sender_domain)
    : context_(&context), sender_domain_(context.sending_domains.empty() ? std::move(sender_domain) : std::string())
{
}

bool own_hosts::contains(std::string_view host) const
{
    if (host.ends_with('.'))
        host.remove_suffix(1);
    return count::is_own_mta(host, context_->own_mtas) || is_in_domain(host, sender_domain_) ||
           std::ranges::any_of(context_->sending_domains,
                               [&](const auto& domain) { return is_in_domain(host, domain); });
}

bool is_in_domain(std::string_view host, std::string_view domain)
{
    if (domain.empty() || host.size() < domain.size())
        return false;
    const std::size_t begin = host.size() - domain.size();
    return ascii::iequals(host.substr(begin), domain) && (begin == 0 || host[begin - 1] == '.');
}

} // namespace recoil::pipeline
