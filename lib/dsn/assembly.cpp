#include "dsn/assembly.hpp"

#include "dsn/feedback_report.hpp"
#include "dsn/field_value.hpp"
#include "dsn/header/subject_words.hpp"
#include "dsn/header/system_sender.hpp"
#include "dsn/notice_prose.hpp"
#include "dsn/ses_json.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <utility>

namespace recoil::dsn {

namespace {

bool names(const std::vector<recipient_report>& recipients, std::string_view address)
{
    return std::ranges::any_of(recipients, [&](const recipient_report& r) {
        return ascii::iequals(r.recipient, address) || ascii::iequals(r.original_recipient, address);
    });
}

class assembly {
public:
    assembly(readings& read, const builder_options& options) : read_(read), found_(read.found), options_(options) {}

    kind decide();

private:
    void complete_report();
    void add_missing(std::vector<recipient_report> named);
    void replace_pipes(const notice_prose& prose);
    void complete_complaint();
    bool read_json();
    bool read_prose();
    bool adopt_wrapped();
    bool take(const notice_prose& prose, std::vector<recipient_report> recipients);
    std::vector<recipient_report> named_recipients(const notice_prose& prose) const;
    std::vector<recipient_report> guessed_recipients(const notice_prose& prose);

    readings& read_;
    report& found_;
    const builder_options& options_;
};

// A report goes before prose, and what the parts are called before what the text says.
kind assembly::decide()
{
    // Parts behind a boundary that nobody declared may be what somebody quotes.
    if (found_.defects.has(defect::boundary_missing) && !read_.header.looks_like_bounce()) {
        found_.recipients.clear();
        return read_.header.kind_without_report();
    }
    if (read_.status_spoke && !found_.recipients.empty()) {
        complete_report();
        return kind::dsn;
    }
    if (read_.has_feedback || read_.header.complaint()) {
        complete_complaint();
        return kind::complaint;
    }
    if (read_json())
        return found_.kind;
    if (read_prose())
        return read_.has_status || found_.kind == kind::dsn ? kind::dsn : kind::nonstandard_bounce;
    if (read_.status_spoke)
        return kind::dsn;
    return read_.has_disposition ? kind::mdn : read_.header.kind_without_report();
}

void assembly::complete_report()
{
    const notice_prose prose(read_.plain.parts().empty() ? read_.html.parts() : read_.plain.parts());
    prose.complete(found_.recipients);
    replace_pipes(prose);
    if (read_.cut_in_status)
        add_missing(prose.recipients());
}

// A report that was cut off names fewer recipients than the text in front of it.
void assembly::add_missing(std::vector<recipient_report> named)
{
    for (recipient_report& r : named) {
        if (!names(found_.recipients, r.recipient) && found_.recipients.size() < options_.recipients)
            found_.recipients.push_back(std::move(r));
    }
}

// "|/usr/bin/vacation" or "/var/mail/a" is where it failed. Whose it is the header or the text may say.
void assembly::replace_pipes(const notice_prose& prose)
{
    if (found_.recipients.size() != 1 || is_mailbox(found_.recipients.front().recipient))
        return;
    const std::vector<recipient_report> named = named_recipients(prose);
    if (named.size() == 1 && is_mailbox(named.front().recipient))
        found_.recipients.front().recipient = named.front().recipient;
}

// A report that is missing may stand in the prose, or in part in the header.
void assembly::complete_complaint()
{
    for (const std::string& part : read_.plain.parts()) {
        report prose;
        feedback_report_reader reader;
        reader.feed(part);
        if (!found_.complaint && reader.finish(prose) && !prose.complaint->type.empty())
            found_.complaint = prose.complaint;
    }
    if (!found_.complaint)
        found_.complaint = read_.header.complaint();
    if (!found_.complaint)
        found_.complaint.emplace();
    found_.complaint->returned_recipient = read_.complainant;
    if (!found_.original.present)
        found_.original = read_.plain.returned();
    add_complainants(found_);
}

// The notification of a service that has nothing but JSON for a text.
bool assembly::read_json()
{
    const ses_limits limits{options_.recipients, options_.mime.header_bytes};
    const std::vector<std::string>& parts = read_.plain.parts();
    return !parts.empty() && read_ses_json(parts.front(), options_.capture, limits, found_);
}

// The recipients of a notice without a report; false where it is no notice. HTML and preamble count where the plain
// text says nothing.
bool assembly::read_prose()
{
    const bool evident = read_.header.looks_like_bounce();
    bool proven = false;
    for (const notice_text* source : {&read_.plain, &read_.html, &read_.preamble}) {
        if (source->parts().empty() || (source == &read_.preamble && read_.has_parts))
            continue;
        const notice_prose prose(source->parts());
        if (prose.reports_success())
            return false;
        proven = proven || (prose.proves_notice() && !read_.header.is_list_post());
        if (!evident && !proven)
            continue;
        if (!found_.original.present)
            found_.original = source->returned();
        if (prose.read_report(found_) || take(prose, named_recipients(prose)))
            return true;
    }
    if (!evident)
        return proven;
    if (adopt_wrapped())
        return true;
    const notice_prose prose(read_.plain.parts().empty() ? read_.html.parts() : read_.plain.parts());
    if (take(prose, named_recipients(prose)))
        return true;
    // Nothing is guessed of a notice whose end is missing.
    return (!read_.incomplete && take(prose, guessed_recipients(prose))) || proven;
}

// A gateway that wraps a notice keeps its subject. Any other message that is returned is not ours to report on, even if
// it is a notice.
bool assembly::adopt_wrapped()
{
    std::optional<report>& wrapped = read_.wrapped;
    if (!wrapped || wrapped->kind != kind::dsn || wrapped->subject.empty() || wrapped->subject != found_.subject)
        return false;
    wrapped->defects.add(found_.defects);
    found_ = std::move(*wrapped);
    return true;
}

bool assembly::take(const notice_prose& prose, std::vector<recipient_report> recipients)
{
    if (recipients.empty())
        return false;
    recipients.resize(std::min(recipients.size(), options_.recipients));
    found_.recipients = std::move(recipients);
    found_.reporting_mta = prose.reporting_mta();
    if (is_delay_subject(found_.subject))
        std::ranges::for_each(found_.recipients, [](recipient_report& r) { r.action = action::delayed; });
    // What is missing may turn the last reply around, unless the notice had come to the message that it returns.
    if (read_.incomplete && !found_.original.present)
        found_.defects.add(defect::message_truncated);
    return true;
}

std::vector<recipient_report> assembly::named_recipients(const notice_prose& prose) const
{
    std::vector<recipient_report> named = prose.recipients();
    for (const std::string& address : read_.header.failed_recipients()) {
        const auto local = std::ranges::find_if(
            named, [&](const recipient_report& r) { return address.starts_with(r.recipient + "@"); });
        if (local != named.end())
            local->recipient = address;
        else if (!names(named, address))
            named.push_back(prose.recipient(address));
    }
    return named;
}

// The one next to a reply; else the one that the returned message was written to. A bounce that was returned itself was
// written to us.
std::vector<recipient_report> assembly::guessed_recipients(const notice_prose& prose)
{
    std::vector<recipient_report> guessed = prose.nearest_recipients(read_.header.to());
    const returned_message& original = found_.original;
    if (!guessed.empty() || original.to.empty() || is_mail_system(original.from, original.from))
        return guessed;
    guessed.push_back(prose.recipient(original.to));
    guessed.back().guessed = true;
    found_.defects.add(defect::recipient_guessed);
    return guessed;
}

} // namespace

report assemble(readings read, const builder_options& options)
{
    read.header.fill(read.found);
    if (read.cut_in_status)
        read.found.defects.add(defect::message_truncated);
    read.found.kind = assembly(read, options).decide();
    if (read.found.kind == kind::other || read.found.kind == kind::auto_reply)
        read.found.original = {};
    return std::move(read.found);
}

} // namespace recoil::dsn
