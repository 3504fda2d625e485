// OpenSMTPD: "a@example.com: 550 5.1.1 No such user", one line a recipient. Its reports have no Diagnostic-Code.

#include "dsn/prose/statement.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

std::vector<statement> read_opensmtpd_text(text_lines lines)
{
    constexpr auto npos = std::string_view::npos;
    // Its own words ("Envelope expired") count only where the notice is surely its own.
    const bool own = std::ranges::any_of(
        lines, [](std::string_view line) { return line.find("This is the MAILER-DAEMON") != npos; });
    std::vector<statement> found;
    for (const std::string_view line : lines) {
        const std::size_t colon = line.find(": ");
        const std::string_view address = line.substr(0, std::min(colon, line.size()));
        if (colon == npos || address.find('@') == npos || address.find_first_of(" <>\"") != npos)
            continue;
        const std::string_view text = ascii::trim(line.substr(colon + 2));
        reply answer = parse_reply(text);
        if (!answer.code && !own)
            continue;
        found.push_back({std::string(address), std::string(text), std::move(answer), std::nullopt, "", ""});
    }
    return found;
}

} // namespace recoil::dsn
