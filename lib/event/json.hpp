// The event as one line of JSON (RFC 8259). C0, DEL and C1 controls, U+2028 and U+2029 are escaped: a line can be shown
// anywhere. docs/events.md says what each field means.
#pragma once

#include "event/event.hpp"
#include "event/json_writer.hpp"

#include <string>
#include <string_view>

namespace recoil::event {

// Appends the object without a newline. Fields that are absent are left out, but these always stand, as null where
// absent: recipient, action, category, reason, status, smtp_code, permanence, suppress (false). `file` is put first
// where it is given.
void append_json(std::string& out, const record& e, std::string_view file = {});

} // namespace recoil::event
