// From octets to a report, one thread: every mail of the corpus, or the project's own golden mails where RECOIL_CORPUS
// is not set. The yardstick beside it looks only for the line ends of the same octets.
#include "dsn/report_builder.hpp"
#include "support/bench_corpus.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>
#include <vector>

namespace recoil {
namespace {

const std::vector<std::string>& mails()
{
    static const std::vector<std::string> all = test::corpus_mails();
    return all;
}

void report_rates(benchmark::State& state, std::size_t bytes)
{
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
    state.counters["mails"] =
        benchmark::Counter(static_cast<double>(mails().size()), benchmark::Counter::kIsIterationInvariantRate);
}

std::size_t total_bytes()
{
    std::size_t bytes = 0;
    for (const std::string& mail : mails())
        bytes += mail.size();
    return bytes;
}

void parse_to_report(benchmark::State& state)
{
    std::size_t recipients = 0;
    for ([[maybe_unused]] auto _ : state) {
        for (const std::string& mail : mails()) {
            dsn::report_builder builder;
            builder.feed(mail);
            recipients += builder.finish().recipients.size();
        }
    }
    benchmark::DoNotOptimize(recipients);
    report_rates(state, total_bytes());
}

void memchr_of_line_ends(benchmark::State& state)
{
    std::size_t lines = 0;
    for ([[maybe_unused]] auto _ : state) {
        for (const std::string& mail : mails())
            lines += test::count_line_ends(mail);
    }
    benchmark::DoNotOptimize(lines);
    report_rates(state, total_bytes());
}

// Twice the octets, twice the time: one notice whose text, returned message or list of recipients grows.
void one_long_notice(benchmark::State& state)
{
    const std::string mail = test::long_notice(static_cast<std::size_t>(state.range(0)));
    for ([[maybe_unused]] auto _ : state) {
        dsn::report_builder builder;
        builder.feed(mail);
        benchmark::DoNotOptimize(builder.finish().recipients.size());
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(mail.size()));
}

BENCHMARK(parse_to_report)->Unit(benchmark::kMillisecond);
BENCHMARK(memchr_of_line_ends)->Unit(benchmark::kMillisecond);
BENCHMARK(one_long_notice)->RangeMultiplier(2)->Range(16 << 10, 1 << 20)->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace recoil
