// Do the rules hold what they promise? Each example must be decided by its own rule, each counterexample by another
// one.
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

} // namespace recoil::classify
