// A report in one text, for comparing two of them: a failure shows what differs.
#pragma once

#include "dsn/report.hpp"

#include <sstream>
#include <string>

namespace recoil::test {

inline std::string shown(const std::optional<time_point>& time)
{
    return time ? format_rfc3339(*time) : "-";
}

inline std::string shown(const dsn::recipient_report& r)
{
    std::ostringstream out;
    out << r.recipient << " (" << r.original_recipient << ") " << (r.action ? dsn::name(*r.action) : "-") << ' '
        << (r.status ? to_string(*r.status) : "-") << " [" << r.diagnostic_type << "; " << r.diagnostic << "] answer "
        << r.answer.code.value_or(0) << ' ' << (r.answer.status ? to_string(*r.answer.status) : "-") << " ["
        << r.answer.text << "] at " << (r.stage ? dsn::name(*r.stage) : "-") << " by " << r.remote_mta << '/'
        << r.remote_ip << " log " << r.final_log_id << ' ' << shown(r.last_attempt) << ' ' << shown(r.will_retry_until)
        << '\n';
    return out.str();
}

inline std::string shown(const dsn::report& r)
{
    std::ostringstream out;
    out << dsn::name(r.kind) << ' ' << r.message_id << ' ' << r.from << " [" << r.subject << "] " << shown(r.date)
        << '\n'
        << r.reporting_mta << ' ' << r.received_from_mta << ' ' << r.envelope_id << ' ' << r.queue_id << ' ' << r.sender
        << ' ' << shown(r.arrival_date) << '\n';
    for (const dsn::recipient_report& recipient : r.recipients)
        out << shown(recipient);
    const dsn::returned_message& m = r.original;
    out << m.present << ' ' << m.message_id << ' ' << m.from << ' ' << m.to << " [" << m.subject << "] " << m.date
        << ' ' << m.return_path << '\n';
    for (const auto& [name, value] : m.captured)
        out << name << ": " << value << '\n';
    for (const auto* list : {&m.authentication_results, &m.earlier_authentication_results,
                             &m.arc_authentication_results, &m.received_spf, &m.antispam_reports, &m.received}) {
        for (const std::string& value : *list)
            out << "- " << value << '\n';
    }
    for (const defect d : r.defects.list())
        out << name(d) << ' ';
    return out.str();
}

} // namespace recoil::test
