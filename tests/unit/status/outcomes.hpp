// Failures as the counters tell them, for the tests of lib/status.
#pragma once

#include "sink/counting_watcher.hpp"
#include "support/full_record.hpp"

#include <string>

namespace recoil::test {

inline const time_point now{std::chrono::milliseconds(1'795'248'000'123)}; // that of full_record()

inline event::record failed_record(const std::string& recipient, const std::string& diagnostic = "550 5.1.1 Unknown")
{
    event::record e = full_record();
    e.recipient = e.original_recipient = recipient;
    e.diagnostic = diagnostic;
    return e;
}

inline sink::counted_failure failure_of(const event::record& e)
{
    const std::string_view category = e.cause ? e.cause->category : std::string_view("unknown");
    const std::string_view reason = e.cause ? e.cause->reason : std::string_view("unknown");
    return {e, e.provider, category, reason, e.sending_ip, true};
}

inline event::record unexplained_record(const std::string& diagnostic, const std::string& recipient = "jo@example.net")
{
    event::record e = failed_record(recipient, diagnostic);
    e.cause->category = e.cause->reason = "unknown";
    return e;
}

} // namespace recoil::test
