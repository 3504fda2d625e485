#include "mime/damaged_form.hpp"

#include "mime/boundary_set.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::mime {

bool begins_header(std::string_view text)
{
    if (text.starts_with("From ") || text.starts_with(">From "))
        return true;
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return false;
    std::string_view name = text.substr(0, colon);
    while (!name.empty() && ascii::is_blank(name.back()))
        name.remove_suffix(1);
    return !name.empty() && std::ranges::all_of(name, [](char c) { return c > ' ' && c < '\x7f'; });
}

bool resumes_header(std::string_view text, bool of_message)
{
    return ascii::istarts_with(text, "Content-Type:") || (of_message && ascii::istarts_with(text, "MIME-Version:"));
}

bool begins_part(std::string_view text, std::string_view boundary)
{
    if (ascii::istarts_with(text, "Content-"))
        return true;
    const bool empty_line = text.starts_with('\n') || text.starts_with("\r\n");
    return empty_line && std::ranges::any_of(boundary, ascii::is_alnum) &&
           std::ranges::none_of(boundary, ascii::is_blank);
}

std::optional<std::string_view> boundary_of(std::string_view line)
{
    if (!line.starts_with("--"))
        return std::nullopt;
    line.remove_prefix(2);
    while (!line.empty() && ascii::is_blank(line.back()))
        line.remove_suffix(1);
    const bool control = std::ranges::any_of(line, [](char c) { return static_cast<unsigned char>(c) < ' '; });
    if (line.empty() || line.size() > max_boundary || control)
        return std::nullopt;
    return line;
}

} // namespace recoil::mime
