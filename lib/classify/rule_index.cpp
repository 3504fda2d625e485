#include "classify/rule_index.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <limits>

namespace recoil::classify {

namespace {

constexpr std::uint8_t token_condition = 1;
constexpr std::uint8_t text_condition = 2;

std::uint32_t subject_key(dsn::status_code code)
{
    return code.klass * 1'000u + code.subject;
}

std::uint32_t status_key(dsn::status_code code)
{
    return subject_key(code) * 1'000u + code.detail;
}

template<class Value>
bool allows(const std::vector<Value>& wanted, const std::optional<Value>& value)
{
    return wanted.empty() || (value && std::find(wanted.begin(), wanted.end(), *value) != wanted.end());
}

bool allows_code(const std::vector<code_range>& wanted, std::optional<std::uint16_t> code)
{
    return wanted.empty() || (code && std::any_of(wanted.begin(), wanted.end(), [&](const code_range& range) {
                                  return *code >= range.first && *code <= range.last;
                              }));
}

bool allows_host(const std::vector<std::string>& globs, std::string_view host)
{
    return globs.empty() || std::any_of(globs.begin(), globs.end(),
                                        [&](const std::string& glob) { return ascii::glob_match(glob, host); });
}

// How the status condition of `r` holds, if it does. A code like 5.0.0 says no more than the reply code's first digit,
// and MTAs make it up where the refusing host gave none: it counts as unstated too.
std::optional<status_match> match_status(const rule& r, std::optional<dsn::status_code> status)
{
    if (r.status.empty())
        return status_match::unstated;
    std::optional<status_match> best;
    for (const status_range& range : r.status) {
        if (!status || !range.contains(*status))
            continue;
        if (range.exact())
            return status_match::exact;
        best = status_match::range;
    }
    if (!best && r.status_optional && (!status || status->generic()))
        return status_match::unstated;
    return best;
}

bool allows_provider(const std::vector<provider_id>& wanted, bool distinctive, std::optional<provider_id> provider)
{
    return distinctive || allows(wanted, provider);
}

} // namespace

class rule_index::builder {
public:
    builder(rule_index& index, const provider_index& providers) : index_(index), providers_(providers) {}

    void add(const pack& p);
    void rank_all();
    bool compile(database_store* store, problems& problems);

private:
    // Where a pattern stands, for a problem with it.
    struct origin {
        std::string_view file;
        position place;
        std::string_view key;
    };

    struct collected {                     // of one tier
        std::vector<std::string> patterns; // each once
        std::vector<origin> origins;       // of the first use
        std::unordered_map<std::string, std::size_t> places;
    };

    void add_rule(const rule& r, const pack& p);
    void add_pattern(const std::string& text, tier t, const origin& from, const pattern_use& use);
    void add_codes(const rule& r, std::uint32_t number);
    bool compile(tier t, database_store* store, problems& problems);

