// Which command was refused, by the words of a notice around the reply.
#pragma once

#include "dsn/report.hpp"

#include <optional>
#include <string_view>

namespace recoil::dsn {

// "after RCPT TO", "in reply to end of DATA command", "does not like recipient" ...
std::optional<stage> stage_in(std::string_view text);

} // namespace recoil::dsn
