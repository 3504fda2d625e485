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
    // At most `max_recipients` groups are kept (defect report_recipients).
    explicit delivery_status_reader(std::size_t max_recipients = 10'000);
    ~delivery_status_reader();
    delivery_status_reader(delivery_status_reader&&) noexcept;
    delivery_status_reader& operator=(delivery_status_reader&&) noexcept;

    void feed(std::string_view text); // in pieces of any size
    // Adds the per-message fields, the recipients and the defects to `into`.
    void finish(report& into);

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace recoil::dsn
