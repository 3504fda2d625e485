#include "mime/boundary_set.hpp"

#include "util/ascii.hpp"

#include <cassert>

namespace recoil::mime {

void boundary_set::open(std::string_view boundary, int depth)
{
    assert(boundary.size() <= max_boundary && depth > innermost_depth());
    open_.push_back({std::string(boundary), depth});
    add(open_.back().boundary, depth);
}

void boundary_set::adopt(std::string_view boundary)
{
    entry& innermost = open_.back();
    assert(!boundary.empty() && boundary.size() <= max_boundary && innermost.adopted.empty());
    innermost.adopted = boundary;
    add(innermost.adopted, innermost.depth);
}

void boundary_set::close_innermost()
{
    remove(open_.back().adopted);
    remove(open_.back().boundary);
    open_.pop_back();
}

void boundary_set::add(const std::string& boundary, int depth)
{
    if (!boundary.empty())
        depths_[boundary].push_back(depth);
}

void boundary_set::remove(const std::string& boundary)
{
    if (boundary.empty())
        return;
    const auto same = depths_.find(boundary);
    same->second.pop_back();
    if (same->second.empty())
        depths_.erase(same);
}

std::optional<delimiter> boundary_set::find(std::string_view line) const
{
    if (!line.starts_with("--"))
        return std::nullopt;
    line.remove_prefix(2);
    while (!line.empty() && ascii::is_blank(line.back()))
        line.remove_suffix(1);

    // A boundary may itself end with "--": then the line may be read in two ways.
    const int divides = innermost_with(line);
    const int closes = line.ends_with("--") ? innermost_with(line.substr(0, line.size() - 2)) : -1;
    if (divides < 0 && closes < 0)
        return std::nullopt;
    return closes > divides ? delimiter{closes, true} : delimiter{divides, false};
}

int boundary_set::innermost_with(std::string_view boundary) const
{
    if (boundary.size() > max_boundary)
        return -1;
    const auto same = depths_.find(boundary);
    return same == depths_.end() ? -1 : same->second.back();
}

} // namespace recoil::mime
