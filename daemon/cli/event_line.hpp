// One event on one line: when, what, whom, by whom, and why. Everything from a message is escaped.
#pragma once

#include "daemon/cli/terminal.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace recoil::cli {

// With its line end. On a terminal no wider than that; a narrow one shows less. A ban stands out; what the metrics do
// not count is dim.
std::string event_line(const boost::json::object& event, const terminal& out);

std::string event_line_heading(const terminal& out);

} // namespace recoil::cli
