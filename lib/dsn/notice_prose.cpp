#include "dsn/notice_prose.hpp"

#include "dsn/embedded_status.hpp"
#include "dsn/field_value.hpp"
#include "dsn/notice_text.hpp"
#include "dsn/prose/exchange_words.hpp"
#include "dsn/prose/phrase.hpp"
#include "dsn/prose/statement_index.hpp"
#include "dsn/prose/text_address.hpp"
#include "dsn/prose/wording.hpp"
#include "dsn/reply_codes.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <unordered_map>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_host = 255;
constexpr std::size_t max_address = 998;
constexpr std::size_t max_words = 1024;
constexpr std::size_t greeting = 40;    // characters; a paragraph that is shorter says nothing
constexpr std::size_t proof_lines = 12; // a quoted notice has an introduction of its own
constexpr std::size_t forwarded_fields = 3;
constexpr std::size_t max_label = 30;

// The host behind "Generating server:", without the full stop of the sentence.
std::string host_behind(string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t:\xC2\xA0\xEF\xBC\x9A"); // with a no-break space, a wide colon
    text.remove_prefix(std::min(begin, text.size()));
    if (const std::size_t at = text.find(" at "); text.starts_with('v') && at != string_view::npos)
        text.remove_prefix(at + 4); // "v0.13 at box.example.com"
    text = text.substr(0, text.find_first_of(" \t,;"));
    while (text.ends_with('.') || text.ends_with(':'))
        text.remove_suffix(1);
    const bool host = text.find('.') != string_view::npos && text.find('@') == string_view::npos;
    return host ? bounded_text(text, max_host) : std::string();
}

bool has_code(const reply& answer)
{
    return answer.code.has_value() || answer.status.has_value();
}

bool is_more_than_greeting(string_view words)
{
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(std::ranges::count_if(words, begins)) >= greeting;
}

// The first paragraph that is more than a greeting, up to a list in it: what that says is for one recipient alone.
std::string leading_words(text_lines lines)
{
    std::string words;
    for (const string_view line : lines) {
        if (is_more_than_greeting(words) && read_list_entry(line))
            break;
        if (!ascii::trim(line).empty()) {
            words.append(line.substr(0, max_words)).append("\n");
        } else if (is_more_than_greeting(words)) {
            break;
        } else {
            words.clear();
        }
        if (words.size() > max_words)
            break;
    }
    return words;
}

// "From: ...", "Sent: ...", "To: ...": somebody passes a notice on. Nobody indents these; a notice that describes its
// message does.
bool begins_forwarded(text_lines lines)
{
    constexpr auto from =
        std::to_array<string_view>({"from", "von", "de", "da", "van", "fra", "från", "От", "差出人", "发件人"});
    if (lines.size() < forwarded_fields)
        return false;
    const auto first = split_label(lines.front());
    const bool sender =
        first && std::ranges::any_of(from, [&](string_view f) { return ascii::iequals(first->label, f); });
    return sender && std::ranges::all_of(lines.first(forwarded_fields), [](string_view line) {
               const auto field = split_label(line);
               return field && !ascii::is_space(line.front()) && field->label.size() <= max_label;
           });
}

bool is_transcript(string_view line)
{
    line = ascii::trim(line);
    return line.starts_with("<<<") || line.starts_with(">>>");
}

// "550 5.7.1 ..." at the beginning of a line. "500 Main Street" is no reply: only codes count that refuse mail.
bool begins_with_reply(string_view line)
{
    const auto code = code_at(line);
    return code && (*code == 421 || *code / 10 == 45 || *code / 10 == 55 || *code / 10 == 57);
}

// An address, a local name or a command; not a sentence that lost its end.
bool may_be_recipient(string_view text)
{
    constexpr std::size_t max_recipient = 320; // RFC 5321 4.5.3.1: 64 octets, '@', 255 octets
    if (text.empty() || text.size() > max_recipient || text.find_first_of("<>") != string_view::npos)
        return false;
    if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }))
        return false;
    const bool quoted = text.front() == '"' || text.front() == '|' || text.front() == '/';
    return quoted || text.find(' ') == string_view::npos;
}

} // namespace

notice_prose::notice_prose(std::span<const std::string> parts)
{
    for (const std::string& part : parts)
        parts_.push_back(split_lines(part));
    read_phrases();
}

