// What the status page costs for each outcome that is counted.
#include "status/recent_outcomes.hpp"
#include "support/full_record.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace recoil;

void outcome(benchmark::State& state, dsn::action action)
{
    status::recent_outcomes recent;
    event::record e = test::full_record();
    e.action = action;
    const sink::counted_failure f{e, e.provider, e.cause->category, e.cause->reason, e.sending_ip, true};
    for (auto _ : state) {
        if (action == dsn::action::delivered)
            recent.delivered(e, "microsoft365");
        else
            recent.failed(f);
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK_CAPTURE(outcome, failed, dsn::action::failed);
BENCHMARK_CAPTURE(outcome, delayed, dsn::action::delayed);
BENCHMARK_CAPTURE(outcome, delivered, dsn::action::delivered);

} // namespace
