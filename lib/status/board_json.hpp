// The board as one JSON object (RFC 8259), for /api/v1/status: docs/status-page.md says what each member means.
#pragma once

#include "status/board.hpp"

#include <string>

namespace recoil::status {

std::string to_json(const board& b);

} // namespace recoil::status
