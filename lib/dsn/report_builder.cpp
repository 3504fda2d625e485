#include "dsn/report_builder.hpp"

#include "dsn/delivery_status.hpp"
#include "dsn/notice_header.hpp"
#include "dsn/notice_prose.hpp"
#include "dsn/notice_text.hpp"
#include "dsn/returned_header.hpp"
#include "dsn/ses_json.hpp"
#include "mime/flowed_text.hpp"
#include "mime/html_text.hpp"
#include "mime/text_decoder.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace recoil::dsn {

namespace {

bool is_delivery_status(const mime::content_type& type)
{
    return type.is("message", "delivery-status") || type.is("message", "global-delivery-status");
}

bool is_feedback(const mime::content_type& type)
{
    return type.is("message", "feedback-report") || type.parameter("report-type") == "feedback-report";
}

bool is_disposition(const mime::content_type& type)
{
    return type.is("message", "disposition-notification") || type.is("message", "global-disposition-notification") ||
           type.parameter("report-type") == "disposition-notification";
}

// The readers of a leaf. Decoded text goes through `text`; returned headers decode for themselves.
struct status_leaf {
    mime::text_decoder text;
    delivery_status_reader reader;
};
struct notice_leaf {
    mime::text_decoder text;
    notice_text* into;
    std::variant<std::monostate, mime::html_text, mime::flowed_text> form = {};
};
struct skipped_leaf {};
using leaf = std::variant<skipped_leaf, status_leaf, notice_leaf, returned_header>;

template<typename... Handlers>
struct overloaded : Handlers... {
    using Handlers::operator()...;
};

} // namespace

struct report_builder::state {
    explicit state(builder_options o)
        : options(std::move(o))
        , parser(options.mime)
        , text(options.text_bytes, options.mime.header_bytes, options.capture)
        , html(options.text_bytes, options.mime.header_bytes, options.capture)
    {
    }

    void drain();
    void begin_part(const mime::part_info& part);
    void read_body(std::string_view bytes);
    void end_part();
    void end_returned(returned_header& header);
    void begin_notice(const mime::part_info& part);
    void reduce(notice_leaf& leaf, bool last);
    report finish();
    kind decide_kind();
    bool read_json();
    bool read_prose(const notice_text& source);
    void add_missing(std::vector<recipient_report> named);

    builder_options options;
    mime::parser parser;
    notice_header header;
    notice_text text; // what is plain
    notice_text html; // what was HTML; often the same once more
    report found;
    leaf current;
    std::string decoded;
    bool has_status = false; // a delivery-status part that said something
    bool has_feedback = false;
    bool has_disposition = false;
    bool returned_follows = false; // the returned header that was read stood behind the report
    bool in_status = false;        // the last part begun is a delivery-status part
    bool finished = false;         // there is no more input: a part that is still open has no end
};

void report_builder::state::drain()
{
    bool more = true;
    while (more) {
        std::visit(overloaded{
                       [&](const mime::need_input&) { more = false; },
                       [&](const mime::header& h) {
                           // The field that the message ends in may be half of one.
                           if (h.depth == 0 && !finished)
                               header.take(h.name, h.value);
                       },
                       [&](const mime::part_begin& p) { begin_part(*p.info); },
                       [&](const mime::body& b) { read_body(b.bytes); },
                       [&](const mime::part_end&) { end_part(); },
                       [&](const mime::message_end&) { more = false; },
                   },
                   parser.next());
    }
}

void report_builder::state::begin_part(const mime::part_info& part)
{
    const mime::content_type& type = part.type;
    has_feedback = has_feedback || is_feedback(type);
    has_disposition = has_disposition || is_disposition(type);
    in_status = is_delivery_status(type);
    if (in_status) {
        current.emplace<status_leaf>(mime::text_decoder(part.encoding, type.parameter("charset")),
                                     delivery_status_reader(options.recipients, options.diagnostic_bytes));
    } else if (returned_header::is_returned(type)) {
        // The one behind the report is the message it reports on; one before it may be anything.
        if (!found.original.present || (has_status && !returned_follows))
            current.emplace<returned_header>(part.encoding, options.mime.header_bytes, options.capture);
    } else if (type.type == "text" && !has_status && !found.original.present) {
        begin_notice(part);
    }
}

// What stands behind the report or the returned message was added on the way: a disclaimer, a scanner's boast.
void report_builder::state::begin_notice(const mime::part_info& part)
{
    const mime::content_type& type = part.type;
    const bool is_html = type.subtype == "html";
    if (!is_html && type.subtype != "plain")
        return;
    notice_leaf& leaf = current.emplace<notice_leaf>(
        notice_leaf{mime::text_decoder(part.encoding, type.parameter("charset")), is_html ? &html : &text});
    if (is_html)
        leaf.form.emplace<mime::html_text>();
    else if (ascii::iequals(type.parameter("format"), "flowed"))
        leaf.form.emplace<mime::flowed_text>(ascii::iequals(type.parameter("delsp"), "yes"));
    leaf.into->begin_part();
}

// Takes `decoded` to the lines of the notice.
void report_builder::state::reduce(notice_leaf& leaf, bool last)
{
    std::string plain;
    std::visit(overloaded{
                   [&](std::monostate) { plain.swap(decoded); },
                   [&](auto& form) {
                       form.feed(decoded, plain);
                       if (last)
                           form.finish(plain);
                   },
               },
               leaf.form);
    leaf.into->feed(plain);
    if (last)
        leaf.into->end_part(finished);
}

