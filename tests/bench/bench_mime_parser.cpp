// Octets a second of the MIME parser alone. The yardstick beside it looks only for the line ends of the same octets.
#include "mime/parser.hpp"
#include "support/bench_corpus.hpp"
#include "support/bench_mails.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace recoil {
namespace {

void report_bytes(benchmark::State& state, const std::string& mail)
{
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * mail.size()));
}

void mime_parser(benchmark::State& state)
{
    const std::string mail = test::bench_mail(static_cast<std::size_t>(state.range(0)));
    std::size_t bodies = 0;
    for ([[maybe_unused]] auto _ : state) {
        mime::parser parser;
        parser.feed(mail);
        bool finished = false;
        for (;;) {
            const mime::event event = parser.next();
            if (const auto* body = std::get_if<mime::body>(&event))
                bodies += body->bytes.size();
            if (std::holds_alternative<mime::message_end>(event))
                break;
            if (std::holds_alternative<mime::need_input>(event) && !finished) {
                parser.finish();
                finished = true;
            }
        }
    }
    benchmark::DoNotOptimize(bodies);
    report_bytes(state, mail);
}

void memchr_of_line_ends(benchmark::State& state)
{
    const std::string mail = test::bench_mail(static_cast<std::size_t>(state.range(0)));
    std::size_t lines = 0;
    for ([[maybe_unused]] auto _ : state) {
        lines += test::count_line_ends(mail);
    }
    benchmark::DoNotOptimize(lines);
    report_bytes(state, mail);
}

BENCHMARK(mime_parser)->Arg(4 << 10)->Arg(200 << 10);
BENCHMARK(memchr_of_line_ends)->Arg(4 << 10)->Arg(200 << 10);

} // namespace
} // namespace recoil
