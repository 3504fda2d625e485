#include "classify/classifier.hpp"

#include "classify/capture.hpp"
#include "classify/examination.hpp"
#include "classify/pattern_index.hpp"
#include "classify/provider_index.hpp"
#include "classify/rule_index.hpp"
#include "classify/verdict_cache.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

namespace recoil::classify {

namespace {

constexpr std::size_t cached_bytes = 8 << 20;

using place = std::pair<std::size_t, std::size_t>; // of a pack, and of a rule in it

const rule& at(const std::vector<pack>& packs, const place& p)
{
    return packs[p.first].rules[p.second];
}

// Leaves one rule of each id. Returns false where two shipped rules have the same.
bool replace_same_ids(std::vector<pack>& packs, problems& problems)
{
    std::map<std::string_view, place> kept;
    std::vector<place> dropped;
    bool unique = true;
    for (std::size_t p = 0; p < packs.size(); ++p) {
        for (std::size_t r = 0; r < packs[p].rules.size(); ++r) {
            const rule& next = packs[p].rules[r];
            const auto [found, is_new] = kept.try_emplace(next.id, p, r);
            if (is_new)
                continue;
            const rule& earlier = at(packs, found->second);
            if (!packs[p].site && !packs[found->second.first].site) {
                problems.push_back({next.file, next.line, next.id,
                                    "the id is used in " + earlier.file + ":" + std::to_string(earlier.line) + " too"});
                unique = false;
            }
            const bool replaces = packs[p].site || !packs[found->second.first].site;
            dropped.push_back(replaces ? std::exchange(found->second, place(p, r)) : place(p, r));
        }
    }
    std::sort(dropped.rbegin(), dropped.rend());
    for (const auto& [p, r] : dropped)
        packs[p].rules.erase(packs[p].rules.begin() + static_cast<std::ptrdiff_t>(r));
    return unique;
}

// Class lies about throttles and bans, but a host that says "for the moment" proves no address dead.
permanence permanence_of(const rule& r, const dsn::reply& cause)
{
    const bool for_the_moment = cause.code ? *cause.code < 500 : cause.status && cause.status->klass == 4;
    return r.reason->address_is_dead && r.permanence == permanence::permanent && for_the_moment ? permanence::temporary
                                                                                                : r.permanence;
}

} // namespace

struct classifier::index {
    index(std::vector<pack> all, std::size_t cached_verdicts)
        : packs(std::move(all)), providers(packs), verdicts(cached_verdicts, cached_bytes)
    {
        for (const pack& p : packs) {
            for (const rule& r : p.rules) {
                if (!r.capture.empty())
                    capture_sets.try_emplace(&r, r.capture);
            }
        }
    }

    verdict decide(const failure& f) const;
    captures capture(const rule& r, const dsn::reply& cause, const dsn::reply& whole) const;

    std::vector<pack> packs; // never changes: rules are pointed at
    provider_index providers;
    std::unordered_map<const rule*, capture_set> capture_sets;
    std::unique_ptr<const rule_index> rules;
    mutable verdict_cache verdicts;
};

captures classifier::index::capture(const rule& r, const dsn::reply& cause, const dsn::reply& whole) const
{
    captures values;
    if (const auto found = capture_sets.find(&r); found != capture_sets.end()) {
        for (const dsn::reply* reply : {&cause, &whole})
            found->second.apply(std::string_view(reply->text).substr(0, scanned_bytes), values);
    }
    if (r.reason->name == "spf" && values.spf.empty())
        values.spf = spf_result_in(cause.text);
    if (values.blocklist.empty())
        values.blocklist = r.blocklist;
    if (values.delist_url.empty())
        values.delist_url = r.delist_url;
    return values;
}

verdict classifier::index::decide(const failure& f) const
{
    examination examined(*rules, providers, f);
    examined.run(false);
    const standing* winner = examined.winner();
    verdict v;
    v.reason = winner != nullptr ? winner->rule->reason : find_reason("unknown");
    v.scope = v.reason->scope;
    v.fix_owner = v.reason->fix_owner;
    v.provider = examined.provider(winner);
    v.via = examined.via(v.provider);
    v.cause = examined.cause();
    if (winner == nullptr)
        return v;
    v.rule = winner->rule;
    v.pack = winner->pack;
    v.evidence = winner->evidence;
    v.permanence = permanence_of(*v.rule, v.cause);
    v.scope = v.rule->scope;
    v.fix_owner = v.rule->fix_owner;
    v.captures = capture(*v.rule, v.cause, examined.whole());
    return v;
}

list_action verdict::list_action(dsn::action action) const
{
    if (action != dsn::action::failed)
        return list_action::none;
    if (reason->name == "recipient_blocked_sender")
        return list_action::unsubscribe;
    const bool sure = evidence != evidence::reply_code && evidence != evidence::range;
    return reason->address_is_dead && permanence == permanence::permanent && sure ? list_action::suppress
                                                                                  : list_action::none;
}

classifier::classifier(std::unique_ptr<const index> built) : index_(std::move(built)) {}

classifier::~classifier() = default;

std::shared_ptr<const classifier> classifier::build(std::vector<pack> packs, problems& problems,
                                                    const build_options& options)
{
    if (!replace_same_ids(packs, problems))
        return nullptr;
    auto built = std::make_unique<index>(std::move(packs), options.cached_verdicts);
    built->rules = rule_index::build(built->packs, built->providers, options.store, problems);
    if (built->rules == nullptr)
        return nullptr;
    return std::shared_ptr<const classifier>(new classifier(std::move(built)));
}

verdict classifier::classify(const failure& f) const
{
    std::string key = cache_key(f);
    if (key.empty())
        return index_->decide(f);
    if (const verdict_cache::entry known = index_->verdicts.find(key))
        return *known;
    auto decided = std::make_shared<const verdict>(index_->decide(f));
    index_->verdicts.keep(std::move(key), decided);
    return *decided;
}

std::vector<contender> classifier::explain(const failure& f) const
{
    examination examined(*index_->rules, index_->providers, f);
    examined.run(true);
    const standing* winner = examined.winner();
    std::vector<contender> all;
    if (winner == nullptr)
        return all;
    all.push_back({winner->rule, winner->pack, winner->evidence, ""});
    for (const auto& [loser, why] : examined.losers()) {
        const auto same = [r = loser->rule](const contender& c) { return c.rule == r; };
        if (std::none_of(all.begin(), all.end(), same))
            all.push_back({loser->rule, loser->pack, loser->evidence, why});
    }
    return all;
}

std::span<const pack> classifier::packs() const
{
    return index_->packs;
}

const std::vector<std::string>& classifier::providers() const
{
    return index_->providers.names();
}

std::string_view classifier::provider_of(std::string_view host) const
{
    const auto known = index_->providers.by_domain(host_name(host));
    return known ? std::string_view(providers()[*known]) : "other";
}

} // namespace recoil::classify
