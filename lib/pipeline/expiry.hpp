// Did the message fail because its time in a queue ended, rather than by a refusal for good?
#pragma once

#include "dsn/report.hpp"

namespace recoil::pipeline {

// Only of action failed. Postfix leaves no word about it in the report: `failed` beside a reply of class 4 is the sign.
// Exim, Sendmail and Exchange say it in words or by 4.4.7.
bool expired_in_queue(const dsn::recipient_report& recipient);

} // namespace recoil::pipeline