    rule_index& index_;
    const provider_index& providers_;
    std::uint32_t signs_ = 0; // of providers, so far
    std::array<collected, tiers> collected_;
};

void rule_index::builder::add(const pack& p)
{
    for (const provider_signs& signs : p.providers) {
        for (std::size_t i = 0; i < signs.texts.size(); ++i) {
            const position place = i < signs.places.size() ? signs.places[i] : position{};
            add_pattern(signs.texts[i], tier::particular, {p.file, place, signs.name},
                        {signs_++, 0, providers_.number(signs.name)});
        }
    }
    for (const rule& r : p.rules)
        add_rule(r, p);
}

void rule_index::builder::add_rule(const rule& r, const pack& p)
{
    const auto number = static_cast<std::uint32_t>(index_.rules_.size());
    entry e;
    e.rule = &r;
    const tier t = r.token.empty() && p.providers.empty() ? tier::general : tier::particular;
    std::size_t next = 0;
    const auto add_all = [&](const std::vector<std::string>& texts, std::uint8_t condition) {
        for (const std::string& text : texts) {
            const position place = next < r.places.size() ? r.places[next] : position{r.line, 0};
            add_pattern(text, t, {r.file, place, r.id}, {number, condition, 0});
            ++next;
        }
    };
    add_all(r.token, token_condition);
    add_all(r.text, text_condition);
    e.needs =
        static_cast<std::uint8_t>((r.token.empty() ? 0 : token_condition) | (r.text.empty() ? 0 : text_condition));
    for (const provider_signs& signs : p.providers) {
        if (r.provider.empty() || r.provider == signs.name)
            e.providers.push_back(providers_.number(signs.name));
    }
    index_.rules_.push_back(std::move(e));
    const std::vector<standing> ways = standings(r, p);
    index_.order_.insert(index_.order_.end(), ways.begin(), ways.end());
    if (r.token.empty() && r.text.empty())
        add_codes(r, number);
}

void rule_index::builder::add_pattern(const std::string& text, tier t, const origin& from, const pattern_use& use)
{
    collected& into = collected_[static_cast<std::size_t>(t)];
    std::vector<std::vector<pattern_use>>& uses = index_.tiers_[static_cast<std::size_t>(t)].uses;
    const auto [place, is_new] = into.places.try_emplace(text, into.patterns.size());
    if (is_new) {
        into.patterns.push_back(text);
        into.origins.push_back(from);
        uses.emplace_back();
    }
    uses[place->second].push_back(use);
}

void rule_index::builder::add_codes(const rule& r, std::uint32_t number)
{
    for (const status_range& s : r.status) {
        std::vector<std::uint32_t>& bucket =
            s.exact() ? index_.by_status_[status_key(s.first)] : index_.by_subject_[subject_key(s.first)];
        if (bucket.empty() || bucket.back() != number)
            bucket.push_back(number);
    }
    if (!r.status.empty())
        return;
    for (const code_range& range : r.smtp_code) {
        for (unsigned code = range.first; code <= range.last; ++code)
            index_.by_code_[static_cast<std::uint16_t>(code)].push_back(number);
    }
}

void rule_index::builder::rank_all()
{
    std::sort(index_.order_.begin(), index_.order_.end(), ahead);
    std::unordered_map<const rule*, std::uint32_t> numbers;
    for (std::uint32_t number = 0; number < index_.rules_.size(); ++number)
        numbers.emplace(index_.rules_[number].rule, number);
    for (rank place = 0; place < index_.order_.size(); ++place) {
        const standing& s = index_.order_[place];
        index_.rules_[numbers.at(s.rule)].ranks[static_cast<std::size_t>(s.match)] = place;
    }
}

bool rule_index::builder::compile(database_store* store, problems& problems)
{
    return compile(tier::particular, store, problems) && compile(tier::general, store, problems);
}

bool rule_index::builder::compile(tier t, database_store* store, problems& problems)
{
    const collected& from = collected_[static_cast<std::size_t>(t)];
    std::unique_ptr<const pattern_index>& into = index_.tiers_[static_cast<std::size_t>(t)].patterns;
    pattern_index::failure why;
    into = pattern_index::build(from.patterns, store, why);
    if (into != nullptr)
        return true;
    problem p{"", 0, "", why.what};
    if (why.pattern >= 0) {
        const auto bad = static_cast<std::size_t>(why.pattern);
        const origin& stands = from.origins[bad];
        p = {std::string(stands.file), stands.place.line, std::string(stands.key),
             "'" + from.patterns[bad] + "': " + why.what, stands.place.column};
    }
    problems.push_back(std::move(p));
    return false;
}

std::unique_ptr<const rule_index> rule_index::build(std::span<const pack> packs, const provider_index& providers,
                                                    database_store* store, problems& problems)
{
    std::unique_ptr<rule_index> index(new rule_index);
    builder build(*index, providers);
    for (const pack& p : packs)
        build.add(p);
    build.rank_all();
    if (!build.compile(store, problems))
        return nullptr;
    return index;
}

findings rule_index::search(std::string_view text, tier t) const
{
    const pattern_tier& searched = tiers_[static_cast<std::size_t>(t)];
    std::vector<std::uint32_t> hits;
    searched.patterns->scan(text, hits);
    findings found;
    std::uint32_t first_sign = std::numeric_limits<std::uint32_t>::max();
    for (const std::uint32_t pattern : hits) {
        for (const pattern_use& use : searched.uses[pattern]) {
            if (use.condition != 0)
                found.rules.push_back({use.number, use.condition});
            else if (use.number < first_sign) {
                first_sign = use.number;
                found.provider = use.provider;
            }
        }
    }
    std::sort(found.rules.begin(), found.rules.end(), [](const auto& a, const auto& b) { return a.rule < b.rule; });
    std::size_t kept = 0;
    for (const findings::rule_hit hit : found.rules) {
        if (kept > 0 && found.rules[kept - 1].rule == hit.rule)
            found.rules[kept - 1].conditions |= hit.conditions;
        else
            found.rules[kept++] = hit;
    }
    found.rules.resize(kept);
    return found;
}

void rule_index::consider(std::uint32_t number, const question& q, std::vector<rank>& into) const
{
    const entry& e = rules_[number];
    const rule& r = *e.rule;
    const auto match = match_status(r, q.status);
    if (!match || !allows_provider(e.providers, r.distinctive, q.provider) || !allows_code(r.smtp_code, q.code) ||
        !allows(r.stage, q.stage) || !allows(r.action, std::optional(q.action)) || !allows_host(r.remote_mta, q.host))
        return;
    into.push_back(e.ranks[static_cast<std::size_t>(*match)]);
}

std::vector<rank> rule_index::match(const question& q) const
{
    std::vector<rank> ranks;
    for (const findings::rule_hit& hit : q.found->rules) {
        if (hit.conditions == rules_[hit.rule].needs)
            consider(hit.rule, q, ranks);
    }
    if (q.patterns_only)
        return ranks;
    const auto consider_all = [&](const auto& table, auto key) {
        const auto found = table.find(key);
        if (found == table.end())
            return;
        for (const std::uint32_t number : found->second)
            consider(number, q, ranks);
    };
    if (q.status) {
        consider_all(by_status_, status_key(*q.status));
        consider_all(by_subject_, subject_key(*q.status));
    }
    if (q.code)
        consider_all(by_code_, *q.code);
    return ranks;
}

} // namespace recoil::classify
