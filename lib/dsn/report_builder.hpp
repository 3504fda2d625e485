// Reads one whole message from the MIME parser's events and says what it reports.
//
// It decides the kind, reads every delivery-status part outside of returned messages, the header of the first returned
// message, and as much of the notice's text as may hold the true reply (Sendmail's transcript, OpenSMTPD's and Exim's
// prose).
#pragma once

#include "dsn/report.hpp"
#include "mime/event.hpp"
#include "mime/parser.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {

struct builder_options {
    mime::limits mime = {};
    std::size_t recipients = 10'000;       // limits.report_recipients
    std::vector<std::string> capture = {}; // fields of the returned message to keep (lower case)
    std::size_t text_bytes = 65'536;       // of the notice's own text that is looked at
    std::size_t diagnostic_bytes = 16'384; // of one Diagnostic-Code that is kept
    bool unwrap = true;                    // look for a report in the first message/rfc822, where a gateway put it
};

class report_builder {
public:
    explicit report_builder(builder_options options = {});
    ~report_builder();
    report_builder(report_builder&&) noexcept;
    report_builder& operator=(report_builder&&) noexcept;

    // Octets of the message, in pieces of any size: a message is read to its end whatever it holds.
    void feed(std::string_view bytes);
    report finish();

    // Once the header has ended: may this be anything but ordinary mail (notice_header::may_be_notice)?
    bool may_be_notice() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace recoil::dsn
