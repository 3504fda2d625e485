// Do the rules hold what they promise? Each example must be decided by its own rule, each counterexample by another
// one. And where do rules stand so near to each other that no evidence tells them apart?
#pragma once

#include "classify/classifier.hpp"
#include "util/problem.hpp"

#include <cstddef>

namespace recoil::classify {

// The failure that an example stands for.
failure failure_of(const example& e);

// Checks every example and counterexample of `pack`, one of the classifier's; returns how many there were. What is
// wrong is added to `wrong` at the example's line.
std::size_t check_examples(const classifier& classifier, const pack& pack, problems& wrong);

// Pairs of rules that both match an example of one of them by evidence of the same kind and strength, so that nothing
// but what is written beside the conditions decides. Each pair once, at the first such example. A site's rule that goes
// before a shipped one is none of these: that is what it is for.
struct overlaps {
    problems by_priority; // `priority` decides: perhaps as it was meant
    problems by_id;       // the id decides, that is, chance: the rules need a priority or a further condition
};

// Of the rules of `pack`, one of the classifier's, with the rules of all packs.
overlaps find_overlaps(const classifier& classifier, const pack& pack);

} // namespace recoil::classify
