// What can be wrong with the form of a message. A closed list: the names are values of the event's `defects` and of a
// metric label. A defect never stops the reading: what can be read is read.
#pragma once

#include <bitset>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace recoil {

enum class defect {
    // lib/mime
    mime_depth,             // multiparts nested deeper than limits.mime_depth; read as opaque
    mime_parts,             // more parts than limits.mime_parts; the rest is skipped
    header_bytes,           // a header block larger than limits.header_bytes; the rest of it is dropped
    header_malformed,       // a line in a header block that is neither a field nor a continuation
    line_length,            // a line longer than limits.line_bytes in a report or header; read on
    content_type_malformed, // RFC 2045 5.1
    boundary_missing,       // a multipart without a usable boundary parameter
    boundary_unclosed,      // the message or an enclosing part ended before the closing delimiter
    encoding_unknown,       // Content-Transfer-Encoding that RFC 2045 6 does not name; read as it is
    base64_malformed,
    quoted_printable_malformed,
    charset_unknown, // iconv does not know it; read as UTF-8 or Latin-1
    charset_malformed,
    nul_octet, // a NUL in a header or report
    // lib/dsn
    report_malformed,        // a line of the report that is no field
    report_recipients,       // more groups than limits.report_recipients; the rest is dropped
    report_empty,            // a delivery-status part without a recipient group
    reporting_mta_missing,   // RFC 3464 2.2.2
    final_recipient_missing, // RFC 3464 2.3.2; Original-Recipient is taken instead where there is one
    recipient_malformed,     // an address that cannot be one
    recipient_guessed,       // the notice names nobody; the To of the returned message was taken
    action_missing,          // RFC 3464 2.3.3; taken from Status
    action_unknown,
    status_missing, // RFC 3464 2.3.4
    status_malformed,
    date_malformed,
    diagnostic_truncated, // longer than what is kept
    message_truncated,    // the message ended inside a header block or report
};

inline constexpr std::size_t defect_count = static_cast<std::size_t>(defect::message_truncated) + 1;

struct defect_info {
    defect value;
    std::string_view name;    // mime_depth: the enumerator's own name
    std::string_view meaning; // one sentence, for the documentation
};
std::span<const defect_info> all_defects(); // in the order of the enumeration
std::string_view name(defect d);

class defect_set {
public:
    void add(defect d) { bits_.set(static_cast<std::size_t>(d)); }
    void add(const defect_set& other) { bits_ |= other.bits_; }
    bool has(defect d) const { return bits_.test(static_cast<std::size_t>(d)); }
    bool empty() const { return bits_.none(); }
    std::vector<defect> list() const;
    bool operator==(const defect_set&) const = default;

private:
    std::bitset<defect_count> bits_;
};

} // namespace recoil