void report_builder::state::read_body(std::string_view bytes)
{
    decoded.clear();
    std::visit(overloaded{
                   [](skipped_leaf&) {},
                   [&](status_leaf& leaf) {
                       leaf.text.feed(bytes, decoded);
                       leaf.reader.feed(decoded);
                   },
                   [&](notice_leaf& leaf) {
                       leaf.text.feed(bytes, decoded);
                       reduce(leaf, false);
                   },
                   [&](returned_header& leaf) { leaf.feed(bytes); },
               },
               current);
}

void report_builder::state::end_part()
{
    decoded.clear();
    std::visit(overloaded{
                   [](skipped_leaf&) {},
                   [&](status_leaf& leaf) {
                       leaf.text.finish(decoded);
                       leaf.reader.feed(decoded);
                       if (finished)
                           leaf.reader.cut_off();
                       has_status = leaf.reader.finish(found) || has_status;
                       found.defects.add(leaf.text.defects());
                   },
                   [&](notice_leaf& leaf) {
                       leaf.text.finish(decoded);
                       reduce(leaf, true);
                       found.defects.add(leaf.text.defects());
                   },
                   [&](returned_header& leaf) { end_returned(leaf); },
               },
               current);
    current.emplace<skipped_leaf>();
}

void report_builder::state::end_returned(returned_header& leaf)
{
    returned_message message = leaf.finish();
    found.defects.add(leaf.defects());
    if (!message.present)
        return;
    found.original = std::move(message);
    returned_follows = has_status;
}

report report_builder::state::finish()
{
    finished = true;
    parser.finish();
    drain();
    header.fill(found);
    found.defects.add(parser.defects());
    if (in_status && parser.defects().has(defect::boundary_unclosed))
        found.defects.add(defect::message_truncated);
    found.kind = decide_kind();
    if (found.kind == kind::other || found.kind == kind::auto_reply)
        found.original = {};
    return std::move(found);
}

kind report_builder::state::decide_kind()
{
    if (has_status && !found.recipients.empty()) {
        const notice_prose prose(text.parts().empty() ? html.parts() : text.parts());
        prose.complete(found.recipients);
        if (in_status && parser.defects().has(defect::boundary_unclosed))
            add_missing(prose.recipients());
        return kind::dsn;
    }
    if (has_feedback)
        return kind::complaint;
    if (read_json())
        return found.kind;
    if (read_prose(text) || read_prose(html))
        return has_status ? kind::dsn : kind::nonstandard_bounce;
    if (has_status)
        return kind::dsn;
    return has_disposition ? kind::mdn : header.kind_without_report();
}

// A report that was cut off names fewer recipients than the text in front of it.
void report_builder::state::add_missing(std::vector<recipient_report> named)
{
    for (recipient_report& r : named) {
        const bool known = std::ranges::any_of(found.recipients, [&](const recipient_report& in_report) {
            return ascii::iequals(in_report.recipient, r.recipient) ||
                   ascii::iequals(in_report.original_recipient, r.recipient);
        });
        if (!known && found.recipients.size() < options.recipients)
            found.recipients.push_back(std::move(r));
    }
}

// The notification of a service that has nothing but JSON for a text.
bool report_builder::state::read_json()
{
    const ses_limits limits{options.recipients, options.mime.header_bytes};
    return !text.parts().empty() && read_ses_json(text.parts().front(), options.capture, limits, found);
}

// The recipients of a notice without a report; false where it is no notice.
bool report_builder::state::read_prose(const notice_text& source)
{
    const notice_prose prose(source.parts());
    const bool evident = header.looks_like_bounce() && !has_disposition;
    if (!evident && !prose.proves_notice())
        return false;
    if (!found.original.present)
        found.original = source.returned();
    std::vector<recipient_report> recipients = prose.recipients();
    for (const std::string& address : header.failed_recipients()) {
        const bool named = std::ranges::any_of(
            recipients, [&](const recipient_report& r) { return ascii::iequals(r.recipient, address); });
        if (!named)
            recipients.push_back(prose.recipient(address));
    }
    // Nothing is guessed of a notice whose end is missing.
    const bool may_guess = recipients.empty() && evident && !parser.defects().has(defect::boundary_unclosed);
    if (may_guess)
        recipients = prose.nearest_recipients(header.to());
    if (may_guess && recipients.empty() && !found.original.to.empty())
        recipients.push_back(prose.recipient(found.original.to));
    if (recipients.empty())
        return prose.proves_notice();
    recipients.resize(std::min(recipients.size(), options.recipients));
    found.recipients = std::move(recipients);
    found.reporting_mta = prose.reporting_mta();
    return true;
}

report_builder::report_builder(builder_options options) : state_(std::make_unique<state>(std::move(options))) {}
report_builder::~report_builder() = default;
report_builder::report_builder(report_builder&&) noexcept = default;
report_builder& report_builder::operator=(report_builder&&) noexcept = default;

void report_builder::feed(std::string_view bytes)
{
    state_->parser.feed(bytes);
    state_->drain();
}

report report_builder::finish()
{
    return state_->finish();
}

} // namespace recoil::dsn
