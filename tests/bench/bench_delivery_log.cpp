// A Postfix log, from its octets to classified records, one thread. Beside it the parsing alone, and the look for the
// line ends of the same octets.
#include "daemon/rules.hpp"
#include "pipeline/delivery_log.hpp"
#include "support/bench_corpus.hpp"
#include "support/bench_log.hpp"

#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recoil {
namespace {

constexpr std::size_t lines = 100'000;

const std::string& log_text()
{
    static const std::string text = test::bench_log(lines, test::bench_stamps::rfc3339);
    return text;
}

template<class Take>
void for_each_line(Take take)
{
    std::string_view rest = log_text();
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        take(rest.substr(0, end));
        rest.remove_prefix(end + 1);
    }
}

void report_rate(benchmark::State& state)
{
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(log_text().size()));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(lines));
}

std::shared_ptr<const pipeline::context> shipped_context()
{
    problems found;
    auto context = std::make_shared<pipeline::context>();
    context->classifier = load_rules({}, bad_packs::refuse, found).classifier;
    context->host = "out1.example.com";
    context->own_mtas = {"out1.example.com"};
    return context;
}

// With all that the daemon does but the writing: each refusal classified, each delivery a record.
void log_to_records(benchmark::State& state)
{
    static const std::shared_ptr<const pipeline::context> context = shipped_context();
    std::size_t records = 0;
    for ([[maybe_unused]] auto _ : state) {
        pipeline::delivery_log log(context, {});
        std::vector<pipeline::logged> said;
        for_each_line([&](std::string_view line) {
            said.clear();
            log.read(line, time_point(std::chrono::seconds(1'763'712'000)), said);
            records += said.size();
        });
    }
    benchmark::DoNotOptimize(records);
    report_rate(state);
}

void memchr_of_log_line_ends(benchmark::State& state)
{
    std::size_t found = 0;
    for ([[maybe_unused]] auto _ : state)
        found += test::count_line_ends(log_text());
    benchmark::DoNotOptimize(found);
    report_rate(state);
}

BENCHMARK(memchr_of_log_line_ends);
BENCHMARK(log_to_records);

} // namespace
} // namespace recoil
