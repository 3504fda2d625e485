// Who refused: the providers that packs know, by the names of their hosts.
//
// A provider is a small number, its place in names(). Packs may describe the same provider: their signs add up.
#pragma once

#include "classify/rule.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::classify {

using provider_id = std::uint16_t;

class provider_index {
public:
    explicit provider_index(std::span<const pack> packs);

    // The taxonomy's first, then those that packs add.
    const std::vector<std::string>& names() const { return names_; }
    provider_id number(std::string_view name) const; // `name` is of the taxonomy or of a pack

    // The provider whose glob fits `host` (as host_name() gives it): an exact name before "*.domain", a longer domain
    // before a shorter one, both before any other glob.
    std::optional<provider_id> by_host(std::string_view host) const;
    // The same of a mail domain, which is its hosts' own: "*.domain" fits "domain" as well.
    std::optional<provider_id> by_domain(std::string_view domain) const;
    bool is_relay(provider_id provider) const { return relays_[provider]; }

private:
    void add_host(const std::string& glob, provider_id provider);

    std::vector<std::string> names_;
    std::vector<bool> relays_; // by number
    std::map<std::string, provider_id, std::less<>> numbers_;
    std::map<std::string, provider_id, std::less<>> hosts_;   // exact names
    std::map<std::string, provider_id, std::less<>> domains_; // of "*.domain", without "*."
    std::vector<std::pair<std::string, provider_id>> globs_;
};

// The name alone, in lower case: "mx1.Example.com. (192.0.2.1)" and "mx1.example.com[192.0.2.1]" are mx1.example.com.
std::string host_name(std::string_view mta);

} // namespace recoil::classify
