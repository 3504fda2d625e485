#include "mime/parser.hpp"

#include "mime/boundary_set.hpp"
#include "mime/delimiter_scanner.hpp"
#include "mime/header_block.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <deque>
#include <optional>

namespace recoil::mime {

namespace {

constexpr int whole_message = -1; // the depth around the message: to close it is to close everything

// A control character can be smuggled in by RFC 2231, and no line could ever match it: all parts would be hidden.
bool is_usable_boundary(std::string_view text)
{
    return !text.empty() && text.size() <= max_boundary &&
           std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; });
}

struct encoding_name {
    std::string_view name;
    transfer_encoding encoding;
};
constexpr encoding_name encodings[] = {
    {"7bit", transfer_encoding::identity},
    {"8bit", transfer_encoding::identity},
    {"binary", transfer_encoding::identity},
    {"base64", transfer_encoding::base64},
    {"quoted-printable", transfer_encoding::quoted_printable},
};

std::optional<transfer_encoding> parse_encoding(std::string_view value)
{
    const std::string_view name = value.substr(0, value.find_first_of(" \t;("));
    for (const encoding_name& e : encodings)
        if (ascii::iequals(name, e.name))
            return e.encoding;
    return std::nullopt;
}

} // namespace

struct parser::state {
    enum class phase {
        header,
        body,    // of a leaf
        skipped, // preamble, epilogue, or a part beyond the limit
        over,
    };

    explicit state(const limits& l) : limit(l), reader(l.header_bytes, l.line_bytes) { start_part(); }

    event next();
    std::optional<event> next_in_header();
    std::optional<event> next_in_body();
    std::optional<event> close_or_divide();
    void start_part();
    void begin_body();
    void take_field(const field& f);
    void take_content_type(std::string_view value);
    int depth() const { return static_cast<int>(parts.size()) - 1; }

    limits limit;
    delimiter_scanner scanner;
    boundary_set boundaries;
    header_block_reader reader;  // of the innermost part
    std::deque<part_info> parts; // open ones; the message first, the innermost last, none of them ever moved
    std::size_t parts_seen = 0;
    phase now = phase::header;
    bool encoding_given = false;       // the innermost part has a Content-Transfer-Encoding
    std::optional<delimiter> crossing; // a delimiter was taken, and its parts are being closed
    defect_set defects;
};

event parser::state::next()
{
    for (;;) {
        std::optional<event> found;
        if (now == phase::over)
            return need_input{};
        if (now == phase::header)
            found = next_in_header();
        else if (crossing)
            found = close_or_divide();
        else
            found = next_in_body();
        if (found)
            return *found;
    }
}

// Here and in next_in_body(): nothing means that the state has changed and the next step must be looked at.
std::optional<event> parser::state::next_in_header()
{
    if (const auto f = reader.next()) {
        take_field(*f);
        return header{depth(), f->name, f->value};
    }
    if (reader.ended()) {
        begin_body();
        return part_begin{&parts.back()};
    }
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
        crossing = boundaries.find(bytes);
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

std::optional<event> parser::state::next_in_body()
{
    using mode = delimiter_scanner::mode;
    const auto [what, bytes] = scanner.look(boundaries.empty() ? mode::all : mode::body);
    switch (what) {
    case delimiter_scanner::kind::need_input:
        return need_input{};
    case delimiter_scanner::kind::end:
        crossing = delimiter{whole_message, true};
        break;
    case delimiter_scanner::kind::text:
        scanner.take(bytes.size());
        if (now == phase::body)
            return body{bytes};
        break;
    case delimiter_scanner::kind::line:
        crossing = boundaries.find(bytes);
        if (crossing)
            scanner.take_line();
        else
            scanner.reject_line();
        break;
    }
    return std::nullopt;
}

// One part is closed at a time, the innermost first, until the delimiter's own multipart is the innermost.
std::optional<event> parser::state::close_or_divide()
{
    if (depth() > crossing->depth) {
        const int closed = depth();
        if (boundaries.innermost_depth() == closed) {
            defects.add(defect::boundary_unclosed);
            boundaries.close_innermost();
        }
        parts.pop_back();
        return part_end{closed};
    }
    const delimiter crossed = *crossing;
    crossing.reset();
    if (crossed.depth == whole_message) {
        now = phase::over;
        return message_end{};
    }
    if (crossed.close) {
        boundaries.close_innermost();
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
    part_info part;
    part.depth = depth() + 1;
    if (!parts.empty() && parts.back().type.is("multipart", "digest")) { // RFC 2046 5.1.5
        part.type.type = "message";
        part.type.subtype = "rfc822";
    }
    parts.push_back(std::move(part));
    reader = header_block_reader(limit.header_bytes, limit.line_bytes);
    encoding_given = false;
    now = phase::header;
}

void parser::state::begin_body()
{
    defects.add(reader.defects());
    const bool entered = boundaries.innermost_depth() == depth();
    if (entered)
        parts.back().encoding = transfer_encoding::identity; // RFC 2045 6.4 allows no other
    now = entered ? phase::skipped : phase::body;
}

// The first of a name counts, as with parameters.
void parser::state::take_field(const field& f)
{
    part_info& part = parts.back();
    if (!part.type_given && ascii::iequals(f.name, "Content-Type")) {
        take_content_type(f.value);
    } else if (!encoding_given && ascii::iequals(f.name, "Content-Transfer-Encoding")) {
        encoding_given = true;
        const auto encoding = parse_encoding(f.value);
        if (!encoding)
            defects.add(defect::encoding_unknown);
        part.encoding = encoding.value_or(transfer_encoding::identity);
    }
}

void parser::state::take_content_type(std::string_view value)
{
    content_type_result parsed = parse_content_type(value);
    if (!parsed.well_formed)
        defects.add(defect::content_type_malformed);
    part_info& part = parts.back();
    part.type = std::move(parsed.value);
    part.type_given = true;
    if (!part.type.is_multipart())
        return;

    std::string_view boundary = part.type.parameter("boundary");
    while (!boundary.empty() && ascii::is_blank(boundary.back()))
        boundary.remove_suffix(1);
    if (!is_usable_boundary(boundary))
        defects.add(defect::boundary_missing);
    else if (boundaries.size() >= limit.depth)
        defects.add(defect::mime_depth);
    else
        boundaries.open(boundary, part.depth);
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
