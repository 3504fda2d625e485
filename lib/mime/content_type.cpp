#include "mime/content_type.hpp"

#include "mime/parameter_list.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::mime {

namespace {

// RFC 2045 5.1, "token", without the octets that no registered name has.
bool is_name(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return ascii::is_alnum(c) || std::string_view("!#$&-^_.+").find(c) != std::string_view::npos;
    });
}

} // namespace

std::string_view content_type::parameter(std::string_view name) const
{
    for (const auto& [key, value] : parameters)
        if (key == name)
            return value;
    return {};
}

content_type_result parse_content_type(std::string_view value)
{
    content_type_result result;
    parameter_scanner scanner(value);
    const std::string_view type = scanner.token();
    const std::string_view subtype = scanner.skip('/') ? scanner.token() : std::string_view();
    result.well_formed = is_name(type) && is_name(subtype);
    if (result.well_formed) {
        result.value.type = ascii::to_lower(type);
        result.value.subtype = ascii::to_lower(subtype);
    }
    result.value.parameters = read_parameters(scanner);
    return result;
}

} // namespace recoil::mime