void notice_prose::read_phrases()
{
    for (const auto& lines : parts_) {
        std::size_t seen = 0;
        std::string buffer;
        for (std::size_t at = 0; at < lines.size();) {
            const text_lines rest = text_lines(lines).subspan(at);
            const string_view line = take_phrase_line(lines, at, buffer);
            if (ascii::trim(line).empty() || line.starts_with('>'))
                continue;
            seen = begins_forwarded(rest) ? proof_lines + 1 : seen + 1;
            for (const found_phrase& found : find_phrases(line)) {
                const phrase_role role = found.what->role;
                proof_ = proof_ || (role == phrase_role::proof && seen <= proof_lines);
                success_ = success_ || (role == phrase_role::success && seen <= proof_lines);
                delayed_ = delayed_ || role == phrase_role::delayed;
                if (role == phrase_role::reporter_behind && reporting_mta_.empty())
                    reporting_mta_ = host_behind(line.substr(found.end));
            }
        }
    }
}

void notice_prose::complete(std::vector<recipient_report>& recipients) const
{
    std::vector<statement> found;
    for (const auto& lines : parts_) {
        for (const auto read : text_readers)
            std::ranges::move(read(lines), std::back_inserter(found));
    }
    const statement_index index(found);
    for (recipient_report& r : recipients)
        index.complete(r, recipients.size() == 1);
    if (recipients.size() == 1 && recipients.front().diagnostic.empty())
        add_unclaimed_reply(recipients.front());
}

// Below a heading that no table knows, a reply is still a reply; and what it says goes before the notice's own words.
void notice_prose::add_unclaimed_reply(recipient_report& recipient) const
{
    if (recipient.answer.code || recipient.answer.status)
        return;
    for (const auto& lines : parts_) {
        if (std::ranges::any_of(lines, is_transcript))
            continue; // what a line of it means its reader knows
        const auto first = std::ranges::find_if(lines, [](string_view l) { return begins_with_reply(ascii::trim(l)); });
        std::string words;
        for (auto line = first; line != lines.end() && !ascii::trim(*line).empty(); ++line)
            words.append(ascii::trim(*line)).append("\n");
        if (words.empty())
            continue;
        statement said = read_wording(words);
        recipient.answer = std::move(said.answer);
        if (!recipient.stage)
            recipient.stage = said.stage;
        return;
    }
}

bool notice_prose::read_report(report& into) const
{
    const bool found =
        std::ranges::any_of(parts_, [&](const auto& lines) { return read_embedded_status(lines, into); });
    if (found)
        complete(into.recipients);
    return found;
}

std::vector<recipient_report> notice_prose::recipients() const
{
    for (const auto& lines : parts_) {
        for (const auto read : text_readers) {
            std::vector<recipient_report> found = reports_of(read(lines), lines);
            if (found.size() == 1)
                add_unclaimed_reply(found.front());
            if (!found.empty())
                return found;
        }
    }
    return {};
}

// A notice in two languages names everybody twice, and one half may have no reply.
std::vector<recipient_report> notice_prose::reports_of(const std::vector<statement>& statements, text_lines lines) const
{
    std::vector<recipient_report> found;
    std::unordered_map<std::string, std::size_t> places;
    for (const statement& said : statements) {
        if (!may_be_recipient(said.recipient))
            continue;
        recipient_report report = report_of(said);
        if (report.answer.text.empty())
            report.answer = read_wording(leading_words(lines)).answer;
        const auto [place, is_new] = places.try_emplace(ascii::to_lower(report.recipient), found.size());
        if (is_new)
            found.push_back(std::move(report));
        else if (!has_code(found[place->second].answer) && has_code(report.answer))
            found[place->second] = std::move(report);
    }
    return found;
}

std::vector<recipient_report> notice_prose::nearest_recipients(string_view not_this) const
{
    std::vector<recipient_report> found;
    for (const auto& lines : parts_) {
        for (const statement& said : read_nearest_text(lines, not_this))
            found.push_back(report_of(said));
        if (!found.empty())
            break;
    }
    return found;
}

recipient_report notice_prose::recipient(string_view address) const
{
    statement said;
    std::vector<recipient_report> one{report_of(said)};
    one.front().recipient = bounded_text(address, max_address);
    complete(one);
    if (one.front().answer.text.empty() && !parts_.empty()) {
        const std::string words = leading_words(parts_.front());
        one.front().answer = read_wording(words).answer;
    }
    return std::move(one.front());
}

recipient_report notice_prose::report_of(const statement& said) const
{
    recipient_report out;
    out.recipient = bounded_text(said.recipient, max_address);
    out.original_recipient = bounded_text(said.original_recipient, max_address);
    out.action = delayed_ ? action::delayed : action::failed;
    out.answer = said.answer;
    out.stage = said.stage;
    out.remote_mta = bounded_text(said.remote_mta, max_host);
    out.remote_ip = said.remote_ip;
    return out;
}

} // namespace recoil::dsn
