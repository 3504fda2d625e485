#include "daemon/secret_file.hpp"

#include "util/problem.hpp"
#include "util/text_file.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace recoil {

namespace {

constexpr std::size_t shortest = 16; // 128 bits, if each octet had eight
constexpr std::size_t longest = 1024;

// "" where it is fine. Others have to give it to openssl or to curl as an argument.
std::string_view problem_of(std::string_view secret)
{
    if (secret.size() < shortest)
        return "is shorter than 16 octets; accepted: for example the output of openssl rand -hex 32";
    if (secret.size() > longest)
        return "is longer than 1024 octets";
    const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
    return std::ranges::all_of(secret, printable) ? "" : "holds more than one line of printable ASCII characters";
}

} // namespace

std::optional<std::string> read_secret(const std::string& file, std::string& what)
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

} // namespace recoil
