// Notices of any system that say in one of the known phrases where their recipients and reasons stand:
//
//   could not be delivered to the following recipients:          <a@example.com>:
//     a@example.com                                               192.0.2.1 does not like recipient.
//   because:                                                      Remote host said: 550 no such user
//     User a (a@example.com) not listed in Domino Directory

#include "dsn/field_value.hpp"
#include "dsn/prose/phrase.hpp"
#include "dsn/prose/statement.hpp"
#include "dsn/prose/text_address.hpp"
#include "dsn/prose/wording.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <utility>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_reason = 4096;
constexpr std::size_t max_line = 4096; // of a line that is looked at
constexpr std::size_t max_words = 512; // of it that an entry keeps
constexpr std::size_t full_stop = 3;   // a full stop of any script

void add_line(std::string& text, string_view line)
{
    if (text.size() < max_reason)
        text.append(text.empty() ? "" : "\n").append(ascii::trim(line));
}

// "-- 5.4.1 Recipient address rejected" stands in a list of one.
string_view without_bullet(string_view words)
{
    for (const string_view bullet : {"-- ", "- ", "* "}) {
        if (words.starts_with(bullet))
            return ascii::trim(words.substr(bullet.size()));
    }
    return words;
}

bool has_code(const statement& said)
{
    return said.answer.code.has_value() || said.answer.status.has_value();
}

// "was:", "is as follows:", and a full stop, in any script.
bool announces_more(string_view behind)
{
    behind = ascii::trim(behind);
    return behind.size() <= full_stop || behind.ends_with(':') || behind.ends_with("：");
}

struct listed {
    std::vector<std::string> addresses;
    std::string sentence; // that named them
    std::string below;    // what stands right under the entry
    std::string later;    // what stands under it behind an empty line
    std::string reason;   // what a phrase calls the reason
};

class listed_reader {
public:
    void read(string_view line)
    {
        line = line.substr(0, max_line);
        const string_view words = ascii::trim(line);
        if (words.empty())
            return end_paragraph();
        if (words.starts_with('>') && !words.starts_with(">>>"))
            return; // quoted
        if (words.find_first_not_of("=-_*#") == string_view::npos)
            return; // a ruler
        if (read_phrases(line) || read_entry(line))
            return;
        if (target_ == target::reason)
            add_line(reason_, without_bullet(words));
        else if (target_ == target::below)
            add_line(entries_.back().below, words);
        else if (target_ == target::later)
            add_line(entries_.back().later, words);
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
        if (entries_.empty() && !common_.empty())
            add_unnamed(read_wording(common_), found);
        return found;
    }

private:
    enum class target { nothing, below, later, reason };

    // Whose reply it is the header may know; other words are too little.
    static void add_unnamed(statement said, std::vector<statement>& found)
    {
        if (has_code(said))
            found.push_back(std::move(said));
    }

