#include "classify/examination.hpp"

#include "classify/chosen_names.hpp"

#include <algorithm>

namespace recoil::classify {

namespace {

weight weight_of(const standing& s)
{
    return weigh(*s.rule->reason, s.evidence);
}

bool is_specific(const standing& s)
{
    return weight_of(s) == weight::specific;
}

} // namespace

examination::examination(const rule_index& rules, const provider_index& providers, const failure& f)
    : rules_(rules)
    , providers_(providers)
    , failure_(f)
    , causes_(dsn::causes(f.reply))
    , host_(host_name(f.remote_mta))
    , reporter_(providers.by_host(host_name(f.reporting_mta)))
{
    if (causes_.empty())
        causes_.push_back(f.reply);
    found_.resize(causes_.size());
    provider_ = identify();
}

std::optional<provider_id> examination::identify()
{
    if (!failure_.provider.empty())
        return providers_.number(failure_.provider);
    if (const auto answered = providers_.by_host(host_))
        return answered;
    if (const auto& said = found_in(causes_.size() - 1, tier::particular).provider)
        return said;
    if (!host_.empty())
        return std::nullopt;
    return reported_by_relay() && answered() ? std::nullopt : reporter_;
}

bool examination::reported_by_relay() const
{
    return reporter_ && providers_.is_relay(*reporter_);
}

bool examination::answered() const
{
    return std::any_of(causes_.begin(), causes_.end(), [](const dsn::reply& c) { return c.code.has_value(); });
}

const findings& examination::found_in(std::size_t cause, tier t)
{
    std::optional<findings>& found = found_[cause][static_cast<std::size_t>(t)];
    if (!found) {
        std::string buffer;
        const std::string_view text = causes_[cause].text;
        found = rules_.search(t == tier::general ? without_chosen_names(text, buffer) : text, t);
    }
    return *found;
}

// Nothing of the general tier is ahead of a specific rule that rests on better evidence.
examination::look examination::examine(const trial& t, bool thorough)
{
    question q;
    q.found = &found_in(t.cause, tier::particular);
    q.status = t.status;
    q.code = t.code;
    q.patterns_only = t.patterns_only;
    q.host = host_;
    q.stage = failure_.stage;
    q.action = failure_.action;
    q.provider = provider_;
    look l{t, rules_.match(q), std::nullopt};
    l.best = best_of(l.matched);
    const bool decided =
        l.best && is_specific(rules_.at(*l.best)) && rules_.at(*l.best).evidence < evidence::generic_text;
    if (decided && !thorough)
        return l;
    q.found = &found_in(t.cause, tier::general);
    q.patterns_only = true;
    const std::vector<rank> general = rules_.match(q);
    l.matched.insert(l.matched.end(), general.begin(), general.end());
    l.best = best_of(l.matched);
    return l;
}

// A gateway may pass on what another provider said, but a provider's own rules know its words better.
bool examination::is_of_another(const standing& s) const
{
    if (!provider_ || s.pack->providers.empty())
        return false;
    const std::string& name = providers_.names()[*provider_];
    if (!s.rule->provider.empty())
        return s.rule->provider != name;
    return std::none_of(s.pack->providers.begin(), s.pack->providers.end(),
                        [&](const provider_signs& p) { return p.name == name; });
}

bool examination::is_ahead(rank a, rank b) const
{
    const standing& x = rules_.at(a);
    const standing& y = rules_.at(b);
    return x.evidence == y.evidence && is_of_another(x) != is_of_another(y) ? is_of_another(y) : a < b;
}

std::optional<rank> examination::best_of(const std::vector<rank>& ranks) const
{
    std::optional<rank> best;
    std::optional<rank> best_cause; // of those that tell one
    for (const rank r : ranks) {
        if (!best || is_ahead(r, *best))
            best = r;
        if (weight_of(rules_.at(r)) <= weight::vague && (!best_cause || is_ahead(r, *best_cause)))
            best_cause = r;
    }
    // `expired` and `unknown` give way; other rules keep their place.
    const bool gives_way = best && weight_of(rules_.at(*best)) >= weight::expired;
    return gives_way && best_cause ? best_cause : best;
}

bool examination::better(std::size_t a, std::size_t b) const
{
    if (!looks_[a].best || !looks_[b].best)
        return looks_[a].best.has_value();
    const standing& x = rules_.at(*looks_[a].best);
    const standing& y = rules_.at(*looks_[b].best);
    if (x.rule->reason->address_is_dead && weight_of(y) == weight::vague)
        return false; // that something was refused makes it doubtful that the address is what is wrong
    return std::pair(weight_of(x), x.evidence) < std::pair(weight_of(y), y.evidence);
}

void examination::run(bool thorough)
{
    bool specific = false;
    for (const trial& t : trials(causes_, failure_.status)) {
        looks_.push_back(examine(t, thorough));
        const std::size_t last = looks_.size() - 1;
        if (specific)
            continue;
        if (last > 0 && better(last, decided_))
            decided_ = last;
        const std::optional<rank>& best = looks_.back().best;
        specific = best && is_specific(rules_.at(*best));
        if (specific && !thorough)
            return;
    }
}

const standing* examination::winner() const
{
    const auto& best = looks_[decided_].best;
    return best ? &rules_.at(*best) : nullptr;
}

std::string examination::why_lost(const look& l, const standing& loser) const
{
    const look& decisive = looks_[decided_];
    const standing& first = *winner();
    if (l.trial.cause > decisive.trial.cause)
        return "an outer cause";
    if (l.trial.cause < decisive.trial.cause)
        return "an inner cause, but not specific";
    if (&l != &decisive)
        return "the same words with the code of an outer cause";
    if (loser.evidence == first.evidence && is_of_another(loser) && !is_of_another(first))
        return "another provider's rule, after one of the provider's own";
    if (ahead(loser, first))
        return std::string(loser.rule->reason->name) + " gives way to a specific cause";
    return why_behind(loser, first);
}

std::vector<std::pair<const standing*, std::string>> examination::losers() const
{
    std::vector<std::pair<const standing*, std::string>> all;
    const auto add = [&](const look& l) {
        std::vector<rank> ranks = l.matched;
        std::sort(ranks.begin(), ranks.end(), [this](rank a, rank b) { return is_ahead(a, b); });
        for (const rank r : ranks)
            all.emplace_back(&rules_.at(r), why_lost(l, rules_.at(r)));
    };
    add(looks_[decided_]);
    for (const look& l : looks_) {
        if (&l != &looks_[decided_])
            add(l);
    }
    return all;
}

std::string_view examination::provider(const standing* decisive) const
{
    if (failure_.local)
        return "local";
    if (provider_)
        return providers_.names()[*provider_];
    if (decisive != nullptr && decisive->rule->distinctive) {
        const std::string& own = decisive->rule->provider;
        return own.empty() ? decisive->pack->providers.front().name : own;
    }
    return host_.empty() && !answered() ? "none" : "other";
}

std::string_view examination::via(std::string_view provider) const
{
    if (!reported_by_relay() || providers_.names()[*reporter_] == provider)
        return "";
    return providers_.names()[*reporter_];
}

dsn::reply examination::cause() const
{
    const trial& t = looks_[decided_].trial;
    dsn::reply reply = causes_[t.cause];
    reply.status = t.status;
    reply.code = t.code;
    return reply;
}

} // namespace recoil::classify
