#include "classify/normal_form.hpp"

#include "util/ascii.hpp"
#include "util/clock.hpp"
#include "util/ip_address.hpp"
#include "util/utf8.hpp"

#include <algorithm>

namespace recoil::classify {

namespace {

using std::string_view;

constexpr std::size_t read_bytes = 4'096;
constexpr std::size_t number_digits = 6;
constexpr std::size_t id_bytes = 8;
constexpr std::size_t id_digits = 3;
constexpr std::size_t base64_bytes = 24;
constexpr std::size_t last_label_bytes = 6; // longer words behind a dot are rather a vendor's: RESOLVER.ADR.NotFound

constexpr string_view joints = ":/=?&#%~+"; // inside URLs, addresses, times and base64; between words elsewhere

bool is_piece(char c)
{
    return ascii::is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '@' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_word(char c)
{
    return is_piece(c) || joints.find(c) != string_view::npos;
}

template<class Allowed>
string_view front_run(string_view text, Allowed allowed)
{
    return text.substr(0, static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), allowed) - text.begin()));
}

std::size_t count_digits(string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), ascii::is_digit));
}

template<class Allowed>
bool all_of(string_view text, Allowed allowed)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

bool is_address(string_view word)
{
    const auto at = word.rfind('@');
    return at != string_view::npos && at > 0 && at + 1 < word.size() && word.find('/') == string_view::npos;
}

bool is_ip(string_view word)
{
    if (ascii::istarts_with(word, "IPv6:"))
        word.remove_prefix(5);
    constexpr std::size_t shortest = 3; // ::1
    constexpr std::size_t longest = 45; // RFC 4291 2.2 (3) in full
    return word.size() >= shortest && word.size() <= longest && canonical_ip(word).has_value();
}

// 2026-05-14T08:11:37.214Z, 2026-05-14, 14/05/2026, 08:11, 08:11:37
bool is_time(string_view word)
{
    const auto mark = [](char c) { return c == ':' || c == '-' || c == '/' || c == '.' || c == '+'; };
    const auto part = [&](char c) { return ascii::is_digit(c) || mark(c) || c == 'T' || c == 'Z'; };
    const std::size_t digits = front_run(word, ascii::is_digit).size();
    if (!all_of(word, part) || (digits != 2 && digits != 4) || digits == word.size())
        return false;
    const char joint = word[digits];
    const auto same = std::count(word.begin(), word.end(), joint);
    return digits == 2 && joint == ':' ? word.size() >= 5 : (joint == '-' || joint == '/') && same >= 2;
}

bool is_base64(string_view word)
{
    const auto allowed = [](char c) { return ascii::is_alnum(c) || c == '+' || c == '/' || c == '='; };
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    return word.size() >= base64_bytes && all_of(word, allowed) && count_digits(word) > 0 &&
           std::any_of(word.begin(), word.end(), upper) && std::any_of(word.begin(), word.end(), lower);
}

bool is_host(string_view piece)
{
    const auto dot = piece.rfind('.');
    const auto label = [](char c) { return ascii::is_alnum(c) || c == '-' || c == '.' || c == '_'; };
    if (dot == string_view::npos || dot == 0 || !all_of(piece, label))
        return false;
    const string_view last = piece.substr(dot + 1);
    return last.size() >= 2 && last.size() <= last_label_bytes && all_of(last, ascii::is_alpha);
}

bool is_id(string_view piece)
{
    const std::size_t digits = count_digits(piece);
    const bool letters = std::any_of(piece.begin(), piece.end(), ascii::is_alpha);
    const bool hex = all_of(piece, [](char c) { return ascii::hex_value(c) >= 0; });
    return piece.size() >= id_bytes && letters && (digits >= id_digits || (hex && digits > 0));
}

bool is_number(string_view piece)
{
    return piece.size() >= number_digits && all_of(piece, ascii::is_digit);
}

struct mask {
    bool (*fits)(string_view);
    string_view stand_in;
};

