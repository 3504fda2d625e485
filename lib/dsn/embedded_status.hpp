// A delivery-status report in the text of a notice: a gateway, a list or a mailbox program took the parts of the report
// (RFC 3464) for one text, and its fields stand there as lines.
#pragma once

#include "dsn/report.hpp"

#include <span>
#include <string_view>

namespace recoil::dsn {

// Reads the first block of such fields that names a recipient and says an Action or a Status; what comes behind it may
// be the returned message, and is not looked at. `lines` are without their line ends but with the blanks in front; a
// block may be indented as a whole. Adds to `into` what it finds, with the defects, and returns whether it found
// anything. Time is linear in the text.
bool read_embedded_status(std::span<const std::string_view> lines, report& into);

} // namespace recoil::dsn
