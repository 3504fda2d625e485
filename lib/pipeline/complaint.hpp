// From a feedback report to the record's complaint.
#pragma once

#include "classify/classifier.hpp"
#include "dsn/report.hpp"
#include "event/event.hpp"

namespace recoil::pipeline {

// Does nothing where the report holds no complaint. The provider is who reports: by the Reporting-MTA, else by the
// domain of the From; other where no pack knows it.
void add_complaint(event::record& record, const dsn::report& report, const classify::classifier& classifier);

} // namespace recoil::pipeline
