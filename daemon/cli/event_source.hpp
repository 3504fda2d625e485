// Event files (docs/events.md) read back: JSON lines, plain or compressed by gzip, "-" is standard input, of a folder
// every file in it. One line is in memory at a time.
#pragma once

#include <boost/json/object.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::cli {

struct events_read {
    std::uint64_t events = 0;
    std::uint64_t damaged = 0;           // lines that are no event of a version that is known
    std::string first_damaged;           // "path:line" of the first of them
    std::vector<std::string> unreadable; // "path: why"

    // Names what could not be read on standard error; false where there was anything.
    bool complain() const;
};

events_read read_events(const std::vector<std::string>& paths,
                        const std::function<void(const boost::json::object&)>& take);

// The member's text; "" where it is absent or no string.
std::string text_of(const boost::json::object& event, std::string_view key);

} // namespace recoil::cli
