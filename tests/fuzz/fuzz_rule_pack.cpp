// Any octets may be a rule pack. A pack that loads also builds, alone and as a site's pack, and its classifier gives a
// verdict with a reason for each of the pack's own examples.

#include "classify/classifier.hpp"
#include "classify/rule_check.hpp"
#include "classify/rule_pack.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace recoil;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t largest = 2'048; // compiling patterns is what takes time
    if (size > largest)
        return 0;
    problems found;
    auto pack = classify::load_pack(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz.yaml", found);
    if (pack.has_value() != found.empty())
        std::abort();
    if (!pack)
        return 0;
    pack->site = size % 2 == 0;
    const auto rules = classify::classifier::build({*pack}, found);
    if (rules == nullptr) // what only the compilation of all patterns shows, such as their size
        return found.empty() ? (std::abort(), 0) : 0;
    for (const classify::rule& r : rules->packs().front().rules) {
        for (const classify::example& e : r.examples) {
            if (rules->classify(classify::failure_of(e)).reason == nullptr)
                std::abort();
        }
    }
    return 0;
}
