// Names that join and deduplicate events: the same notice, delivered twice, has the same ids.
#pragma once

#include <string>
#include <string_view>

namespace recoil::event {

// What identifies the original message: reporting MTA and queue id, else the Message-ID of the returned message, else
// that of the notice, else `body_hash`. The kind of key is part of it, so that two kinds never meet.
std::string origin_key(std::string_view reporting_mta, std::string_view queue_id, std::string_view returned_message_id,
                       std::string_view notice_message_id, std::string_view body_hash);

// 128 bits (SHA-256, cut) as 32 hex digits.
std::string digest(std::string_view text);

// Digests. `recipient` is lower-cased here; `action` and `status` are the names on the wire or "". `line_time`: of a
// line of a log, where each attempt is an event; "" of a notice.
std::string event_id(std::string_view origin_key, std::string_view recipient, std::string_view action,
                     std::string_view status, std::string_view line_time = "");
std::string message_key(std::string_view origin_key, std::string_view recipient);

} // namespace recoil::event
