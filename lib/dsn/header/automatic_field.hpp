// Header fields by which programs that answer mail mark their answers (RFC 3834, and what came before it).
#pragma once

#include <string_view>

namespace recoil::dsn {

enum class automatic_mark {
    none,
    // Automatic, but an answer only where there is more: the null return path that RFC 3834 4 asks of answers. A
    // monitoring system and a shop mark their mails so as well.
    weak,
    answer,
};

// `name` in lower case. X-Auto-Response-Suppress and a Precedence of bulk, list or junk tell other programs not to
// answer and mark nothing, nor does X-Cron-Env: what cron sends answers nobody. The receipt of a ticket system is an
// answer where it is marked as one; by its subject ("We have received your request") it may be anything.
automatic_mark automatic_mark_of(std::string_view name, std::string_view value);

} // namespace recoil::dsn
