#include "mime/parser.hpp"

#include "mime/damaged_form.hpp"
#include "mime/delimiter_scanner.hpp"
#include "mime/header_block.hpp"
#include "mime/open_parts.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace recoil::mime {

namespace {

constexpr int whole_message = -1; // the depth around the message: to close it is to close everything

} // namespace

struct parser::state {
    enum class phase {
        front, // of the message
        header,
        body,     // of a leaf
        preamble, // of a multipart
        skipped,  // epilogue, or a part beyond the limit
        over,
    };

    explicit state(const limits& l) : limit(l), parts(l.depth, defects), reader(l.header_bytes, l.line_bytes)
    {
        start_part();
        now = phase::front;
    }

    event next();
    std::optional<event> next_at_front();
    std::optional<event> next_in_header();
    std::optional<event> next_behind_header();
    std::optional<event> next_in_body();
    std::optional<event> divide_by(std::string_view line);
    std::optional<event> close_or_divide();
    void start_part();
    void begin_header();
    void end_header();

    limits limit;
    defect_set defects;
    delimiter_scanner scanner;
    open_parts parts;
    header_block_reader reader; // of the innermost part
    std::size_t parts_seen = 0;
    phase now = phase::front;
    bool moved = false;                // white space in front of the message was dropped
    std::optional<delimiter> crossing; // a delimiter was taken, and its parts are being closed
};

event parser::state::next()
{
    for (;;) {
        std::optional<event> found;
        if (now == phase::over)
            return need_input{};
        if (now == phase::front)
            found = next_at_front();
        else if (now == phase::header)
            found = next_in_header();
        else if (crossing)
            found = close_or_divide();
        else
            found = next_in_body();
        if (found)
            return *found;
    }
}

// Here and in the other steps: nothing means that the state has changed and the next step must be looked at.
std::optional<event> parser::state::next_at_front()
{
    const auto text = scanner.ahead(moved ? max_look_ahead : 1);
    if (!text)
        return need_input{};
    const auto white = static_cast<std::size_t>(std::ranges::find_if_not(*text, ascii::is_space) - text->begin());
    if (white > 0) {
        moved = true;
        scanner.take(white);
        return std::nullopt;
    }
    if (moved && begins_header(*text))
        defects.add(defect::header_malformed);
    else if (moved)
        reader.finish();
    now = phase::header;
    return std::nullopt;
}

std::optional<event> parser::state::next_in_header()
{
    if (const auto f = reader.next()) {
        parts.take_field(*f);
        return header{parts.depth(), f->name, f->value};
    }
    if (reader.ended())
        return next_behind_header();
    const auto [what, bytes] = scanner.look(delimiter_scanner::mode::header);
    switch (what) {
    case delimiter_scanner::kind::need_input:
        return need_input{};
    case delimiter_scanner::kind::end:
        reader.finish();
        break;
    case delimiter_scanner::kind::text:
        scanner.take(reader.feed(bytes));
        break;
    case delimiter_scanner::kind::line:
        // The field in hand may be the Content-Type that names this very line as its boundary.
        if (reader.complete_field())
            break;
        crossing = parts.find(bytes);
        if (!crossing) {
            scanner.reject_line();
            break;
        }
        defects.add(defect::header_malformed); // the empty line is missing
        scanner.take_line();
        reader.finish();
        break;
    }
    return std::nullopt;
}

std::optional<event> parser::state::next_behind_header()
{
    if (!crossing && parts.may_resume()) {
        const auto text = scanner.ahead(max_look_ahead);
        if (!text)
            return need_input{};
        if (resumes_header(*text, parts.depth() == 0)) {
            defects.add(reader.defects());
            defects.add(defect::header_malformed);
            parts.resume();
            begin_header();
            return std::nullopt;
        }
    }
    end_header();
    return part_begin{&parts.innermost()};
}

std::optional<event> parser::state::next_in_body()
{
    using mode = delimiter_scanner::mode;
    const auto [what, bytes] = scanner.look(parts.has_boundary() ? mode::body : mode::all);
    switch (what) {
    case delimiter_scanner::kind::need_input:
        return need_input{};
    case delimiter_scanner::kind::end:
        crossing = delimiter{whole_message, true};
        break;
    case delimiter_scanner::kind::text:
        scanner.take(bytes.size());
        if (now == phase::body || now == phase::preamble)
            return body{bytes};
        break;
    case delimiter_scanner::kind::line:
        return divide_by(bytes);
    }
    return std::nullopt;
}

std::optional<event> parser::state::divide_by(std::string_view line)
{
    crossing = parts.find(line);
    if (crossing) {
        scanner.take_line();
        return std::nullopt;
    }
    const auto other = now == phase::preamble ? boundary_of(line) : std::nullopt;
    if (!other) {
        scanner.reject_line();
        return std::nullopt;
    }
    const std::string boundary(*other);
    const auto behind = scanner.behind_line(max_look_ahead);
    if (!behind)
        return need_input{};
    if (begins_part(*behind, boundary)) {
        parts.adopt(boundary); // the line comes again, now as a delimiter
    } else {
        scanner.reject_line();
    }
    return std::nullopt;
}

// One part is closed at a time, the innermost first, until the delimiter's own multipart is the innermost.
std::optional<event> parser::state::close_or_divide()
{
    if (parts.depth() > crossing->depth) {
        const int closed = parts.depth();
        parts.close();
        return part_end{closed};
    }
    const delimiter crossed = *crossing;
    crossing.reset();
    if (crossed.depth == whole_message) {
        now = phase::over;
        return message_end{};
    }
    if (crossed.close) {
        parts.close_boundary();
        now = phase::skipped;
    } else {
        start_part();
    }
    return std::nullopt;
}

void parser::state::start_part()
{
    if (parts_seen > 0 && parts_seen >= limit.parts) {
        defects.add(defect::mime_parts);
        now = phase::skipped;
        return;
    }
    ++parts_seen;
    parts.begin();
    begin_header();
}

void parser::state::begin_header()
{
    reader = header_block_reader(limit.header_bytes, limit.line_bytes);
    now = phase::header;
}

void parser::state::end_header()
{
    defects.add(reader.defects());
    now = parts.enter() ? phase::preamble : phase::body;
}

parser::parser(const limits& limits) : state_(std::make_unique<state>(limits)) {}
parser::~parser() = default;
parser::parser(parser&&) noexcept = default;
parser& parser::operator=(parser&&) noexcept = default;

void parser::feed(std::string_view bytes)
{
    state_->scanner.feed(bytes);
}

void parser::finish()
{
    state_->scanner.finish();
}

event parser::next()
{
    return state_->next();
}

const defect_set& parser::defects() const
{
    return state_->defects;
}

} // namespace recoil::mime
