// What one verdict costs, beside one scan of the same replies for the same patterns, all of them in one Vectorscan
// database or one RE2::Set. Times are of one reply. Only ratios of one run mean anything:
//
//   classify_cold / vectorscan_all   every verdict is new; at most 1.1
//   classify_warm / vectorscan_all   every verdict was given before; at most 0.1
//   classify_cold/1000 / classify_cold/0   a thousand rules of a site more; at most 1.1

#include "classify/capture.hpp"
#include "classify/classifier.hpp"
#include "classify/normal_form.hpp"
#include "classify/pattern_index.hpp"
#include "support/bench_replies.hpp"
#include "support/memory_store.hpp"

#include <benchmark/benchmark.h>
#include <re2/set.h>

#include <memory>
#include <string>
#include <vector>

namespace {

using namespace recoil;

const std::vector<classify::failure>& failures()
{
    static const std::vector<classify::failure> all = test::bench_failures();
    return all;
}

std::vector<classify::pack> packs_and(std::int64_t site_rules)
{
    std::vector<classify::pack> packs = test::bench_packs();
    if (site_rules > 0)
        packs.push_back(test::site_pack(static_cast<std::size_t>(site_rules)));
    return packs;
}

test::memory_store& compiled()
{
    static test::memory_store store;
    return store;
}

std::shared_ptr<const classify::classifier> rules_and(std::int64_t site_rules, std::size_t cached)
{
    problems found;
    return classify::classifier::build(packs_and(site_rules), found, {&compiled(), cached});
}

template<class Work>
void for_each_reply(benchmark::State& state, Work work)
{
    for (auto _ : state) {
        for (const classify::failure& f : failures())
            work(f);
    }
    const auto replies = static_cast<double>(failures().size());
    state.counters["replies"] = replies;
    state.counters["s_per_reply"] =
        benchmark::Counter(replies, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void vectorscan_all(benchmark::State& state)
{
    classify::pattern_index::failure why;
    const auto patterns = test::bench_patterns(packs_and(state.range(0)));
    const auto index = classify::pattern_index::build(patterns, &compiled(), why);
    std::vector<std::uint32_t> hits;
    for_each_reply(state, [&](const classify::failure& f) {
        hits.clear();
        index->scan(f.reply.text, hits);
    });
    state.counters["patterns"] = static_cast<double>(patterns.size());
}
BENCHMARK(vectorscan_all)->Arg(0)->Arg(1'000)->Unit(benchmark::kMillisecond);

void re2_set_all(benchmark::State& state)
{
    re2::RE2::Options options = classify::capture_options();
    options.set_max_mem(64 << 20);
    re2::RE2::Set set(options, re2::RE2::UNANCHORED);
    for (const std::string& pattern : test::bench_patterns(packs_and(state.range(0))))
        set.Add(pattern, nullptr);
    if (!set.Compile())
        return state.SkipWithError("RE2::Set cannot compile the patterns");
    std::vector<int> hits;
    for_each_reply(state, [&](const classify::failure& f) { set.Match(f.reply.text, &hits); });
}
BENCHMARK(re2_set_all)->Arg(0)->Unit(benchmark::kMillisecond);

void classify_cold(benchmark::State& state)
{
    const auto rules = rules_and(state.range(0), 2); // so that each verdict is kept, and dropped before it is wanted
    for_each_reply(state, [&](const classify::failure& f) { benchmark::DoNotOptimize(rules->classify(f)); });
}
BENCHMARK(classify_cold)->Arg(0)->Arg(1'000)->Unit(benchmark::kMillisecond);

void classify_warm(benchmark::State& state)
{
    const auto rules = rules_and(state.range(0), 4 * failures().size());
    for (const classify::failure& f : failures())
        rules->classify(f);
    for_each_reply(state, [&](const classify::failure& f) { benchmark::DoNotOptimize(rules->classify(f)); });
}
BENCHMARK(classify_warm)->Arg(0)->Arg(1'000)->Unit(benchmark::kMillisecond);

// Hostile replies of growing size: time per octet must not grow.
constexpr std::string_view hostile[] = {" ", "a", "listed ", "550 5.1.1 -> ", "<@", "((((", "0.", "[Message="};

void hostile_classify(benchmark::State& state)
{
    static const auto rules = rules_and(0, 0);
    std::string text = "550 ";
    while (text.size() < static_cast<std::size_t>(state.range(1)))
        text += hostile[state.range(0)];
    for (auto _ : state) {
        classify::failure f;
        f.reply = dsn::parse_reply(text);
        benchmark::DoNotOptimize(rules->classify(f));
    }
    state.SetLabel(std::string(hostile[state.range(0)]));
    state.SetComplexityN(state.range(1));
}
BENCHMARK(hostile_classify)
    ->ArgsProduct({benchmark::CreateDenseRange(0, std::size(hostile) - 1, 1), {4'096, 16'384, 65'536}})
    ->Unit(benchmark::kMicrosecond);

void hostile_normal_form(benchmark::State& state)
{
    std::string text;
    while (text.size() < static_cast<std::size_t>(state.range(1)))
        text += hostile[state.range(0)];
    for (auto _ : state)
        benchmark::DoNotOptimize(classify::normal_form(text));
    state.SetComplexityN(state.range(1));
}
BENCHMARK(hostile_normal_form)
    ->ArgsProduct({benchmark::CreateDenseRange(0, std::size(hostile) - 1, 1), {1'024, 4'096, 65'536}})
    ->Unit(benchmark::kMicrosecond);

void build_compiling(benchmark::State& state)
{
    for (auto _ : state) {
        problems found;
        benchmark::DoNotOptimize(classify::classifier::build(test::bench_packs(), found));
    }
}
BENCHMARK(build_compiling)->Unit(benchmark::kMillisecond)->Iterations(1);

void build_from_store(benchmark::State& state)
{
    rules_and(0, 0);
    for (auto _ : state)
        benchmark::DoNotOptimize(rules_and(0, 0));
}
BENCHMARK(build_from_store)->Unit(benchmark::kMillisecond);

void load_packs(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(classify::shipped_packs());
}
BENCHMARK(load_packs)->Unit(benchmark::kMillisecond);

} // namespace
