#include "classify/provider_index.hpp"

#include "util/ascii.hpp"

#include <cassert>

namespace recoil::classify {

provider_index::provider_index(std::span<const pack> packs)
{
    const auto add = [this](std::string_view name) {
        if (numbers_.try_emplace(std::string(name), static_cast<provider_id>(names_.size())).second)
            names_.emplace_back(name);
    };
    for (const std::string_view name : providers())
        add(name);
    relays_.resize(names_.size());
    for (const pack& p : packs) {
        for (const provider_signs& signs : p.providers) {
            add(signs.name);
            relays_.resize(names_.size());
            if (signs.relay)
                relays_[number(signs.name)] = true;
            for (const std::string& glob : signs.hosts)
                add_host(glob, number(signs.name));
        }
    }
}

void provider_index::add_host(const std::string& glob, provider_id provider)
{
    std::string lower = ascii::to_lower(glob);
    const auto last_star = lower.rfind('*');
    if (last_star == std::string::npos)
        hosts_.try_emplace(std::move(lower), provider);
    else if (last_star == 0 && lower.starts_with("*."))
        domains_.try_emplace(lower.substr(2), provider);
    else
        globs_.emplace_back(std::move(lower), provider);
}

provider_id provider_index::number(std::string_view name) const
{
    const auto found = numbers_.find(name);
    assert(found != numbers_.end());
    return found->second;
}

std::optional<provider_id> provider_index::by_host(std::string_view host) const
{
    if (host.empty())
        return std::nullopt;
    if (const auto found = hosts_.find(host); found != hosts_.end())
        return found->second;
    for (auto dot = host.find('.'); dot != std::string_view::npos; dot = host.find('.', dot + 1)) {
        if (const auto found = domains_.find(host.substr(dot + 1)); found != domains_.end())
            return found->second;
    }
    for (const auto& [glob, provider] : globs_) {
        if (ascii::glob_match(glob, host))
            return provider;
    }
    return std::nullopt;
}

std::optional<provider_id> provider_index::by_domain(std::string_view domain) const
{
    if (const auto host = by_host(domain))
        return host;
    const auto found = domains_.find(domain);
    return found == domains_.end() ? std::nullopt : std::optional(found->second);
}

std::string host_name(std::string_view mta)
{
    const std::string_view trimmed = ascii::trim(mta);
    std::string_view name = trimmed.substr(0, trimmed.find_first_of(" \t[("));
    while (name.ends_with('.'))
        name.remove_suffix(1);
    return ascii::to_lower(name);
}

} // namespace recoil::classify
