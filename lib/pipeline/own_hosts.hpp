// Which host names are ours, in the trace that a returned message carries.
#pragma once

#include "pipeline/context.hpp"

#include <string>
#include <string_view>

namespace recoil::pipeline {

class own_hosts {
public:
    // `sender_domain` of the original message: its hosts count as ours where `sending_domains` does not say whose are.
    own_hosts(const context& context, std::string sender_domain);

    // An MTA of ours, or a host in a domain of ours. Case and a final dot do not matter.
    bool contains(std::string_view host) const;

private:
    const context* context_;
    std::string sender_domain_;
};

// Is `host` the domain itself or a host in it?
bool is_in_domain(std::string_view host, std::string_view domain);

} // namespace recoil::pipeline
