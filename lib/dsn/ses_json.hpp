// A notification of Amazon SES as JSON: the whole text of a mail that SNS sent, bare or in SNS's own envelope, where it
// is a string ("Message") inside another object.
#pragma once

#include "dsn/report.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {

struct ses_limits {
    std::size_t recipients = 10'000;
    std::size_t header_bytes = 65'536; // of the original's header that is read
};

// Reads a bounce, a complaint, a delivery or a delayed delivery, under the names of feedback notifications
// (notificationType) and of event publishing (eventType). Sets the kind of `into`, its recipients, the complaint and
// the original, of which it keeps the fields `capture` (lower case). Line breaks that a mail system put into the text
// are taken out. False where the text is nothing of that, or is cut off: `into` is as it was. Nesting is bounded; time
// and memory are linear in the text.
bool read_ses_json(std::string_view text, const std::vector<std::string>& capture, const ses_limits& limits,
                   report& into);

} // namespace recoil::dsn
