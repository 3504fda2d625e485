#include "pipeline/complaint.hpp"

#include "mime/address.hpp"

#include <string>

namespace recoil::pipeline {

void add_complaint(event::record& record, const dsn::report& report, const classify::classifier& classifier)
{
    if (report.kind != dsn::kind::complaint || !report.complaint)
        return;
    const dsn::feedback& said = *report.complaint;
    record.complaint = event::complaint{said.type, said.source_ip, said.reported_domain};
    record.provider = classifier.provider_of(report.reporting_mta);
    if (record.provider == "other")
        record.provider = classifier.provider_of(mime::domain_of(report.from));
}

} // namespace recoil::pipeline
