// Exchange 4.0 and 5.5 (Internet Mail Connector, Internet Mail Service), and what Outlook makes of a notice of Exchange
// 2000 and 2003: who, when, advice, and on the last line the code of the component or the reply.
//
//   kim@example.com on Fri, 16 Jan 2026 17:12:28 -0400
//       The recipient name is not recognized
//           The MTS-ID of the original message is: c=us;a= ;p=example;l=EX1-260116211228Z
//       MSEXCH:IMS:EXAMPLE:SITE:EX1 0 (000C05A6) Unknown Recipient
//
//   kim@example.com on 16.01.2026 17:12
//       There was a SMTP communication problem with the recipient's email server.
//       <ex1.example.com #5.5.0 smtp;550 <kim@example.com>... User unknown>

#include "dsn/foreign_address.hpp"
#include "dsn/prose/exchange_words.hpp"
#include "dsn/prose/phrase.hpp"
#include "dsn/prose/statement.hpp"
#include "dsn/prose/text_address.hpp"
#include "dsn/prose/wording.hpp"
#include "dsn/reply_codes.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;
constexpr std::size_t max_advice = 4096;
constexpr std::size_t max_date = 60;
constexpr std::size_t max_word = 6;
constexpr auto min_digits = 4; // of a date
constexpr std::size_t code_digits = 8;

// "on Fri, 16 Jan 2026 17:12:28 -0400", "am 16.01.2026 17:12", "2026/01/16 17:12": a date, behind a short word at most.
bool is_date(string_view text)
{
    text = ascii::trim(text);
    const auto digits = std::ranges::count_if(text, ascii::is_digit);
    const std::size_t blank = text.find(' ');
    const bool begins = !text.empty() && (ascii::is_digit(text.front()) || (blank > 0 && blank <= max_word));
    return begins && blank != npos && text.size() <= max_date && digits >= min_digits;
}

struct dated {
    std::string address; // empty for a name without one
};

// "c=US;a= ;p=EXAMPLE;o=SITE;dda:SMTP=kim@example.com; on Fri, ..."
std::optional<dated> foreign_entry(string_view line)
{
    const std::size_t end = line.rfind(';');
    if (!ascii::istarts_with(line, "c=") || end == npos || !is_date(line.substr(end + 1)))
        return std::nullopt;
    return dated{mailbox_in_foreign(line.substr(0, end + 1))};
}

// A line that names a recipient and when it failed.
std::optional<dated> read_entry(string_view line)
{
    if (auto foreign = foreign_entry(line))
        return foreign;
    const auto entry = read_list_entry(line);
    if (entry && entry->addresses.size() == 1 && is_date(entry->rest))
        return dated{entry->addresses.front()};
    const std::size_t on = line.find(" on ");
    if (line.find('@') == npos && on != npos && is_date(line.substr(on + 1)))
        return dated{};
    return std::nullopt;
}

// Where the component names itself or the reply begins; what stands before it is advice or belongs to the MTS-ID.
bool ends_message_id(string_view line)
{
    return ascii::ifind(line, "MSEXCH:") != npos || line.starts_with('<') || code_at(line);
}

// "(000C05A6) Unknown Recipient" of "MSEXCH:IMS:EXAMPLE:SITE:EX1 0 (000C05A6) Unknown Recipient"; empty where the
// component gives no code.
string_view component_words(string_view text)
{
    for (std::size_t at = text.find('('); at != npos; at = text.find('(', at + 1)) {
        const string_view digits = text.substr(at + 1, code_digits);
        const bool hex = std::ranges::all_of(digits, [](char c) { return ascii::hex_value(c) >= 0; });
        if (digits.size() == code_digits && hex && text.substr(at + 1 + code_digits).starts_with(')'))
            return text.substr(at);
    }
    return {};
}

// "<ex1.example.org #5.1.1>": a status without a reply.
bool ends_in_status(string_view text)
{
    const std::size_t hash = text.rfind('#');
    return text.ends_with('>') && hash != npos && status_at(text.substr(hash + 1));
}

statement read_component(string_view advice, string_view component)
{
    const string_view code = component_words(component);
    const string_view behind = code.empty() ? code : ascii::trim(code.substr(code_digits + 2));
    statement said;
    // The remote host's own words stand behind the code: "(000B09B6) 550 5.1.1 unknown user".
    said.answer = parse_reply(code_at(behind) ? std::string(behind) : std::string(advice) + std::string(code));
    return said;
}

statement read_advice(string_view advice)
{
    const std::size_t component = ascii::ifind(advice, "MSEXCH:");
    if (component != npos)
        return read_component(advice.substr(0, component), advice.substr(component));
    const exchange_reply wrapped = unwrap_exchange_reply(advice);
    if (wrapped.text.size() == advice.size() && !ends_in_status(advice))
        return read_wording(advice);
    statement said;
    said.answer = parse_reply(wrapped.text);
    return said;
}

class ims_reader {
public:
    void read(string_view line)
    {
        const string_view words = ascii::trim(line);
        if (read_heading(line))
            return;
        if (words.empty())
            return end_paragraph();
        if (auto entry = read_entry(words)) {
            dated_ = true;
            return begin(std::move(entry->address));
        }
        if (auto address = in_list_ && !dated_ ? sole_address(words) : std::nullopt)
            return begin(std::move(*address));
        if (open_ && !skip(words) && advice_.size() < max_advice)
            advice_.append(advice_.empty() ? "" : " ").append(words);
    }

    std::vector<statement> take()
    {
        end();
        return std::move(found_);
    }

private:
    bool read_heading(string_view line)
    {
        for (const found_phrase& found : find_phrases(line)) {
            if (found.what->role != phrase_role::recipients_follow || found.what->system != "ims")
                continue;
            end();
            in_list_ = true;
            return true;
        }
        return false;
    }

    void begin(std::string address)
    {
        end();
        recipient_ = std::move(address);
        open_ = true;
        wrapped_date_ = true;
    }

    // The rest of a date, and the id, which may stand on several lines.
    bool skip(string_view words)
    {
        const bool date = std::exchange(wrapped_date_, false) && ascii::is_digit(words.front()) && words.size() < 20;
        if (ascii::ifind(words, "MTS-ID") != npos)
            in_id_ = true;
        else if (ends_message_id(words))
            in_id_ = false;
        return date || in_id_;
    }

    void end_paragraph()
    {
        if (!advice_.empty())
            end();
    }

    // Outside of a list a date alone proves nothing: the component or a code must have spoken.
    void end()
    {
        if (open_ && !recipient_.empty() && (in_list_ || speaks())) {
            statement said = read_advice(advice_);
            said.recipient = recipient_;
            found_.push_back(std::move(said));
        }
        open_ = false;
        in_id_ = false;
        advice_.clear();
    }

    bool speaks() const
    {
        return ascii::ifind(advice_, "MSEXCH:") != npos || (advice_.ends_with('>') && advice_.find(" #") != npos);
    }

    std::string recipient_; // in hand
    std::string advice_;
    bool open_ = false;
    bool in_list_ = false;
    bool dated_ = false; // so are all entries of this notice
    bool in_id_ = false;
    bool wrapped_date_ = false; // the next line may be the rest of one
    std::vector<statement> found_;
};

} // namespace

std::vector<statement> read_exchange_ims_text(text_lines lines)
{
    ims_reader reader;
    for (const string_view line : lines)
        reader.read(line);
    return reader.take();
}

} // namespace recoil::dsn
