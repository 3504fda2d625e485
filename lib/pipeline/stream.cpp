#include "pipeline/stream.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <utility>

namespace recoil::pipeline {

namespace {

constexpr std::string_view header_prefix = "header:";

}

stream_rule::stream_rule(std::string_view from, std::vector<std::string> values)
    : from_(from), values_(std::move(values))
{
    if (from.starts_with(header_prefix))
        header_ = ascii::to_lower(from.substr(header_prefix.size()));
}

std::string stream_rule::stream_of(const std::optional<classify::return_path>& return_path,
                                   std::string_view sender_domain, const dsn::returned_message& returned) const
{
    if (from_.empty())
        return {};
    std::string_view found;
    if (from_ == "verp" && return_path)
        found = return_path->stream;
    if (from_ == "sender_domain")
        found = sender_domain;
    for (const auto& [name, value] : returned.captured) {
        if (name == header_)
            found = ascii::trim(value);
    }
    const auto known = std::ranges::find_if(values_, [&](const auto& v) { return ascii::iequals(v, found); });
    return known == values_.end() ? "other" : *known;
}

} // namespace recoil::pipeline
