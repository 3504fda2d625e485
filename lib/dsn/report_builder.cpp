#include "dsn/report_builder.hpp"

#include "dsn/assembly.hpp"
#include "dsn/delivery_status.hpp"
#include "dsn/embedded_status.hpp"
#include "dsn/feedback_report.hpp"
#include "dsn/notice_text.hpp"
#include "dsn/returned_header.hpp"
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
struct feedback_leaf {
    mime::text_decoder text;
    feedback_report_reader reader;
};
struct notice_leaf {
    mime::text_decoder text;
    notice_text* into;
    std::variant<std::monostate, mime::html_text, mime::flowed_text> form = {};
};
struct skipped_leaf {};
using leaf = std::variant<skipped_leaf, status_leaf, feedback_leaf, notice_leaf, returned_header>;

template<typename... Handlers>
struct overloaded : Handlers... {
    using Handlers::operator()...;
};

} // namespace

struct report_builder::state {
    explicit state(builder_options o)
        : options(std::move(o))
        , parser(options.mime)
        , read{.plain = new_text(), .html = new_text(), .preamble = new_text()}
    {
    }

    notice_text new_text() const { return {options.text_bytes, options.mime.header_bytes, options.capture}; }

    void drain();
    void take_header(const mime::header& h);
    void begin_part(const mime::part_info& part);
    void begin_notice(const mime::part_info& part, notice_text& into);
    void read_body(std::string_view bytes);
    void reduce(notice_leaf& leaf, bool last);
    void end_part();
    void end_returned(returned_header& header);
    report finish();

    builder_options options;
    mime::parser parser;
    readings read;
    leaf current;
    std::string decoded;
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
                       [&](const mime::header& h) { take_header(h); },
                       [&](const mime::part_begin& p) { begin_part(*p.info); },
                       [&](const mime::body& b) { read_body(b.bytes); },
                       [&](const mime::part_end&) { end_part(); },
                       [&](const mime::message_end&) { more = false; },
                   },
                   parser.next());
    }
}

// The field that the message ends in may be half of one.
void report_builder::state::take_header(const mime::header& h)
{
    if (h.depth == 0 && !finished)
        read.header.take(h.name, h.value);
}

void report_builder::state::begin_part(const mime::part_info& part)
{
    end_part(); // the preamble, where there was one
    const mime::content_type& type = part.type;
    read.has_feedback = read.has_feedback || is_feedback(type);
    read.has_disposition = read.has_disposition || is_disposition(type);
    in_status = is_delivery_status(type);
    read.has_status = read.has_status || in_status;
    if (type.is_multipart()) {
        if (part.depth == 0)
            begin_notice(part, read.preamble);
    } else if (in_status) {
        current.emplace<status_leaf>(mime::text_decoder(part.encoding, type.parameter("charset")),
                                     delivery_status_reader(options.recipients, options.diagnostic_bytes));
    } else if (type.is("message", "feedback-report")) {
        current.emplace<feedback_leaf>(mime::text_decoder(part.encoding, type.parameter("charset")),
                                       feedback_report_reader());
    } else if (returned_header::is_returned(type)) {
        // The one behind the report is the message it reports on; one before it may be anything.
        if (!read.found.original.present || (read.status_spoke && !returned_follows))
            current.emplace<returned_header>(part.encoding, options.mime.header_bytes, options.capture);
    } else if (type.type == "text" && !read.status_spoke && !read.found.original.present) {
        if (type.subtype == "plain" || type.subtype == "html")
            begin_notice(part, type.subtype == "html" ? read.html : read.plain);
    }
}

// What stands behind the report or the returned message was added on the way: a disclaimer, a scanner's boast.
void report_builder::state::begin_notice(const mime::part_info& part, notice_text& into)
{
    const mime::content_type& type = part.type;
    notice_leaf& leaf =
        current.emplace<notice_leaf>(notice_leaf{mime::text_decoder(part.encoding, type.parameter("charset")), &into});
    if (type.is("text", "html"))
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
                   [&](feedback_leaf& leaf) {
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
                       read.status_spoke = leaf.reader.finish(read.found) || read.status_spoke;
                       read.found.defects.add(leaf.text.defects());
                   },
                   [&](feedback_leaf& leaf) {
                       leaf.text.finish(decoded);
                       leaf.reader.feed(decoded);
                       if (finished)
                           leaf.reader.cut_off();
                       leaf.reader.finish(read.found);
                       read.found.defects.add(leaf.text.defects());
                   },
                   [&](notice_leaf& leaf) {
                       leaf.text.finish(decoded);
                       reduce(leaf, true);
                       read.found.defects.add(leaf.text.defects());
                   },
                   [&](returned_header& leaf) { end_returned(leaf); },
               },
               current);
    current.emplace<skipped_leaf>();
}

void report_builder::state::end_returned(returned_header& leaf)
{
    returned_message message = leaf.finish();
    if (read.complainant.empty())
        read.complainant = leaf.complainant();
    read.found.defects.add(leaf.defects());
    if (!message.present)
        return;
    read.found.original = std::move(message);
    returned_follows = read.status_spoke;
}

report report_builder::state::finish()
{
    finished = true;
    parser.finish();
    drain();
    read.found.defects.add(parser.defects());
    read.incomplete = parser.defects().has(defect::boundary_unclosed);
    read.cut_in_status = in_status && read.incomplete;
    return assemble(std::move(read), options);
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
