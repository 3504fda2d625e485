// From what was read of a whole message to its report: what kind of message it is, and who names its recipients.
#pragma once

#include "dsn/header/notice_header.hpp"
#include "dsn/notice_text.hpp"
#include "dsn/report.hpp"
#include "dsn/report_builder.hpp"

#include <optional>
#include <string>

namespace recoil::dsn {

struct readings {
    notice_header header = {};
    notice_text plain;                  // the notice's own text
    notice_text html;                   // what of it was HTML; often the same once more
    notice_text preamble;               // of a multipart without parts: all that is left of a damaged notice
    report found = {};                  // by the report parts, and the returned message that is a part
    std::string complainant = {};       // that a returned message names
    std::optional<report> wrapped = {}; // what the first message/rfc822 of a mail system's notice says itself
    bool has_parts = false;             // the message is a multipart with parts
    bool has_status = false;            // there is a delivery-status part
    bool status_spoke = false;          // ... and it said something
    bool returned_follows = false;      // the returned message that was read stood behind that part
    bool has_feedback = false;
    bool has_disposition = false;
    bool incomplete = false;    // the message ended before its parts did
    bool cut_in_status = false; // inside the delivery-status part
};

report assemble(readings read, const builder_options& options);

} // namespace recoil::dsn
