// The event as one line of JSON (RFC 8259). C0, DEL and C1 controls, U+2028 and U+2029 are escaped: a line can be shown
// anywhere.
#pragma once

#include "event/event.hpp"

#include <string>
#include <string_view>

namespace recoil::event {

// Appends the object without a newline. Fields that are absent are left out, but these always stand, as null where
// absent: recipient, action, category, reason, status, smtp_code, permanence, suppress (false). `file` is put first
// where it is given.
void append_json(std::string& out, const record& e, std::string_view file = {});

// Appends a JSON string with its quotes. Ill-formed UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

} // namespace recoil::event
