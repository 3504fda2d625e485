// Lines of any octets are replies, one after the other. A classifier that remembers a few verdicts gives the same ones
// as one that remembers none, with rules that look at what varies: digits, addresses, distances, ids.

#include "classify/classifier.hpp"
#include "classify/rule_pack.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <tuple>

using namespace recoil;

constexpr std::string_view rules = R"(pack: fuzz
version: 1
rules:
  - {id: ip, text: ['127\.0\.0\.[2-9]'], capture: '(?P<sending_ip>[0-9.]{7,15})', reason: ip_banned, meaning: m, advice: a, examples: [x]}
  - {id: full, text: ['full'], reason: mailbox_full, meaning: m, advice: a, examples: [x]}
  - {id: near, text: ['from.{0,9}@'], capture: '(?P<vendor_code>S[0-9]{3,4})', reason: spam, meaning: m, advice: a, examples: [x]})";

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static problems found;
    static const std::vector packs{classify::load_pack(rules, "fuzz.yaml", found).value()};
    static const auto plain = classify::classifier::build(packs, found, {nullptr, 0});
    static const auto cached = classify::classifier::build(packs, found, {nullptr, 8});
    const auto told = [](const classify::verdict& v) {
        return std::tuple(v.rule != nullptr ? std::string_view(v.rule->id) : "", v.reason, v.permanence, v.provider,
                          v.cause.text, v.cause.status, v.captures.sending_ip, v.captures.vendor_code);
    };
    std::string_view text(reinterpret_cast<const char*>(data), size);
    while (!text.empty()) {
        classify::failure f;
        f.reply = dsn::parse_reply(text.substr(0, text.find('\n')));
        if (told(plain->classify(f)) != told(cached->classify(f)))
            std::abort();
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    }
    return 0;
}
