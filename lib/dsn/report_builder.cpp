#include "dsn/report_builder.hpp"

#include "dsn/assembly.hpp"
#include "dsn/part_reader.hpp"
#include "dsn/returned_header.hpp"
#include "util/ascii.hpp"

#include <utility>
#include <variant>

namespace recoil::dsn {

namespace {

bool is_delivery_status(const mime::content_type& type)
{
    return type.is("message", "delivery-status") || type.is("message", "global-delivery-status");
}

bool has_report_type(const mime::content_type& type, std::string_view wanted)
{
    return ascii::iequals(type.parameter("report-type"), wanted);
}

bool is_feedback(const mime::content_type& type)
{
    return type.is("message", "feedback-report") || has_report_type(type, "feedback-report");
}

bool is_disposition(const mime::content_type& type)
{
    return type.is("message", "disposition-notification") || type.is("message", "global-disposition-notification") ||
           has_report_type(type, "disposition-notification");
}

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
    std::unique_ptr<part_reader> reader_of(const mime::part_info& part);
    bool may_wrap(const mime::part_info& part) const;
    void end_part();
    report finish();

    builder_options options;
    mime::parser parser;
    readings read;
    std::unique_ptr<part_reader> current; // none: what the part holds is of no use
    bool in_status = false;               // the last part begun is a delivery-status part
    bool finished = false;                // there is no more input: a part that is still open has no end
};

void report_builder::state::drain()
{
    bool more = true;
    while (more) {
        std::visit(overloaded{
                       [&](const mime::need_input&) { more = false; },
                       [&](const mime::header& h) { take_header(h); },
                       [&](const mime::part_begin& p) { begin_part(*p.info); },
                       [&](const mime::body& b) {
                           if (current)
                               current->feed(b.bytes);
                       },
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
    read.has_feedback = read.has_feedback || is_feedback(part.type);
    read.has_disposition = read.has_disposition || is_disposition(part.type);
    read.has_parts = read.has_parts || part.depth > 0;
    in_status = is_delivery_status(part.type);
    read.has_status = read.has_status || in_status;
    current = reader_of(part);
}

std::unique_ptr<part_reader> report_builder::state::reader_of(const mime::part_info& part)
{
    const mime::content_type& type = part.type;
    const bool returned = read.found.original.present;
    if (type.is_multipart())
        return part.depth == 0 ? read_notice_part(part, read.preamble) : nullptr;
    if (in_status)
        return read_status_part(part, options);
    if (type.is("message", "feedback-report"))
        return read_feedback_part(part);
    if (returned_header::is_returned(type)) {
        // The one behind the report is the message it reports on; one before it may be anything.
        const bool wanted = !returned || (read.status_spoke && !read.returned_follows);
        return wanted ? read_returned_part(part, options, may_wrap(part)) : nullptr;
    }
    // What stands behind the report or the returned message was added on the way: a disclaimer, a scanner's boast.
    if (read.status_spoke || returned)
        return nullptr;
    if (type.is("text", "plain"))
        return read_notice_part(part, read.plain);
    return type.is("text", "html") ? read_notice_part(part, read.html) : nullptr;
}

// The notice of a mail system that has no report in front of its first message/rfc822.
bool report_builder::state::may_wrap(const mime::part_info& part) const
{
    return options.unwrap && !read.has_status && !read.wrapped && part.type.is("message", "rfc822") &&
           read.header.looks_like_bounce();
}

void report_builder::state::end_part()
{
    if (current)
        current->finish(read, finished);
    current.reset();
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

bool report_builder::may_be_notice() const
{
    return state_->read.header.may_be_notice();
}

} // namespace recoil::dsn
