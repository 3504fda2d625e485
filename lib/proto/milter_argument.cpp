#include "proto/milter_argument.hpp"

#include "proto/smtp_path.hpp"

#include <algorithm>

namespace recoil::proto {

namespace {

std::string_view until_nul(std::string_view text)
{
    return text.substr(0, text.find('\0'));
}

} // namespace

std::string milter_address(std::string_view argument)
{
    std::string_view address = until_nul(argument);
    address.remove_prefix(std::min(address.find_first_not_of(' '), address.size()));
    if (address.starts_with('<')) {
        address.remove_prefix(1);
        address = address.substr(0, address.rfind('>'));
    }
    return std::string(address.substr(0, max_address_bytes));
}

// MTAs fold with a bare LF. What follows one is made a continuation, or a value could smuggle in a field or the end of
// the header.
bool append_milter_field(std::string& to, std::string_view argument, bool spaced)
{
    const std::string_view name = until_nul(argument);
    if (name.empty() || name.size() == argument.size())
        return false;
    std::string_view value = until_nul(argument.substr(name.size() + 1));
    to.append(name).append(spaced ? ":" : ": ");
    for (std::size_t lf; (lf = value.find('\n')) != value.npos;) {
        std::string_view line = value.substr(0, lf);
        value.remove_prefix(lf + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        to.append(line).append("\r\n");
        if (!value.starts_with(' ') && !value.starts_with('\t'))
            to += '\t';
    }
    to.append(value).append("\r\n");
    return true;
}

} // namespace recoil::proto
