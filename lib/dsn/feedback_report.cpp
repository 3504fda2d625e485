#include "dsn/feedback_report.hpp"

#include "dsn/field_value.hpp"
#include "util/ascii.hpp"
#include "util/ip_address.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_block = 65'536;
constexpr std::size_t max_line = 8'192;
constexpr std::size_t max_text = 998;
constexpr std::size_t max_token = 64;
constexpr std::size_t max_results = 8;
constexpr std::size_t max_result = 2'048;

// RFC 2045 5.1
bool is_token_octet(char c)
{
    return c > ' ' && c < '\x7f' && string_view("()<>@,;:\\\"/[]?=").find(c) == string_view::npos;
}

std::string token(string_view value)
{
    const std::string word = ascii::to_lower(drop_comments(value));
    return word.size() <= max_token && std::ranges::all_of(word, is_token_octet) ? word : std::string();
}

string_view first_word(string_view value)
{
    return value.substr(0, std::min(value.find_first_of(" \t(;,"), value.size()));
}

std::string ip(string_view value)
{
    return canonical_ip(parse_ip(first_word(value))).value_or("");
}

std::string domain(string_view value)
{
    return ascii::to_lower(parse_host(value).name);
}

std::string text(string_view value)
{
    return bounded_text(value, max_text);
}

// Who redacts an address leaves "redacted" or "redacted@".
std::string address(string_view value)
{
    std::string found = parse_recipient(value, false);
    const std::size_t at = found.rfind('@');
    const bool whole = at != std::string::npos && at > 0 && at + 1 < found.size();
    return whole ? found : std::string();
}

// Of these fields the first that can be read counts.
struct text_field {
    string_view name;
    std::string feedback::*target;
    std::string (*read)(string_view);
};
constexpr std::array<text_field, 6> text_fields{{
    {"feedback-type", &feedback::type, token},
    {"auth-failure", &feedback::auth_failure, token},
    {"source-ip", &feedback::source_ip, ip},
    {"reported-domain", &feedback::reported_domain, domain},
    {"removal-recipient", &feedback::removal_recipient, address},
    {"user-agent", &feedback::user_agent, text},
}};

} // namespace

feedback_report_reader::feedback_report_reader(std::size_t max_recipients)
    : block_(max_block, max_line), max_recipients_(max_recipients)
{
}

void feedback_report_reader::feed(string_view bytes)
{
    if (!bytes.empty())
        in_line_ = bytes.back() != '\n';
    while (!bytes.empty()) {
        bytes.remove_prefix(block_.feed(bytes));
        take_complete_fields();
        if (!block_.ended())
            continue;
        message_.defects.add(block_.defects());
        block_ = mime::header_block_reader(max_block, max_line);
    }
}

void feedback_report_reader::cut_off()
{
    cut_off_ = in_line_;
}

void feedback_report_reader::take_complete_fields()
{
    while (const auto field = block_.next()) {
        if (!cut_off_ || !block_.ended())
            take(*field);
    }
}

void feedback_report_reader::take(const mime::field& field)
{
    const std::string name = ascii::to_lower(field.name);
    const bool found_before = std::exchange(found_any_, true);
    for (const text_field& known : text_fields) {
        if (name != known.name)
            continue;
        std::string& target = found_.*known.target;
        if (target.empty())
            target = known.read(field.value);
        return;
    }
    if (name == "original-rcpt-to")
        take_recipient(field.value);
    else if (name == "arrival-date" || name == "received-date")
        take_date(field.value);
    else if (name == "original-mail-from")
        complete(message_.sender, address(field.value));
    else if (name == "reporting-mta")
        complete(message_.reporting_mta, parse_host(field.value).name);
    else if (name == "original-envelope-id")
        complete(message_.envelope_id, text(field.value));
    else if (name != "authentication-results")
        found_any_ = found_before;
    else if (found_.authentication_results.size() < max_results && !field.value.empty())
        found_.authentication_results.push_back(bounded_text(field.value, max_result));
}

void feedback_report_reader::take_recipient(string_view value)
{
    std::string recipient = address(value);
    if (recipient.empty() ||
        std::ranges::find(found_.original_recipients, recipient) != found_.original_recipients.end())
        return;
    if (found_.original_recipients.size() < max_recipients_)
        found_.original_recipients.push_back(std::move(recipient));
    else
        message_.defects.add(defect::report_recipients);
}

void feedback_report_reader::take_date(string_view value)
{
    const auto date = parse_rfc5322_date(value);
    if (!date)
        message_.defects.add(defect::date_malformed);
    else
        complete(message_.arrival_date, date);
}

bool feedback_report_reader::finish(report& into)
{
    block_.finish();
    take_complete_fields();
    if (!found_any_)
        return false;
    into.defects.add(message_.defects);
    into.defects.add(block_.defects());
    complete(into.sender, message_.sender);
    complete(into.reporting_mta, message_.reporting_mta);
    complete(into.envelope_id, message_.envelope_id);
    complete(into.arrival_date, message_.arrival_date);
    feedback& target = into.complaint ? *into.complaint : into.complaint.emplace();
    for (const text_field& known : text_fields)
        complete(target.*known.target, found_.*known.target);
    complete(target.original_recipients, found_.original_recipients);
    complete(target.authentication_results, found_.authentication_results);
    return true;
}

void add_complainants(report& complaint)
{
    if (!complaint.complaint || !complaint.recipients.empty())
        return;
    for (const std::string& address : complainants(*complaint.complaint))
        complaint.recipients.emplace_back().recipient = address;
}

} // namespace recoil::dsn
