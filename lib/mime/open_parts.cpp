#include "mime/open_parts.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <utility>

namespace recoil::mime {

namespace {

// A control character can be smuggled in by RFC 2231, and no line could ever match it: all parts would be hidden.
bool is_usable_boundary(std::string_view text)
{
    return !text.empty() && text.size() <= max_boundary &&
           std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; });
}

} // namespace

void open_parts::begin()
{
    part_info part;
    part.depth = depth() + 1;
    if (!parts_.empty() && parts_.back().type.is("multipart", "digest")) { // RFC 2046 5.1.5
        part.type.type = "message";
        part.type.subtype = "rfc822";
    }
    parts_.push_back(std::move(part));
    encoding_given_ = false;
    resumed_ = false;
}

// The first of a name counts, as with parameters.
void open_parts::take_field(const field& f)
{
    part_info& part = parts_.back();
    if (!part.type_given && ascii::iequals(f.name, "Content-Type")) {
        take_content_type(f.value);
    } else if (!encoding_given_ && ascii::iequals(f.name, "Content-Transfer-Encoding")) {
        encoding_given_ = true;
        const auto encoding = parse_encoding(f.value);
        if (!encoding)
            defects_.add(defect::encoding_unknown);
        part.encoding = encoding.value_or(transfer_encoding::identity);
    }
}

void open_parts::take_content_type(std::string_view value)
{
    content_type_result parsed = parse_content_type(value);
    if (!parsed.well_formed)
        defects_.add(defect::content_type_malformed);
    part_info& part = parts_.back();
    part.type = std::move(parsed.value);
    part.type_given = true;
    if (!part.type.is_multipart() || (resumed_ && part.depth > 0))
        return;

    std::string_view boundary = part.type.parameter("boundary");
    while (!boundary.empty() && ascii::is_blank(boundary.back()))
        boundary.remove_suffix(1);
    if (!is_usable_boundary(boundary)) {
        defects_.add(defect::boundary_missing);
        boundary = {};
    }
    if (boundaries_.size() >= max_depth_)
        defects_.add(defect::mime_depth);
    else
        boundaries_.open(boundary, part.depth);
}

bool open_parts::may_resume() const
{
    return !resumed_ && !innermost().type_given && innermost().type.is("text", "plain");
}

bool open_parts::enter()
{
    const bool entered = boundaries_.innermost_depth() == depth();
    if (entered)
        parts_.back().encoding = transfer_encoding::identity; // RFC 2045 6.4 allows no other
    return entered;
}

void open_parts::adopt(std::string_view boundary)
{
    defects_.add(defect::boundary_missing);
    boundaries_.adopt(boundary);
}

void open_parts::close()
{
    if (boundaries_.innermost_depth() == depth()) {
        if (boundaries_.innermost_has_delimiter())
            defects_.add(defect::boundary_unclosed);
        boundaries_.close_innermost();
    }
    parts_.pop_back();
}

} // namespace recoil::mime
