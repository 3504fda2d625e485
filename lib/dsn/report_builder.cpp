#include "dsn/report_builder.hpp"

#include "dsn/delivery_status.hpp"
#include "dsn/notice_header.hpp"
#include "dsn/notice_text.hpp"
#include "dsn/returned_header.hpp"
#include "mime/text_decoder.hpp"

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
};
struct skipped_leaf {};
using leaf = std::variant<skipped_leaf, status_leaf, notice_leaf, returned_header>;

template<typename... Handlers>
struct overloaded : Handlers... {
    using Handlers::operator()...;
};

} // namespace

struct report_builder::state {
    explicit state(builder_options o) : options(std::move(o)), parser(options.mime), text(options.text_bytes) {}

    void drain();
    void begin_part(const mime::part_info& part);
    void read_body(std::string_view bytes);
    void end_part();
    void end_returned(returned_header& header);
    report finish();

    builder_options options;
    mime::parser parser;
    notice_header header;
    notice_text text;
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
                           if (h.depth == 0)
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
    } else if (type.is("text", "plain") && !has_status) {
        current.emplace<notice_leaf>(mime::text_decoder(part.encoding, type.parameter("charset")));
    }
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
                       text.feed(decoded);
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
                       text.feed(decoded);
                       text.end_part();
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
    if (has_status)
        found.kind = kind::dsn;
    else if (has_feedback)
        found.kind = kind::complaint;
    else if (has_disposition)
        found.kind = kind::mdn;
    else
        found.kind = header.kind_without_report();
    if (has_status)
        text.apply(found.recipients);
    else if (!has_feedback && !has_disposition)
        found.original = {};
    return std::move(found);
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
