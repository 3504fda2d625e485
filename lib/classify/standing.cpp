#include "classify/standing.hpp"

#include <algorithm>
#include <tuple>

namespace recoil::classify {

namespace {

evidence tier(const rule& r, const pack& p, status_match match)
{
    const bool generic = p.providers.empty();
    if (!r.token.empty())
        return evidence::token;
    if (!r.text.empty())
        return generic ? evidence::generic_text : evidence::text;
    if (match == status_match::unstated)
        return evidence::reply_code;
    if (generic)
        return evidence::status;
    return match == status_match::exact ? evidence::code : evidence::range;
}

int count_conditions(const rule& r, status_match match)
{
    return (match != status_match::unstated) + !r.smtp_code.empty() + !r.token.empty() + !r.text.empty() +
           !r.remote_mta.empty() + !r.stage.empty() + !r.action.empty() + !r.provider.empty();
}

auto key(const standing& s)
{
    return std::tuple(s.evidence, s.pack->providers.empty(), -s.conditions, s.match, -s.rule->priority, !s.pack->site,
                      std::string_view(s.rule->id));
}

} // namespace

std::vector<standing> standings(const rule& r, const pack& p)
{
    std::vector<standing> ways;
    const auto add = [&](status_match match) {
        ways.push_back({&r, &p, match, tier(r, p, match), count_conditions(r, match)});
    };
    const auto exact = [](const status_range& s) { return s.exact(); };
    if (std::any_of(r.status.begin(), r.status.end(), exact))
        add(status_match::exact);
    if (!std::all_of(r.status.begin(), r.status.end(), exact))
        add(status_match::range);
    if (r.status.empty() || r.status_optional)
        add(status_match::unstated);
    return ways;
}

bool ahead(const standing& a, const standing& b)
{
    return key(a) < key(b);
}

std::string why_behind(const standing& loser, const standing& winner)
{
    if (loser.evidence != winner.evidence)
        return "weaker evidence: " + std::string(name(loser.evidence)) + " after " + std::string(name(winner.evidence));
    if (loser.pack->providers.empty() != winner.pack->providers.empty())
        return "a rule for anybody, after a provider's own";
    if (loser.conditions != winner.conditions)
        return "fewer conditions";
    if (loser.match != winner.match)
        return loser.match == status_match::range ? "a range of codes, not the code itself" : "no code";
    if (loser.rule->priority != winner.rule->priority)
        return "lower priority";
    if (loser.pack->site != winner.pack->site)
        return "shipped, after a site's rule";
    return "later id";
}

} // namespace recoil::classify
