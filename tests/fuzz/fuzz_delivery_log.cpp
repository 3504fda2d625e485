// Lines of a log in any order. Whatever they say: a delivery is never a refusal, what is read of a line is valid UTF-8
// and bounded, an expiry tells of nobody twice, and the same lines say the same again.
#include "classify/rule_pack.hpp"
#include "event/json.hpp"
#include "pipeline/delivery_log.hpp"
#include "util/take_line.hpp"

#include <cstdint>
#include <cstdlib>
#include <memory>

using namespace recoil;

constexpr std::string_view rules = R"(pack: fuzz
version: 1
rules:
  - {id: unknown, text: ['user unknown'], reason: user_unknown, meaning: m, advice: a, examples: [x]}
  - {id: later, text: ['try again'], reason: greylisted, meaning: m, advice: a, examples: [x]})";

static std::shared_ptr<const pipeline::context> make_context()
{
    problems found;
    auto made = std::make_shared<pipeline::context>();
    made->classifier = classify::classifier::build({classify::load_pack(rules, "fuzz.yaml", found).value()}, found);
    return made;
}

static std::string replay(std::string_view lines)
{
    static const auto context = make_context();
    pipeline::delivery_log log(context, {});
    std::string told;
    std::vector<pipeline::logged> said;
    while (!lines.empty()) {
        const std::string_view line = take_line(lines);
        said.clear();
        const pipeline::line_result result = log.read(line, time_point(std::chrono::seconds(1'795'000'000)), said);
        bool holds = said.size() <= 1000;
        for (const pipeline::logged& l : said) {
            const bool delivered = l.record.action == dsn::action::delivered;
            holds = holds && delivered == (result == pipeline::line_result::delivery);
            holds = holds && delivered != l.record.cause.has_value();
            holds = holds && l.record.diagnostic.size() <= 2048 && !l.record.authentic;
            event::append_json(told, l.record);
        }
        if (!holds)
            std::abort();
    }
    return told;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const std::string_view lines(reinterpret_cast<const char*>(data), size);
    return replay(lines) == replay(lines) ? 0 : (std::abort(), 1);
}
