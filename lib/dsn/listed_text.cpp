// Notices of any system that say in one of the known phrases where their recipients and reasons stand:
//
//   could not be delivered to the following recipients:          <a@example.com>:
//     a@example.com                                               192.0.2.1 does not like recipient.
//   because:                                                      Remote host said: 550 no such user
//     User a (a@example.com) not listed in Domino Directory

#include "dsn/phrase.hpp"
#include "dsn/statement.hpp"
#include "dsn/text_address.hpp"
#include "dsn/wording.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_reason = 4096;

void add_line(std::string& text, string_view line)
{
    if (text.size() < max_reason)
        text.append(text.empty() ? "" : "\n").append(ascii::trim(line));
}

struct listed {
    std::vector<std::string> addresses;
    std::string sentence; // that named them
    std::string below;    // what stands under the entry
    std::string reason;   // what a phrase calls the reason
    bool explained = false;
};

class listed_reader {
public:
    void read(string_view line)
    {
        const string_view words = ascii::trim(line);
        if (words.empty())
            return end_paragraph();
        if (words.starts_with('>') && !words.starts_with(">>>"))
            return; // quoted
        if (read_phrases(line) || read_entry(line))
            return;
        if (target_ == target::reason)
            add_line(reason_, words);
        else if (target_ == target::below)
            add_line(entries_.back().below, words);
    }

    std::vector<statement> take()
    {
        end_reason();
        std::vector<statement> found;
        for (const listed& entry : entries_) {
            const statement said = best_of(entry);
            for (const std::string& address : entry.addresses) {
                found.push_back(said);
                found.back().recipient = address;
            }
        }
        return found;
    }

private:
    enum class target { nothing, below, reason };

    void end_paragraph()
    {
        if (target_ == target::reason && !reason_.empty())
            end_reason();
        else if (target_ == target::below && !entries_.back().below.empty())
            target_ = target::nothing;
    }

    bool read_phrases(string_view line)
    {
        bool spoke = false;
        for (const found_phrase& found : find_phrases(line)) {
            const string_view behind = line.substr(found.end);
            switch (found.what->role) {
            case phrase_role::recipients_follow:
                list_ = true;
                await_ = false;
                end_reason();
                name_recipients(behind, line);
                spoke = true;
                break;
            case phrase_role::recipient_behind:
                end_reason();
                await_ = !name_recipients(behind, line);
                spoke = true;
                break;
            case phrase_role::reason_follows:
            case phrase_role::reason_behind:
                end_reason();
                target_ = target::reason;
                list_ = false;
                if (const string_view text = ascii::trim(behind); text.size() > 1)
                    add_line(reason_, text);
                spoke = true;
                break;
            default:
                break;
            }
        }
        return spoke;
    }

    // The addresses right behind a phrase.
    bool name_recipients(string_view behind, string_view sentence)
    {
        auto entry = read_list_entry(behind);
        if (!entry)
            return false;
        add(std::move(entry->addresses), entry->rest);
        entries_.back().sentence = ascii::trim(sentence);
        return true;
    }

    bool read_entry(string_view line)
    {
        const bool paragraph = line.starts_with('<') && line.find(">:") != string_view::npos;
        if (!list_ && !await_ && !paragraph)
            return false;
        auto entry = read_list_entry(line);
        if (!entry)
            return false;
        await_ = false;
        end_reason();
        add(std::move(entry->addresses), entry->rest);
        return true;
    }

    void add(std::vector<std::string> addresses, string_view rest)
    {
        listed& entry = entries_.emplace_back();
        entry.addresses = std::move(addresses);
        const bool date = ascii::istarts_with(rest, "on ");
        if (!rest.empty() && !date)
            add_line(entry.below, rest);
        target_ = target::below;
    }

    // A reason is that of all recipients in front of it that have none yet; one in front of all recipients is theirs.
    void end_reason()
    {
        if (target_ == target::reason)
            target_ = target::nothing;
        if (reason_.empty())
            return;
        for (listed& entry : entries_) {
            if (!entry.explained)
                entry.reason = reason_;
            entry.explained = true;
        }
        if (entries_.empty())
            common_ = reason_;
        reason_.clear();
    }

    // What has a code goes first, then what the notice calls the reason.
    statement best_of(const listed& entry) const
    {
        std::vector<statement> candidates;
        for (const std::string* text : {&entry.reason, &entry.below, &common_, &entry.sentence}) {
            if (!text->empty())
                candidates.push_back(read_wording(*text));
        }
        if (candidates.empty())
            return {};
        const auto coded = std::ranges::find_if(
            candidates, [](const statement& s) { return s.answer.code.has_value() || s.answer.status.has_value(); });
        return coded == candidates.end() ? candidates.front() : *coded;
    }

    std::vector<listed> entries_;
    std::string reason_; // in hand
    std::string common_;
    target target_ = target::nothing;
    bool list_ = false;  // entries of a list may follow
    bool await_ = false; // one address must follow
};

} // namespace

std::vector<statement> read_listed_text(text_lines lines)
{
    listed_reader reader;
    for (const string_view line : lines)
        reader.read(line);
    return reader.take();
}

} // namespace recoil::dsn
