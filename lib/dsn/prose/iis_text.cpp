// The SMTP service of Windows, which Exchange 2000 and 2003 and the old Hotmail send with: one sentence and the
// addresses. What stands below them is no reason, it is a scanner's or a company's own text.
//
//   This is an automatically generated Delivery Status Notification.
//
//   Delivery to the following recipients failed.
//
//          kim@example.com

#include "dsn/prose/exchange_words.hpp"
#include "dsn/prose/phrase.hpp"
#include "dsn/prose/statement.hpp"
#include "util/ascii.hpp"

#include <optional>

namespace recoil::dsn {

namespace {

// What stands behind the sentence on its line: nothing but its full stop, or ", because ...". Others begin alike and go
// on ("failed permanently:").
std::optional<std::string_view> behind_sentence(std::string_view line)
{
    for (const found_phrase& found : find_phrases(line)) {
        if (found.what->role != phrase_role::recipients_follow || found.what->system != "iis")
            continue;
        std::string_view rest = ascii::trim(line.substr(found.end));
        if (rest.empty() || rest == "." || rest == ":")
            return std::string_view();
        if (rest.starts_with(','))
            return ascii::trim(rest.substr(1));
    }
    return std::nullopt;
}

} // namespace

std::vector<statement> read_iis_text(text_lines lines)
{
    std::vector<statement> found;
    std::optional<std::string_view> reason;
    for (const std::string_view line : lines) {
        if (const auto behind = behind_sentence(line)) {
            reason = behind;
        } else if (auto address = reason ? sole_address(line) : std::nullopt) {
            statement& said = found.emplace_back();
            said.recipient = std::move(*address);
            said.answer = parse_reply(*reason);
        } else if (!ascii::trim(line).empty() && !found.empty()) {
            break;
        }
    }
    return found;
}

} // namespace recoil::dsn
