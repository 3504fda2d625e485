// The fields of message/delivery-status (RFC 3464) and message/global-delivery-status (RFC 6533), as a stream of
// decoded text.
#pragma once

#include "dsn/report.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace recoil::dsn {

class delivery_status_reader {
public:
    // At most `max_recipients` groups are kept (defect report_recipients), and `max_value` octets of one field (defect
    // diagnostic_truncated); less of each where a report has very many long ones.
    explicit delivery_status_reader(std::size_t max_recipients = 10'000, std::size_t max_value = 16'384);
    ~delivery_status_reader();
    delivery_status_reader(delivery_status_reader&&) noexcept;
    delivery_status_reader& operator=(delivery_status_reader&&) noexcept;

    void feed(std::string_view text); // in pieces of any size
    // The message ends here, though its report does not: an address in an unfinished line is dropped.
    void cut_off();
    // Adds the per-message fields, the recipients and the defects to `into`. What `into` already has stays: a message
    // may hold several reports. Returns whether there was a recipient or a per-message field.
    bool finish(report& into);

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace recoil::dsn
