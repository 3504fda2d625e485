// The fields of message/feedback-report (RFC 5965 3, RFC 6591 3, RFC 6650) as a stream of decoded text. Reports that
// stand in a text/plain part are read the same way: a line that is no field is passed over.
#pragma once

#include "dsn/report.hpp"
#include "mime/header_block.hpp"

#include <cstddef>
#include <string_view>

namespace recoil::dsn {

class feedback_report_reader {
public:
    // At most `max_recipients` of the Original-Rcpt-To fields are kept (defect report_recipients).
    explicit feedback_report_reader(std::size_t max_recipients = 100);

    void feed(std::string_view text); // in pieces of any size
    // The message ends here, though its report does not: a field whose last line has no end is dropped.
    void cut_off();
    // Adds what the report says, and its defects, to `into`; what `into` already has stays. The Original-Mail-From is
    // its sender. False where no field of a feedback report was found: `into` is as it was. In prose only a report with
    // a `type` is one.
    bool finish(report& into);

private:
    void take_complete_fields();
    void take(const mime::field& field);
    void take_recipient(std::string_view value);
    void take_date(std::string_view value);

    mime::header_block_reader block_; // the one in hand: an empty line ends it, and another one may follow
    std::size_t max_recipients_;
    bool in_line_ = false;
    bool cut_off_ = false;
    bool found_any_ = false;
    feedback found_;
    report message_; // the fields that a delivery report has as well, and the defects
};

// Makes who complains the recipients of a complaint that has none: without an action, for nothing was delivered or not.
void add_complainants(report& complaint);

} // namespace recoil::dsn
