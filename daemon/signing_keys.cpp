#include "daemon/signing_keys.hpp"

#include "util/text_file.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil {

namespace {

constexpr std::size_t shortest_key = 16; // 128 bits, if each octet had eight
constexpr std::size_t longest_key = 1024;

// What is wrong with a key; "" where it is fine. Others have to give it to openssl as an argument.
std::string_view problem_of(std::string_view secret)
{
    if (secret.size() < shortest_key)
        return "is shorter than 16 octets; accepted: for example the output of openssl rand -hex 32";
    if (secret.size() > longest_key)
        return "is longer than 1024 octets";
    const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
    return std::ranges::all_of(secret, printable) ? "" : "holds more than one line of printable ASCII characters";
}

std::optional<std::string> secret_in(const std::string& file, std::string& what)
{
    problems unread;
    std::optional<std::string> text = read_text_file(file, unread);
    if (!text) {
        what = unread.front().what;
        return std::nullopt;
    }
    text->resize(text->find_last_not_of(" \t\r\n") + 1);
    what = problem_of(*text);
    return what.empty() ? text : std::nullopt;
}

} // namespace

std::shared_ptr<const pipeline::return_path_keys> load_signing_keys(const config::settings& settings,
                                                                    const std::string& config_file, problems& found)
{
    std::vector<pipeline::signing_key> keys;
    for (const config::signing_key& k : settings.verp_keys) {
        std::string what;
        std::optional<std::string> secret = secret_in(k.file, what);
        const auto since =
            std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(k.since)));
        if (secret)
            keys.push_back({std::move(*secret), since});
        else
            found.push_back({config_file, k.line, "verp.keys", k.file + " " + what});
    }
    if (keys.empty() || keys.size() != settings.verp_keys.size())
        return nullptr;
    const std::chrono::seconds max_age(settings.verp_max_age_seconds);
    return std::make_shared<const pipeline::return_path_keys>(std::move(keys), max_age);
}

} // namespace recoil