// The first that fits; of words, and then of the pieces between a word's joints.
constexpr mask word_masks[] = {{is_address, "ADDRESS"}, {is_ip, "IP"}, {is_time, "TIME"}, {is_base64, "ID"}};
constexpr mask piece_masks[] = {
    {is_address, "ADDRESS"}, {is_ip, "IP"}, {is_host, "HOST"}, {is_number, "NUMBER"}, {is_id, "ID"}};

template<std::size_t N>
string_view stand_in(const mask (&masks)[N], string_view text)
{
    for (const mask& m : masks) {
        if (m.fits(text))
            return m.stand_in;
    }
    return {};
}

bool is_month(string_view text)
{
    return std::any_of(month_names.begin(), month_names.end(),
                       [&](string_view month) { return ascii::iequals(month, text); });
}

bool is_day(string_view text)
{
    return text.size() <= 2 && all_of(text, ascii::is_digit);
}

// Octets of a date in words at the front, 0 where there is none: "14 May 2026", "May 14".
std::size_t spelled_date(string_view text)
{
    const string_view first = front_run(text, ascii::is_alnum);
    if ((!is_day(first) && !is_month(first)) || !text.substr(first.size()).starts_with(' '))
        return 0;
    const string_view second = front_run(text.substr(first.size() + 1), ascii::is_alnum);
    if (!(is_day(first) ? is_month(second) : is_day(second)))
        return 0;
    std::size_t length = first.size() + 1 + second.size();
    const string_view year = front_run(text.substr(length + (length < text.size())), ascii::is_alnum);
    if (year.size() == 4 && all_of(year, ascii::is_digit))
        length += 1 + year.size();
    return length;
}

class writer {
public:
    std::string write(string_view text)
    {
        while (!text.empty()) {
            const std::size_t date = at_word_ ? spelled_date(text) : 0;
            const string_view word = date > 0 ? text.substr(0, date) : front_run(text, is_word);
            at_word_ = word.empty();
            if (date > 0)
                append_mask("TIME");
            else if (word.empty())
                out_ += text.front();
            else
                append_word(word);
            text.remove_prefix(std::max<std::size_t>(word.size(), 1));
        }
        return std::move(out_);
    }

private:
    // Dots and colons behind a word end a sentence or a clause.
    void append_word(string_view word)
    {
        const string_view core = word.substr(0, word.find_last_not_of(".:-/=?&#") + 1);
        if (ascii::istarts_with(core, "http://") || ascii::istarts_with(core, "https://"))
            append_url(core);
        else if (const string_view found = stand_in(word_masks, core); !found.empty())
            append_mask(found);
        else
            append_pieces(core);
        out_ += word.substr(core.size());
    }

    void append_url(string_view url)
    {
        const auto query = url.find('?');
        out_ += ascii::to_lower(url.substr(0, query));
        if (query != string_view::npos)
            out_ += "?...";
    }

    void append_pieces(string_view word)
    {
        while (!word.empty()) {
            const string_view piece = front_run(word, is_piece);
            const string_view found = piece.empty() ? piece : stand_in(piece_masks, piece);
            if (!found.empty())
                append_mask(found);
            else
                out_ += piece.empty() ? std::string(1, word.front()) : ascii::to_lower(piece);
            word.remove_prefix(std::max<std::size_t>(piece.size(), 1));
        }
    }

    // A date and a time of day are one.
    void append_mask(string_view name)
    {
        if (name != "TIME" || !out_.ends_with("TIME "))
            out_ += name;
        else
            out_.pop_back();
    }

    std::string out_;
    bool at_word_ = true; // no word ends right before
};

} // namespace

std::string normal_form(string_view text)
{
    std::string form = writer().write(ascii::collapse_spaces(utf8::prefix(text, read_bytes)));
    form.resize(utf8::prefix(form, normal_form_bytes).size());
    return form;
}

} // namespace recoil::classify
