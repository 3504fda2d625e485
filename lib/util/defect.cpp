#include "util/defect.hpp"

#include <array>

namespace recoil {

namespace {

constexpr std::array<defect_info, defect_count> table{{
    {defect::mime_depth, "mime_depth", "Parts are nested deeper than limits.mime_depth; the inner ones were not read."},
    {defect::mime_parts, "mime_parts", "There are more parts than limits.mime_parts; the rest was skipped."},
    {defect::header_bytes, "header_bytes", "A header is larger than limits.header_bytes; the rest of it was dropped."},
    {defect::header_malformed, "header_malformed", "A header has a line that is neither a field nor a continuation."},
    {defect::line_length, "line_length", "A line of a header or report is longer than limits.line_bytes."},
    {defect::content_type_malformed, "content_type_malformed", "A Content-Type field cannot be read (RFC 2045 5.1)."},
    {defect::boundary_missing, "boundary_missing", "A multipart names no usable boundary (RFC 2046 5.1.1)."},
    {defect::boundary_unclosed, "boundary_unclosed", "A multipart ends without its closing delimiter."},
    {defect::encoding_unknown, "encoding_unknown",
     "A Content-Transfer-Encoding that RFC 2045 6 does not name; the part was read undecoded."},
    {defect::base64_malformed, "base64_malformed", "A base64 part has characters or padding where none may be."},
    {defect::quoted_printable_malformed, "quoted_printable_malformed",
     "A quoted-printable part has a '=' that starts no code."},
    {defect::charset_unknown, "charset_unknown", "A charset is unknown; the text was read as UTF-8 or Latin-1."},
    {defect::charset_malformed, "charset_malformed", "A text is not valid in the charset that it names."},
    {defect::nul_octet, "nul_octet", "A header or report contains a NUL octet."},
    {defect::report_malformed, "report_malformed", "The delivery status has a line that is no field."},
    {defect::report_recipients, "report_recipients",
     "The report names more recipients than limits.report_recipients; the rest was dropped."},
    {defect::report_empty, "report_empty", "The delivery status names no recipient."},
    {defect::reporting_mta_missing, "reporting_mta_missing",
     "The delivery status has no Reporting-MTA (RFC 3464 2.2.2)."},
    {defect::final_recipient_missing, "final_recipient_missing",
     "A recipient has no Final-Recipient (RFC 3464 2.3.2)."},
    {defect::recipient_malformed, "recipient_malformed", "A recipient's address cannot be one."},
    {defect::recipient_guessed, "recipient_guessed",
     "The notice names no recipient; the To of the returned message was taken."},
    {defect::action_missing, "action_missing", "A recipient has no Action (RFC 3464 2.3.3); the status was taken."},
    {defect::action_unknown, "action_unknown", "A recipient has an Action that RFC 3464 2.3.3 does not name."},
    {defect::status_missing, "status_missing", "A recipient has no Status (RFC 3464 2.3.4)."},
    {defect::status_malformed, "status_malformed", "A recipient has a Status that is no enhanced code (RFC 3463)."},
    {defect::date_malformed, "date_malformed", "A date cannot be read (RFC 5322 3.3)."},
    {defect::diagnostic_truncated, "diagnostic_truncated", "A Diagnostic-Code is longer than what is kept."},
    {defect::message_truncated, "message_truncated",
     "The message ends inside a header or the delivery status; of a log, the line was cut."},
}};

constexpr bool in_order()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].value != static_cast<defect>(i))
            return false;
    }
    return true;
}
static_assert(in_order(), "name() looks a defect up by its position");

} // namespace

std::span<const defect_info> all_defects()
{
    return table;
}

std::string_view name(defect d)
{
    return table[static_cast<std::size_t>(d)].name;
}

std::vector<defect> defect_set::list() const
{
    std::vector<defect> found;
    for (const defect_info& info : table) {
        if (has(info.value))
            found.push_back(info.value);
    }
    return found;
}

} // namespace recoil
