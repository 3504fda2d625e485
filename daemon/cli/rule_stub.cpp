#include "daemon/cli/rule_stub.hpp"

#include "dsn/reply.hpp"
#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace recoil::cli {

namespace {

constexpr std::size_t text_bytes = 160; // of the words that make the pattern
constexpr std::size_t fewest_letters = 4;
constexpr std::size_t id_words = 6;
constexpr std::size_t id_bytes = 48;

struct stand_in {
    std::string_view mask;    // in the normal form
    std::string_view pattern; // what it matches
    std::string_view example; // RFC 2606, RFC 5737
};
constexpr stand_in stand_ins[] = {
    {"ADDRESS", R"(\S+)", "user@example.com"}, {"IP", R"(\S+)", "192.0.2.1"},  {"HOST", R"(\S+)", "mx.example.com"},
    {"TIME", ".{1,40}", "2026-01-01"},         {"ID", R"(\S+)", "4F1A2B3C4D"}, {"NUMBER", R"(\S+)", "123456"},
};

// A normal form taken apart: words of the server's own, what stands in for its values, and characters that no line of
// text may hold.
struct piece {
    std::string_view text;
    const stand_in* mask = nullptr;
    bool control = false;
};

bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

std::size_t character_bytes(std::string_view text)
{
    const auto follows = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
    return 1 + static_cast<std::size_t>(std::find_if_not(text.begin() + 1, text.end(), follows) - text.begin() - 1);
}

piece first_piece(std::string_view form)
{
    const auto capitals = std::find_if_not(form.begin(), form.end(), is_capital) - form.begin();
    for (const stand_in& s : stand_ins)
        if (s.mask == form.substr(0, static_cast<std::size_t>(capitals)))
            return {s.mask, &s};
    const std::string_view character = form.substr(0, character_bytes(form));
    return {character, nullptr, utf8::escape_controls(character) != character};
}

std::vector<piece> pieces_of(std::string_view form)
{
    std::vector<piece> pieces;
    while (!form.empty()) {
        pieces.push_back(first_piece(form));
        form.remove_prefix(pieces.back().text.size());
    }
    return pieces;
}

std::string example_of(std::string_view form)
{
    std::string text;
    for (const piece& p : pieces_of(form))
        text += p.mask != nullptr ? p.mask->example : p.control ? "?" : p.text;
    return text;
}

std::string pattern_of(std::string_view form)
{
    constexpr std::string_view special = R"(\^$.|?*+()[]{})";
    std::string pattern;
    for (const piece& p : pieces_of(form)) {
        if (p.mask != nullptr || p.control)
            pattern += p.mask != nullptr ? p.mask->pattern : ".{1,4}";
        else if (special.find(p.text.front()) != std::string_view::npos)
            (pattern += '\\') += p.text;
        else
            pattern += p.text;
    }
    return pattern;
}

std::vector<std::string_view> words_of(std::string_view form)
{
    std::vector<std::string_view> words;
    while (!form.empty()) {
        const std::size_t end = std::min(form.find(' '), form.size());
        if (end > 0)
            words.push_back(form.substr(0, end));
        form.remove_prefix(std::min(end + 1, form.size()));
    }
    return words;
}

// A word that says nothing at either end of a pattern: codes, what is filled in, punctuation.
bool says_nothing(std::string_view word)
{
    const auto pieces = pieces_of(word);
    return std::ranges::any_of(pieces, [](const piece& p) { return p.mask != nullptr || p.control; }) ||
           std::ranges::none_of(word, [](char c) { return ascii::is_alpha(c) || (c & 0x80) != 0; });
}

// The words from the first that says something to the last one, at most text_bytes.
std::string_view core_of(std::string_view form)
{
    std::vector<std::string_view> words = words_of(form);
    const auto silent = [](std::string_view word) { return says_nothing(word); };
    words.erase(words.begin(), std::ranges::find_if_not(words, silent));
    const auto end_of = [&](std::string_view word) {
        return static_cast<std::size_t>(word.data() + word.size() - words.front().data());
    };
    while (!words.empty() && (says_nothing(words.back()) || end_of(words.back()) > text_bytes))
        words.pop_back();
    return words.empty() ? std::string_view() : std::string_view(words.front().data(), end_of(words.back()));
}

std::size_t letters_of(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; }));
}

// site-mailbox-is-blocked: words of letters and digits of ASCII.
std::string id_of(std::string_view core)
{
    std::string id = "site";
    std::size_t taken = 0;
    for (const std::string_view word : words_of(core)) {
        if (says_nothing(word))
            continue;
        std::string part;
        for (const char c : word) {
            if ((c >= 'a' && c <= 'z') || ascii::is_digit(c))
                part += c;
            else if (c == '-' && !part.empty() && !part.ends_with('-'))
                part += c;
        }
        if (part.empty())
            continue;
        if (taken == id_words || id.size() + 1 + part.size() > id_bytes)
            break;
        ++taken;
        (id += '-') += part;
    }
    return taken > 0 ? id : "site-reply";
}

} // namespace

rule_stub make_stub(std::string_view normal_form, std::string_view status)
{
    rule_stub stub;
    stub.example = example_of(normal_form);
    const std::string_view core = core_of(normal_form);
    if (letters_of(core) >= fewest_letters) {
        stub.text = pattern_of(core);
        stub.id = id_of(core);
        return stub;
    }
    const auto code = dsn::parse_status(status);
    if (!code || code->klass < 4 || code->generic())
        return stub;
    stub.status = status;
    stub.id = "site-status-" + std::string(status);
    std::ranges::replace(stub.id, '.', '-');
    if (!dsn::parse_reply(stub.example).status) // the notice said it elsewhere
        stub.example = (code->klass == 5 ? "550 " : "450 ") + std::string(status);
    return stub;
}

std::string yaml_quoted(std::string_view text)
{
    std::string quoted = "'";
    for (const char c : utf8::escape_controls(text)) {
        quoted += c;
        if (c == '\'')
            quoted += c;
    }
    return quoted + "'";
}

std::string rule_stub::yaml() const
{
    std::string item = "  - id: " + id + "\n";
    item += text.empty() ? "    status: [" + status + "]\n" : "    text: [" + yaml_quoted(text) + "]\n";
    if (priority != 0)
        item += "    priority: " + std::to_string(priority) + "\n";
    item += "    reason: " + std::string(open_reason) + "\n";
    item += "    meaning: Say here what the refusal means.\n";
    item += "    advice: Say here what to do about it.\n";
    return item + "    examples: [" + yaml_quoted(example) + "]\n";
}

} // namespace recoil::cli
