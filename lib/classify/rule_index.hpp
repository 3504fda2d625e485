// Finds the rules that explain a reply without trying them all: rules with patterns through what Vectorscan found, the
// others through their codes.
//
// The patterns are in two databases, since the words of anybody decide only where no provider's own words, token or
// code does, and are dearer to look for: providers write stock phrases, the others need the many ways to say a thing.
#pragma once

#include "classify/classifier.hpp"
#include "classify/pattern_index.hpp"
#include "classify/provider_index.hpp"
#include "classify/standing.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recoil::classify {

using rank = std::uint32_t; // place in the order of evidence, 0 is the best

enum class tier : std::uint8_t {
    particular, // tokens, the words of one provider's pack, and the signs of providers
    general,    // the words of packs for anybody: generic_text
};
inline constexpr std::size_t tiers = 2;

// What the patterns of one tier say about one text.
struct findings {
    struct rule_hit {
        std::uint32_t rule;
        std::uint8_t conditions; // bits: its tokens, its texts
    };
    std::vector<rule_hit> rules;         // in the order of the rules
    std::optional<provider_id> provider; // whose `texts` the text holds; the first as packs list them, where several do
};

// What is asked about one cause. Views live for the call.
struct question {
    const findings* found = nullptr;
    std::optional<dsn::status_code> status;
    std::optional<std::uint16_t> code;
    bool patterns_only = false; // leave out rules that look at codes alone
    std::string_view host;      // of host_name()
    std::optional<dsn::stage> stage;
    dsn::action action = dsn::action::failed;
    std::optional<provider_id> provider;
};

class rule_index {
public:
    // `packs` and `providers` must outlive the index. Null where the patterns cannot be compiled together.
    static std::unique_ptr<const rule_index> build(std::span<const pack> packs, const provider_index& providers,
                                                   database_store* store, problems& problems);

    findings search(std::string_view text, tier t) const;
    std::vector<rank> match(const question& q) const; // in no order; one may come twice
    const standing& at(rank r) const { return order_[r]; }

private:
    struct entry {
        const classify::rule* rule = nullptr;
        std::uint8_t needs = 0;             // the conditions that patterns must fulfil
        std::vector<provider_id> providers; // one of them must have refused; empty: anybody
        std::array<rank, status_matches> ranks{};
    };
    struct pattern_use {
        std::uint32_t number = 0;   // the rule's, or the place of a sign among all signs
        std::uint8_t condition = 0; // 0: a sign of `provider`
        provider_id provider = 0;
    };
    class builder;
    rule_index() = default;

    void consider(std::uint32_t number, const question& q, std::vector<rank>& into) const;

    std::vector<standing> order_; // by rank
    std::vector<entry> rules_;
    struct pattern_tier {
        std::unique_ptr<const pattern_index> patterns;
        std::vector<std::vector<pattern_use>> uses; // by pattern
    };
    std::array<pattern_tier, tiers> tiers_;
    // Rules without a pattern, by what they look at.
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_status_;  // exact codes
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_subject_; // ranges: class and subject
    std::unordered_map<std::uint16_t, std::vector<std::uint32_t>> by_code_;    // reply codes, where no status is asked
};

} // namespace recoil::classify
