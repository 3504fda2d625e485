#include "mime/transfer_encoding.hpp"

#include "util/ascii.hpp"

namespace recoil::mime {

namespace {

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

} // namespace

std::optional<transfer_encoding> parse_encoding(std::string_view value)
{
    const std::string_view name = value.substr(0, value.find_first_of(" \t;("));
    for (const encoding_name& e : encodings)
        if (ascii::iequals(name, e.name))
            return e.encoding;
    return std::nullopt;
}

} // namespace recoil::mime
