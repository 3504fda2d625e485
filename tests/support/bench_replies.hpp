// Replies and patterns for the benchmarks of the classifier.
#pragma once

#include "classify/rule_check.hpp"
#include "classify/rule_pack.hpp"
#include "support/json.hpp"

#include <cstdlib>
#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace recoil::test {

// The shipped packs; hosts of the failures below are views into their examples.
inline const std::vector<classify::pack>& bench_packs()
{
    static const std::vector<classify::pack> packs = classify::shipped_packs();
    return packs;
}

// The same reply to somebody else at another time: other digits, behind the codes.
inline std::string variant(std::string text, std::size_t number)
{
    constexpr std::size_t codes = 10; // "550 5.7.606"
    for (std::size_t i = codes; i < text.size(); ++i) {
        if (text[i] >= '0' && text[i] <= '9')
            text[i] = static_cast<char>('0' + (static_cast<std::size_t>(text[i]) + number + i) % 10);
    }
    return text;
}

// Every example of every shipped pack, and every reply of RECOIL_CORPUS/responses.jsonl where that is set; each text
// once, and one variant of it.
inline std::vector<classify::failure> bench_failures()
{
    std::vector<classify::failure> failures;
    std::set<std::string> seen;
    const auto add = [&](const classify::failure& f) {
        if (!seen.insert(f.reply.text).second)
            return;
        failures.push_back(f);
        failures.push_back(f);
        failures.back().reply = dsn::parse_reply(variant(f.reply.text, 1));
    };
    for (const classify::pack& p : bench_packs()) {
        for (const classify::rule& r : p.rules) {
            for (const classify::example& e : r.examples)
                add(classify::failure_of(e));
        }
    }
    const char* const corpus = std::getenv("RECOIL_CORPUS");
    std::ifstream in(std::string(corpus != nullptr ? corpus : "") + "/responses.jsonl");
    for (std::string line; std::getline(in, line);) {
        classify::failure f;
        if (const auto read = parse_json(line))
            f.reply = dsn::parse_reply(read->at("text").text);
        add(f);
    }
    return failures;
}

// Every pattern that a reply is held against, each once.
inline std::vector<std::string> bench_patterns(const std::vector<classify::pack>& packs)
{
    std::set<std::string> patterns;
    for (const classify::pack& p : packs) {
        for (const classify::provider_signs& signs : p.providers)
            patterns.insert(signs.texts.begin(), signs.texts.end());
        for (const classify::rule& r : p.rules) {
            patterns.insert(r.token.begin(), r.token.end());
            patterns.insert(r.text.begin(), r.text.end());
        }
    }
    return {patterns.begin(), patterns.end()};
}

// A site's own rules as people write them: a phrase, a phrase with a choice, a token, a code with words.
inline classify::pack site_pack(std::size_t rules)
{
    const std::vector<std::string> who{"mailbox",     "account",     "your domain",
                                       "this sender", "the message", "our partner"};
    const std::vector<std::string> what{"is closed (?:for|until) audit", "exceeds contract", "was refused by desk",
                                        "is (?:quarantined|parked) at gate", "needs approval of team"};
    std::string yaml = "pack: site\nversion: 1\nrules:\n";
    for (std::size_t i = 0; i < rules; ++i) {
        const std::string number = std::to_string(1'000 + i);
        const std::string words = who[i % who.size()] + " " + what[i / who.size() % what.size()] + " " + number;
        yaml += "  - {id: site-" + number + ", ";
        yaml += i % 4 == 3 ? "token: ['\\bDESK-" + number + "\\b']" : "text: ['" + words + "']";
        yaml += i % 4 == 1 ? ", status: 5.7.1" : "";
        yaml += ", reason: policy, meaning: m, advice: a, examples: [x]}\n";
    }
    problems found;
    classify::pack pack = classify::load_pack(yaml, "site.yaml", found).value();
    pack.site = true;
    return pack;
}

} // namespace recoil::test
