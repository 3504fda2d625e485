// Exchange's "Diagnostic information for administrators": the recipient's address alone on a line, then a line an
// attempt, the newest first: "1/12/2024 3:52:04 PM - Remote Server at mx.example.com (192.0.2.1) returned '550 4.4.7
// QUEUE.Expired; message expired'". The words around the reply are in the reader's language; the form is not.

#include "dsn/statement.hpp"
#include "util/ascii.hpp"

namespace recoil::dsn {

namespace {

constexpr auto npos = std::string_view::npos;

bool is_address(std::string_view line)
{
    const std::size_t at = line.find('@');
    return at != npos && at > 0 && at + 1 < line.size() && line.find_first_of(" <>'\":") == npos;
}

// The quoted reply of an attempt. It may hold apostrophes itself: it ends at the last one of the line.
std::string_view returned(std::string_view line)
{
    const std::size_t open = line.find(" '");
    const std::size_t close = line.rfind('\'');
    if (open == npos || close <= open + 2)
        return {};
    const std::string_view quoted = line.substr(open + 2, close - open - 2);
    return parse_reply(quoted).code ? quoted : std::string_view();
}

// The headers of the original message are repeated at the end.
bool begins_headers(std::string_view line)
{
    return line.starts_with("Received: ") || line.starts_with("Authentication-Results: ");
}

// A final "expired" or a warning "delayed" hides the error of the attempt before it: both are given, as Exchange itself
// nests causes.
bool hides_a_cause(std::string_view reply)
{
    return ascii::ifind(reply, "message expired") != npos || ascii::ifind(reply, "message delayed") != npos;
}

} // namespace

std::vector<statement> read_exchange_text(text_lines lines)
{
    std::vector<statement> found;
    std::string_view address;
    bool open = false; // the last attempt of this recipient hides a cause
    for (const std::string_view line : lines) {
        if (begins_headers(line))
            break;
        if (is_address(line)) {
            address = line;
            open = false;
        }
        const std::string_view reply = returned(line);
        if (address.empty() || reply.empty())
            continue;
        const bool first = found.empty() || found.back().recipient != address;
        if (first)
            found.push_back({std::string(address), std::string(reply), parse_reply(reply), std::nullopt, "", ""});
        else if (open)
            found.back().answer = parse_reply(found.back().first_line + " -> " + std::string(reply));
        open = first && hides_a_cause(reply);
    }
    return found;
}

} // namespace recoil::dsn
