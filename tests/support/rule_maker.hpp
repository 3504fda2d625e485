// Packs for tests, from as little YAML as possible: what every rule must have is added.
#pragma once

#include "classify/classifier.hpp"
#include "classify/rule_pack.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::test {

inline std::string problem_list(const problems& all)
{
    std::string text;
    for (const problem& p : all)
        text += to_string(p) + "\n";
    return text;
}

// One rule: "id", then flow-style keys: rule("a", "text: [quota], reason: mailbox_full").
inline std::string rule(std::string_view id, std::string_view keys)
{
    return "  - {id: " + std::string(id) + ", " + std::string(keys) + ", meaning: m, advice: a, examples: [x]}\n";
}

// `provider` is YAML for the key of that name, or empty.
inline std::string pack_text(std::string_view name, std::string_view provider, std::initializer_list<std::string> rules)
{
    std::string text = "pack: " + std::string(name) + "\nversion: 1\n";
    if (!provider.empty())
        text += "provider: " + std::string(provider) + "\n";
    text += "rules:\n";
    for (const std::string& r : rules)
        text += r;
    return text;
}

inline classify::pack make_pack(std::string_view name, std::string_view provider,
                                std::initializer_list<std::string> rules)
{
    problems found;
    auto loaded = classify::load_pack(pack_text(name, provider, rules), std::string(name) + ".yaml", found);
    EXPECT_TRUE(loaded.has_value()) << problem_list(found);
    return loaded.value_or(classify::pack{});
}

inline classify::pack site(classify::pack p)
{
    p.site = true;
    return p;
}

inline std::shared_ptr<const classify::classifier> build(std::vector<classify::pack> packs)
{
    problems found;
    auto built = classify::classifier::build(std::move(packs), found);
    EXPECT_NE(built, nullptr) << problem_list(found);
    return built;
}

inline classify::failure refused(std::string_view reply, std::string_view remote_mta = "")
{
    classify::failure f;
    f.reply = dsn::parse_reply(reply);
    f.remote_mta = remote_mta;
    return f;
}

// The deciding rule's id; "-" where there is none.
inline std::string decided(const classify::verdict& v)
{
    return v.rule != nullptr ? v.rule->id : "-";
}

} // namespace recoil::test
