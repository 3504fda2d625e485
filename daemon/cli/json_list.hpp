// An array of objects as the member of an object: `fill(object, row)` writes the members of each.
#pragma once

#include "event/json_writer.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace recoil::cli {

template<class Rows, class Fill>
void append_objects(event::json_object& parent, std::string_view key, const Rows& rows, Fill fill)
{
    std::string& out = parent.key(key) += '[';
    bool first = true;
    for (const auto& row : rows) {
        if (!std::exchange(first, false))
            out += ',';
        event::json_object object(out);
        fill(object, row);
    }
    out += ']';
}

} // namespace recoil::cli
