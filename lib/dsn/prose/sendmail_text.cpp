// Sendmail: a list of addresses with shortened reasons, then the transcript of the session. Others took the form over.
//
//   ----- The following addresses had permanent fatal errors -----
//   <a@example.com>
//       (reason: 550 5.1.1 ...)
//       (expanded from: <c@example.org>)

#include "dsn/prose/sendmail_transcript.hpp"
#include "dsn/prose/statement.hpp"
#include "dsn/prose/text_address.hpp"
#include "util/ascii.hpp"

#include <optional>
#include <unordered_map>
#include <utility>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;

struct listed_address {
    std::string name;
    std::string reason;
    std::string expanded_from;
};

string_view without_brackets(string_view text)
{
    text = ascii::trim(text);
    const bool wrapped =
        text.size() > 1 && ((text.front() == '<' && text.back() == '>') ||
                            (text.front() == '[' && text.back() == ']') || (text.front() == '(' && text.back() == ')'));
    return wrapped ? text.substr(1, text.size() - 2) : text;
}

class address_list {
public:
    void read(string_view line)
    {
        if (line.empty())
            return;
        if (open_ || (line.starts_with('(') && !entries.empty()))
            return add_note(line);
        const bool complete = line.find('@') != npos || (line.size() > 1 && (line.back() == '>' || line.back() == '"'));
        if (!complete)
            return;
        listed_address& entry = entries.emplace_back();
        if (line.starts_with(">>> ")) // Active!Hunter
            line.remove_prefix(4);
        const auto at = find_address(line);
        if (at && (at->begin == 0 || line[at->begin - 1] == '<')) {
            entry.name = at->text;
            const std::size_t behind = line.find_first_of("[(", at->end);
            entry.reason = without_brackets(line.substr(std::min(behind, line.size())));
        } else {
            entry.name = without_brackets(line); // a pipe, a file, a local name
        }
    }

    std::vector<listed_address> entries;

private:
    // "(reason: ...)", perhaps on several lines.
    void add_note(string_view line)
    {
        note_.append(note_.empty() ? "" : " ").append(line);
        open_ = !line.ends_with(')');
        if (open_)
            return;
        constexpr string_view reason = "(reason: ";
        constexpr string_view expanded = "(expanded from: ";
        const string_view text = string_view(note_).substr(0, note_.size() - 1);
        if (text.starts_with(reason))
            entries.back().reason = text.substr(reason.size());
        else if (text.starts_with(expanded))
            entries.back().expanded_from = without_brackets(text.substr(expanded.size()));
        note_.clear();
    }

    std::string note_;
    bool open_ = false;
};

// Brings the list and the transcript together: one statement for each entry.
class merger {
public:
    explicit merger(std::vector<statement> session) : found_(std::move(session))
    {
        for (std::size_t i = 0; i < found_.size(); ++i) {
            const statement& said = found_[i];
            if (!said.recipient.empty())
                by_name_.try_emplace(ascii::to_lower(said.recipient), i);
            else if (unnamed_.try_emplace(said.first_line, i).second && !first_unnamed_)
                first_unnamed_ = i;
        }
    }

    void add(const listed_address& entry)
    {
        // A pipe or a file is nobody; who was written to is.
        const bool mailbox = !is_delivery(entry.name);
        if (!mailbox && entry.expanded_from.empty())
            return;
        statement& said = of(entry);
        said.recipient = mailbox ? entry.name : entry.expanded_from;
        said.original_recipient = mailbox ? entry.expanded_from : std::string();
    }

    std::vector<statement> take()
    {
        for (statement& said : found_) {
            if (is_delivery(said.recipient))
                said.recipient.clear();
        }
        return std::move(found_);
    }

private:
    static bool is_delivery(string_view name) { return name.starts_with('"') || name.starts_with('/'); }

    statement& of(const listed_address& entry)
    {
        for (const std::string* name : {&entry.name, &entry.expanded_from}) {
            if (const auto said = by_name_.find(ascii::to_lower(*name)); said != by_name_.end())
                return found_[said->second];
        }
        return found_.emplace_back(common_words(entry));
    }

    // What the transcript says of nobody, else the shortened reason.
    statement common_words(const listed_address& entry) const
    {
        const auto same = unnamed_.find(entry.reason);
        if (!entry.reason.empty() && same != unnamed_.end())
            return found_[same->second];
        if (entry.reason.empty() && first_unnamed_)
            return found_[*first_unnamed_];
        statement shortened;
        shortened.answer = parse_reply(entry.reason);
        return shortened;
    }

    std::vector<statement> found_;
    std::unordered_map<std::string, std::size_t> by_name_;
    std::unordered_map<std::string, std::size_t> unnamed_; // by the first line of the reply
    std::optional<std::size_t> first_unnamed_;
};

} // namespace

std::vector<statement> read_sendmail_text(text_lines lines)
{
    enum class section { other, addresses, transcript };
    section now = section::other;
    address_list list;
    sendmail_transcript session;
    for (const string_view line : lines) {
        const string_view words = ascii::trim(line);
        if (words.starts_with("---") && ascii::ifind(words, "the following addresses had") != npos)
            now = section::addresses;
        else if (words.find("----- Transcript of session follows -----") != npos)
            now = section::transcript;
        else if (words.starts_with('-'))
            now = section::other;
        else if (now == section::addresses)
            list.read(words);
        else if (now == section::transcript)
            session.read(words);
    }
    merger found(session.take());
    for (const listed_address& entry : list.entries)
        found.add(entry);
    return found.take();
}

} // namespace recoil::dsn