    void end_paragraph()
    {
        if (target_ == target::reason && !reason_.empty())
            end_reason();
        else if (target_ == target::below)
            target_ = entries_.back().below.empty() ? target::later : target::nothing;
        else if (target_ == target::later && !entries_.back().later.empty())
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
                spoke = name_recipient_behind(behind, line) || spoke;
                break;
            case phrase_role::recipient_before:
                spoke = name_recipient_before(line.substr(0, found.begin), behind, line) || spoke;
                break;
            case phrase_role::reason_itself:
                end_reason();
                add_line(reason_, line);
                end_reason();
                target_ = target::nothing;
                spoke = true;
                break;
            case phrase_role::reason_follows:
            case phrase_role::reason_behind:
                end_reason();
                target_ = target::reason;
                list_ = false;
                if (!announces_more(behind))
                    add_line(reason_, behind);
                spoke = true;
                break;
            default:
                break;
            }
        }
        return spoke;
    }

    // Only where nothing else follows on the line may the address stand on the next one.
    bool name_recipient_behind(string_view behind, string_view sentence)
    {
        const bool next_line = ascii::trim(behind).size() <= full_stop;
        if (next_line)
            end_reason();
        await_ = next_line;
        return next_line || name_recipients(behind, sentence);
    }

    // The addresses right behind a phrase.
    bool name_recipients(string_view behind, string_view sentence)
    {
        auto entry = read_list_entry(behind);
        if (!entry)
            return false;
        sentence = ascii::trim(sentence).substr(0, max_words);
        // Two phrases may overlap.
        if (!entries_.empty() && entries_.back().sentence == sentence && entries_.back().addresses == entry->addresses)
            return true;
        end_reason();
        add(std::move(entry->addresses), entry->rest);
        entries_.back().sentence = sentence;
        return true;
    }

    bool name_recipient_before(string_view front, string_view behind, string_view sentence)
    {
        const auto address = address_at_end(front);
        if (!address)
            return false;
        end_reason();
        behind.remove_prefix(std::min(behind.find_first_not_of(":. "), behind.size()));
        add({std::string(address->text)}, behind.size() > full_stop ? behind : string_view());
        entries_.back().sentence = ascii::trim(sentence).substr(0, max_words);
        return true;
    }

    bool read_entry(string_view line)
    {
        const bool paragraph = line.starts_with('<') && line.find(">:") != string_view::npos;
        if ((!list_ && !await_ && !paragraph) || ascii::trim(line).starts_with("<<<")) // said by a server
            return false;
        auto entry = read_list_entry(line);
        if (!entry)
            return false;
        if (!entries_.empty() && !is_mailbox(entry->addresses.front()))
            return true; // an entry of the server's directory names one of them again
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
            add_line(entry.below, rest.substr(0, max_words));
        target_ = target::below;
    }

    // A reason is that of all recipients in front of it that have none yet; one in front of all recipients is theirs. A
    // second one for the same recipients counts where it has a code and the first has none.
    void end_reason()
    {
        if (target_ == target::reason)
            target_ = target::nothing;
        if (reason_.empty())
            return;
        const bool first = explained_to_ < entries_.size();
        if (first)
            group_begin_ = std::exchange(explained_to_, entries_.size());
        for (std::size_t i = group_begin_; i < entries_.size(); ++i)
            take_reason(entries_[i].reason);
        if (entries_.empty())
            take_reason(common_);
        reason_.clear();
    }

    void take_reason(std::string& into) const
    {
        if (into.empty() || (!has_code(read_wording(into)) && has_code(read_wording(reason_))))
            into = reason_;
    }

    static void take_place(const statement& from, statement& into)
    {
        into.stage = from.stage;
        into.remote_mta = from.remote_mta;
        into.remote_ip = from.remote_ip;
    }

    // What has a code goes first, then what the notice calls the reason.
    statement best_of(const listed& entry) const
    {
        std::vector<statement> candidates;
        for (const std::string* text : {&entry.reason, &entry.below, &common_, &entry.later, &entry.sentence}) {
            if (!text->empty())
                candidates.push_back(read_wording(*text));
        }
        if (candidates.empty())
            return {};
        const auto coded = std::ranges::find_if(candidates, has_code);
        statement best = coded == candidates.end() ? candidates.front() : *coded;
        if (!best.stage && best.remote_mta.empty() && best.remote_ip.empty())
            take_place(read_wording(entry.below), best); // it stands in front of the reason
        return best;
    }

    std::vector<listed> entries_;
    std::string reason_; // in hand
    std::string common_;
    std::size_t group_begin_ = 0;  // the entries that the last reason was for ...
    std::size_t explained_to_ = 0; // ... and the first that has none
    target target_ = target::nothing;
    bool list_ = false;  // entries of a list may follow
    bool await_ = false; // one address must follow
};

} // namespace

std::vector<statement> read_listed_text(text_lines lines)
{
    listed_reader reader;
    std::string buffer;
    for (std::size_t at = 0; at < lines.size();)
        reader.read(take_phrase_line(lines, at, buffer));
    return reader.take();
}

} // namespace recoil::dsn
