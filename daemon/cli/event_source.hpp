// Event files (docs/events.md) read back: JSON lines, plain or compressed by gzip, "-" is standard input, of a folder
// every file in it. One line is in memory at a time.
#pragma once

#include "daemon/cli/progress.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
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

// The event is valid until `take` returns. `shown`: how far it is.
events_read read_events(const std::vector<std::string>& paths,
                        const std::function<void(const boost::json::object&)>& take, progress* shown = nullptr);

// One line as an event at a time, in memory that is used again.
class event_parser {
public:
    // Null where the line is no event of a version that is known. Valid until the next call.
    const boost::json::object* parse(std::string_view line);

private:
    std::array<unsigned char, 16'384> buffer_;
    boost::json::monotonic_resource memory_{buffer_.data(), buffer_.size()};
    boost::json::parser parser_;
    std::optional<boost::json::value> event_; // in `memory_`
};

// The member's text; "" where it is absent or no string.
std::string text_of(const boost::json::object& event, std::string_view key);

} // namespace recoil::cli
