// One failure held against all rules: its causes, who refused, and the rule that decides. Lives for one call.
#pragma once

#include "classify/cause_choice.hpp"
#include "classify/classifier.hpp"
#include "classify/provider_index.hpp"
#include "classify/rule_index.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::classify {

class examination {
public:
    // All arguments must outlive this.
    examination(const rule_index& rules, const provider_index& providers, const failure& f);

    // Looks at the causes until a specific one is found; where `thorough`, at all of them and for all rules, with the
    // same result.
    void run(bool thorough);

    const standing* winner() const; // null where nothing matched
    // The others that matched, and why they did not decide: those of the same look first. A rule may come twice.
    std::vector<std::pair<const standing*, std::string>> losers() const;

    std::string_view provider(const standing* decisive) const; // the verdict's
    std::string_view via(std::string_view provider) const;     // beside that provider
    dsn::reply cause() const;                                  // that decided, with the code it was tried with
    const dsn::reply& whole() const { return causes_.back(); }

private:
    struct look { // at one cause
        classify::trial trial;
        std::vector<rank> matched;
        std::optional<rank> best;
    };

    std::optional<provider_id> identify();
    bool reported_by_relay() const;
    bool answered() const; // a reply code is quoted
    const findings& found_in(std::size_t cause, tier t);
    look examine(const trial& t, bool thorough);
    bool is_of_another(const standing& s) const; // a rule of a provider that did not refuse
    bool is_ahead(rank a, rank b) const;         // of two that matched the same cause
    std::optional<rank> best_of(const std::vector<rank>& ranks) const;
    std::string why_lost(const look& l, const standing& loser) const;
    bool better(std::size_t a, std::size_t b) const; // of looks

    const rule_index& rules_;
    const provider_index& providers_;
    const failure& failure_;
    std::vector<dsn::reply> causes_;                                // innermost first, never empty
    std::vector<std::array<std::optional<findings>, tiers>> found_; // by cause
    std::string host_;
    std::optional<provider_id> reporter_; // whose host wrote the notice
    std::optional<provider_id> provider_;
    std::vector<look> looks_;
    std::size_t decided_ = 0; // place in looks_; 0 where nothing matched
};

} // namespace recoil::classify
