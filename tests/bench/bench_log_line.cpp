// Lines a second of a Postfix log, taken apart. The yardstick beside it looks only for the line ends of the same
// octets. `log_deliveries` is the same with nothing but lines of deliveries, which are the longest.

#include "proto/log_line.hpp"
#include "proto/postfix_line.hpp"
#include "support/bench_log.hpp"
#include "support/lines.hpp"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace recoil {
namespace {

using test::bench_stamps;

constexpr std::size_t line_count = 20'000;

time_point as_utc(std::chrono::local_seconds local)
{
    return time_point(local.time_since_epoch());
}

bench_stamps stamps_of(benchmark::State& state)
{
    state.SetLabel(state.range(0) == 0 ? "bsd" : "rfc3339");
    return state.range(0) == 0 ? bench_stamps::bsd : bench_stamps::rfc3339;
}

void parse_lines(benchmark::State& state, const std::vector<std::string_view>& lines)
{
    const time_point now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::hours(12);
    proto::log_line_reader reader(as_utc);
    std::size_t deliveries = 0;
    for ([[maybe_unused]] auto _ : state) {
        for (const std::string_view text : lines) {
            const auto line = reader.read(text, now);
            const auto said = proto::parse_postfix_line(line->service, line->message);
            deliveries += std::holds_alternative<proto::delivery>(said.what) ? 1 : 0;
        }
    }
    benchmark::DoNotOptimize(deliveries);
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * lines.size()));
}

void log_lines(benchmark::State& state)
{
    const std::string log = test::bench_log(line_count, stamps_of(state));
    parse_lines(state, test::lines_of(log));
}

void log_deliveries(benchmark::State& state)
{
    const std::string log = test::bench_log(line_count, stamps_of(state));
    std::vector<std::string_view> lines = test::lines_of(log);
    std::erase_if(lines, [](std::string_view line) { return line.find(" status=") == line.npos; });
    parse_lines(state, lines);
}

void log_line_ends(benchmark::State& state)
{
    const std::string log = test::bench_log(line_count, stamps_of(state));
    std::size_t lines = 0;
    for ([[maybe_unused]] auto _ : state)
        lines += test::lines_of(log).size();
    state.SetItemsProcessed(static_cast<std::int64_t>(lines));
}

BENCHMARK(log_lines)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(log_deliveries)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(log_line_ends)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace recoil
