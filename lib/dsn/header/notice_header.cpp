#include "dsn/header/notice_header.hpp"

#include "dsn/field_value.hpp"
#include "dsn/header/automatic_field.hpp"
#include "dsn/header/subject_words.hpp"
#include "dsn/header/system_sender.hpp"
#include "mime/address.hpp"
#include "mime/content_type.hpp"
#include "mime/encoded_word.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_text = 998;
constexpr std::size_t max_failed_recipients = 1000;
constexpr string_view service_subject = "AWS Notification Message"; // the body is JSON (ses_json.hpp)

bool names_receipt(string_view content_type)
{
    const mime::content_type type = mime::parse_content_type(content_type).value;
    return type.is("message", "disposition-notification") || type.is("message", "global-disposition-notification") ||
           ascii::iequals(type.parameter("report-type"), "disposition-notification");
}

// A gateway that makes a multipart/mixed of a report often leaves its parameter.
bool names_report(string_view content_type)
{
    const mime::content_type type = mime::parse_content_type(content_type).value;
    return type.is("multipart", "report") || type.is("message", "delivery-status") ||
           type.is("message", "global-delivery-status") || type.is("message", "feedback-report") ||
           !type.parameter("report-type").empty();
}

} // namespace

void notice_header::take(string_view name, string_view value)
{
    const std::string lower = ascii::to_lower(name);
    const automatic_mark mark = automatic_mark_of(lower, value);
    answer_ = answer_ || mark == automatic_mark::answer;
    automatic_ = automatic_ || mark == automatic_mark::weak;
    complaint_.take(lower, value);
    take_sender(lower, value);
    if (lower == "message-id" && message_id_.empty())
        message_id_ = bounded_text(value, max_text);
    else if (lower == "to" && to_.empty())
        to_ = bounded_text(mime::first_address(value), max_text);
    else if (lower == "subject" && subject_.empty())
        subject_ = bounded_text(mime::decode_words(value), max_text);
    else if (lower == "x-failed-recipients")
        take_failed_recipients(value);
    else if (lower == "x-ms-exchange-message-is-ndr")
        notice_ = true;
    else if (lower == "list-id" || lower == "list-post")
        list_ = true;
    else if (lower == "content-type") {
        receipt_ = names_receipt(value);
        report_ = report_ || names_report(value);
    } else if (lower == "date" && !has_date_) {
        date_ = parse_rfc5322_date(value);
        has_date_ = true;
    }
}

void notice_header::take_sender(string_view name, string_view value)
{
    if (name == "from" && !has_from_) {
        has_from_ = true;
        from_ = bounded_text(mime::first_address(value), max_text);
        from_words_ = bounded_text(mime::decode_words(value), max_text);
    } else if (name == "sender") {
        system_ = system_ || is_mail_system(mime::first_address(value), {});
    } else if (name == "return-path" && !has_return_path_) {
        has_return_path_ = true;
        const std::string address = mime::first_address(value);
        null_sender_ = address.empty() || ascii::istarts_with(address, "mailer-daemon");
    }
}

// Exim folds the list, Gmail repeats the field. A comma inside quotes belongs to the address.
void notice_header::take_failed_recipients(string_view value)
{
    notice_ = true;
    while (!value.empty() && failed_recipients_.size() < max_failed_recipients) {
        bool quoted = false;
        std::size_t end = 0;
        while (end < value.size() && (quoted || value[end] != ',')) {
            quoted = quoted != (value[end] == '"');
            end += value[end] == '\\' && end + 1 < value.size() ? 2 : 1;
        }
        const std::string address = bounded_text(mime::first_address(value.substr(0, end)), max_text);
        if (address.find('@') != std::string::npos)
            failed_recipients_.push_back(address);
        value.remove_prefix(std::min(end + 1, value.size()));
    }
}

void notice_header::fill(report& into) const
{
    into.message_id = message_id_;
    into.from = from_;
    into.subject = subject_;
    into.date = date_;
    if (has_date_ && !date_)
        into.defects.add(defect::date_malformed);
}

// Sieve's reject (RFC 5429 2.2.1) takes the form of a receipt for what is a refusal.
bool notice_header::is_receipt() const
{
    return receipt_ && !is_failure_subject(subject_);
}

// A vacation program may answer for postmaster; where only the fields speak, a mail system's notice has them as well.
bool notice_header::is_answer() const
{
    if (notice_ || is_failure_subject(subject_))
        return false;
    if (is_automatic_subject(subject_) || is_challenge_subject(subject_) || is_challenge_sender(from_, from_words_))
        return true;
    const bool marked = answer_ || (automatic_ && null_sender_);
    return marked && !system_ && !from_.empty() && !is_mail_system(from_, from_words_);
}

bool notice_header::looks_like_bounce() const
{
    if (notice_)
        return true;
    if (is_receipt() || complaint() || is_answer())
        return false;
    return system_ || null_sender_ || (has_from_ && from_.empty()) || is_mail_system(from_, from_words_) ||
           (is_failure_subject(subject_) && !(list_ && subject_.starts_with('['))); // "[list] Mail delivery failed"
}

bool notice_header::may_be_notice() const
{
    return report_ || looks_like_bounce() || kind_without_report() != kind::other || subject_ == service_subject;
}

kind notice_header::kind_without_report() const
{
    if (notice_)
        return kind::other;
    if (is_receipt())
        return kind::mdn;
    if (complaint())
        return kind::complaint;
    return is_answer() ? kind::auto_reply : kind::other;
}

} // namespace recoil::dsn
