#include "classify/capture.hpp"

#include "util/ascii.hpp"
#include "util/ip_address.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace recoil::classify {

namespace {

constexpr std::size_t longest_value = 256;

// "[192.0.2.1]", "[IPv6:2001:db8::1]" (RFC 5321 4.1.3) and the bare address.
void set_sending_ip(captures& into, std::string_view value)
{
    if (value.starts_with('['))
        value.remove_prefix(1);
    if (ascii::istarts_with(value, "IPv6:"))
        value.remove_prefix(5);
    value = value.substr(0, value.find_first_of("]), "));
    if (value.ends_with('.')) // of a sentence
        value.remove_suffix(1);
    if (into.sending_ip.empty())
        into.sending_ip = canonical_ip(value).value_or("");
}

void set_blocklist(captures& into, std::string_view value)
{
    const auto last = value.find_last_not_of(".,;:");
    if (into.blocklist.empty() && last != std::string_view::npos)
        into.blocklist = value.substr(0, last + 1);
}

bool is_url(std::string_view value)
{
    const bool known = ascii::istarts_with(value, "https://") || ascii::istarts_with(value, "http://");
    return known && std::none_of(value.begin(), value.end(), [](char c) { return c <= ' ' || c == '\x7f'; });
}

void set_delist_url(captures& into, std::string_view value)
{
    if (into.delist_url.empty() && is_url(value))
        into.delist_url = value;
}

// Microsoft writes the same number as AS16012609 and AS(16012609).
void set_vendor_code(captures& into, std::string_view value)
{
    if (!into.vendor_code.empty())
        return;
    into.vendor_code = value;
    std::erase_if(into.vendor_code, [](char c) { return c == '(' || c == ')'; });
}

void set_retry_after(captures& into, std::string_view value)
{
    const auto seconds = ascii::parse_unsigned(value);
    if (!into.retry_after_seconds && seconds)
        into.retry_after_seconds = static_cast<std::uint32_t>(std::min<std::uint64_t>(*seconds, longest_retry_seconds));
}

// The results of RFC 7208 2.6 that a refusal may have, as replies put them; what is surest first.
struct spf_words {
    std::string_view words;
    std::string_view result;
};
constexpr spf_words spf_results[] = {
    {"permerror", "permerror"},
    {"perm error", "permerror"},
    {"permanent error", "permerror"},
    {"temperror", "temperror"},
    {"temp error", "temperror"},
    {"temporary error", "temperror"},
    {"softfail", "softfail"},
    {"soft fail", "softfail"},
    {"soft-fail", "softfail"},
    {"neutral", "neutral"},
    {"fail", "fail"},
    {"not pass", "fail"},
    {"not authorized", "fail"},
    {"not permitted", "fail"},
    {"not allowed", "fail"},
    {"not designate", "fail"},
    {"none", "none"},
    {"pass", "pass"},
};

void set_spf(captures& into, std::string_view value)
{
    if (into.spf.empty())
        into.spf = spf_result_in(value);
}

struct capture_group {
    std::string_view name;
    void (*set)(captures&, std::string_view);
};

constexpr capture_group capture_groups[] = {
    {"sending_ip", set_sending_ip},           {"blocklist", set_blocklist},
    {"delist_url", set_delist_url},           {"vendor_code", set_vendor_code},
    {"retry_after_seconds", set_retry_after}, {"spf", set_spf},
};

const capture_group* find_group(std::string_view name)
{
    const auto* found = std::find_if(std::begin(capture_groups), std::end(capture_groups),
                                     [name](const capture_group& g) { return g.name == name; });
    return found == std::end(capture_groups) ? nullptr : found;
}

} // namespace

std::string_view spf_result_in(std::string_view text)
{
    const auto* found = std::find_if(std::begin(spf_results), std::end(spf_results), [text](const spf_words& known) {
        return ascii::ifind(text, known.words) != std::string_view::npos;
    });
    return found == std::end(spf_results) ? std::string_view() : found->result;
}

bool is_capture_group(std::string_view name)
{
    return find_group(name) != nullptr;
}

std::string capture_group_names()
{
    std::string names;
    for (const capture_group& g : capture_groups)
        names.append(names.empty() ? "" : ", ").append(g.name);
    return names;
}

const re2::RE2::Options& capture_options()
{
    static const re2::RE2::Options options = [] {
        re2::RE2::Options o(re2::RE2::Latin1);
        o.set_case_sensitive(false);
        o.set_log_errors(false);
        return o;
    }();
    return options;
}

capture_set::capture_set(std::span<const std::string> patterns)
{
    for (const std::string& text : patterns) {
        pattern& p = patterns_.emplace_back();
        p.compiled = std::make_unique<re2::RE2>(text, capture_options());
        assert(p.compiled->ok());
        for (const auto& [name, number] : p.compiled->NamedCapturingGroups()) {
            const capture_group* found = find_group(name);
            assert(found != nullptr);
            assert(number < capture_submatches);
            p.groups.push_back({number, static_cast<std::size_t>(found - capture_groups)});
        }
    }
}

void capture_set::apply(std::string_view text, captures& into) const
{
    const re2::StringPiece subject(text.data(), text.size());
    for (const pattern& p : patterns_) {
        std::array<re2::StringPiece, capture_submatches> found;
        const int count = p.compiled->NumberOfCapturingGroups() + 1;
        if (!p.compiled->Match(subject, 0, subject.size(), re2::RE2::UNANCHORED, found.data(), count))
            continue;
        for (const group& g : p.groups) {
            const re2::StringPiece& value = found[static_cast<std::size_t>(g.number)];
            if (!value.empty() && value.size() <= longest_value)
                capture_groups[g.what].set(into, std::string_view(value.data(), value.size()));
        }
    }
}

} // namespace recoil::classify
