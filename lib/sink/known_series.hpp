// Series that can be foreseen: they stand at 0 from the start, so that the first ban of a provider is a step from 0 and
// not a series out of nowhere.
#pragma once

#include "classify/rule.hpp"
#include "sink/label_values.hpp"
#include "sink/metric_store.hpp"

#include <span>

namespace recoil::sink {

// What does not depend on the rules: closed sets.
void declare_fixed_series(metric_store& store);

// What does not depend on the rules and is there only where a log is read.
void declare_log_series(metric_store& store, const label_values& labels);

// What the rules of `packs` can say. Also recoil_rules_loaded and recoil_remedy_info, which are theirs alone.
void declare_rule_series(metric_store& store, const label_values& labels, std::span<const classify::pack> packs);

} // namespace recoil::sink
