#include "classify/return_path.hpp"

#include "classify/capture.hpp"
#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace recoil::classify {

namespace {

constexpr std::size_t longest_address = 512;

enum group : std::size_t { recipient, recipient_domain, recipient_local, stream, group_count };
constexpr std::array<std::string_view, group_count> group_names{"recipient", "recipient_domain", "recipient_local",
                                                                "stream"};

// What a domain may hold, as far as it matters: an address that is none must not become an event's recipient.
bool is_domain(std::string_view text)
{
    const auto allowed = [](char c) {
        return ascii::is_alnum(c) || c == '.' || c == '-' || c == '_' || static_cast<unsigned char>(c) > 0x7F;
    };
    return !text.empty() && text.front() != '.' && text.back() != '.' && std::ranges::all_of(text, allowed);
}

bool is_local_part(std::string_view text)
{
    const auto allowed = [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7F' && c != '@'; };
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, allowed); // RFC 5321 4.5.3.1.1
}

std::string address_of(std::string_view local, std::string_view domain)
{
    if (!is_local_part(local) || !is_domain(domain) || !utf8::valid(local) || !utf8::valid(domain))
        return {};
    return std::string(local) + "@" + ascii::to_lower(domain);
}

// "kim=example.net"
std::string address_of(std::string_view joined)
{
    std::size_t at = joined.rfind('@');
    if (at == std::string_view::npos)
        at = joined.rfind('=');
    return at == std::string_view::npos ? std::string() : address_of(joined.substr(0, at), joined.substr(at + 1));
}

} // namespace

struct return_path_patterns::pattern {
    std::unique_ptr<const re2::RE2> compiled;
    std::array<int, group_count> submatch{}; // 0 where it has no such group
};

bool is_return_path_group(std::string_view name)
{
    return std::ranges::find(group_names, name) != group_names.end();
}

std::string return_path_group_names()
{
    std::string names;
    for (const std::string_view name : group_names)
        names.append(names.empty() ? "" : ", ").append(name);
    return names;
}

return_path_patterns::return_path_patterns(std::span<const std::string> patterns)
{
    for (const std::string& text : patterns) {
        pattern& p = patterns_.emplace_back();
        p.compiled = std::make_unique<re2::RE2>(text, capture_options());
        assert(p.compiled->ok() && p.compiled->NumberOfCapturingGroups() < capture_submatches);
        const auto& named = p.compiled->NamedCapturingGroups();
        for (std::size_t g = 0; g < group_count; ++g) {
            const auto found = named.find(std::string(group_names[g]));
            p.submatch[g] = found == named.end() ? 0 : found->second;
        }
    }
}

return_path_patterns::~return_path_patterns() = default;

std::optional<return_path> return_path_patterns::find(std::string_view address) const
{
    if (address.empty() || address.size() > longest_address)
        return std::nullopt;
    const re2::StringPiece subject(address.data(), address.size());
    for (const pattern& p : patterns_) {
        std::array<re2::StringPiece, capture_submatches> found;
        const int count = p.compiled->NumberOfCapturingGroups() + 1;
        if (!p.compiled->Match(subject, 0, subject.size(), re2::RE2::UNANCHORED, found.data(), count))
            continue;
        const auto of = [&](group g) {
            const re2::StringPiece text = p.submatch[g] == 0 ? "" : found[static_cast<std::size_t>(p.submatch[g])];
            return std::string_view(text.data(), text.size());
        };
        return_path result{address_of(of(recipient_local), of(recipient_domain)), std::string(of(stream))};
        if (result.recipient.empty())
            result.recipient = address_of(of(recipient));
        if (!result.recipient.empty())
            return result;
    }
    return std::nullopt;
}

} // namespace recoil::classify
