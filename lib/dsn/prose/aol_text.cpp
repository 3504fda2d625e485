// AOL's own notices name the mailboxes without their domain, which is always AOL's:
//
//   Sorry sender@example.com. Your mail to the following recipients could not be delivered because they are not
//   accepting mail from you:
//       kim1984

#include "dsn/prose/statement.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr string_view domain = "@aol.com";
constexpr std::size_t max_mailbox = 64; // RFC 5321 4.5.3.1.1

bool opens_list(string_view line)
{
    return ascii::istarts_with(line, "Sorry ") &&
           ascii::ifind(line, "your mail to the following recipients could not be delivered") != string_view::npos;
}

bool is_mailbox_name(string_view word)
{
    return !word.empty() && word.size() <= max_mailbox &&
           std::ranges::all_of(word, [](char c) { return ascii::is_alnum(c) || c == '.' || c == '_' || c == '-'; });
}

} // namespace

std::vector<statement> read_aol_text(text_lines lines)
{
    const auto sentence = std::ranges::find_if(lines, opens_list);
    if (sentence == lines.end())
        return {};
    std::string words(*sentence);
    std::vector<statement> found;
    for (auto line = std::next(sentence); line != lines.end(); ++line) {
        const string_view word = ascii::trim(*line);
        if (is_mailbox_name(word)) {
            found.emplace_back().recipient = std::string(word).append(domain);
        } else if (!found.empty()) {
            break; // what stands below the list
        } else {
            words.append(" ").append(word); // the sentence goes on
        }
    }
    for (statement& said : found)
        said.answer = parse_reply(words);
    return found;
}

} // namespace recoil::dsn
