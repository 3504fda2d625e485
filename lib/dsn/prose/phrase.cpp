#include "dsn/prose/phrase.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <optional>
#include <span>
#include <string>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr string_view no_break_space = "\xC2\xA0";

bool is_word(char c)
{
    return ascii::is_alnum(c) || (c & 0x80) != 0;
}

// Where `words` end in `text` if it begins with them: a blank stands for any run of white space.
std::optional<std::size_t> match(string_view text, string_view words)
{
    std::size_t at = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (at >= text.size())
            return std::nullopt;
        if (words[i] == ' ') {
            if (!ascii::is_space(text[at]))
                return std::nullopt;
            while (at < text.size() && ascii::is_space(text[at]))
                ++at;
        } else if (ascii::to_lower(text[at++]) != words[i]) {
            return std::nullopt;
        }
    }
    const string_view rest = text.substr(at);
    const bool goes_on = !rest.empty() && is_word(rest.front()) && !rest.starts_with(no_break_space);
    const bool cut_word = goes_on && is_word(words.back()) && !(words.back() & 0x80);
    return cut_word ? std::nullopt : std::optional(at);
}

constexpr std::size_t shortest_wrapped = 8; // a line that is shorter ends because it is over
constexpr std::size_t longest_phrase = 120;

string_view first_two(const phrase& p)
{
    return p.words.substr(0, 2);
}

// Which two octets any phrase begins with: most words of a notice begin none.
class beginnings {
public:
    beginnings(std::span<const phrase> phrases)
    {
        for (const phrase& p : phrases)
            bits_.set(place(p.words[0], p.words[1]));
    }
    bool has(char first, char second) const { return bits_.test(place(first, second)); }

private:
    static std::size_t place(char first, char second)
    {
        return static_cast<std::size_t>(static_cast<unsigned char>(first)) << 8 | static_cast<unsigned char>(second);
    }
    std::bitset<65'536> bits_;
};

} // namespace

std::vector<found_phrase> find_phrases(string_view line)
{
    static const beginnings known(all_phrases());
    std::vector<found_phrase> found;
    for (std::size_t at = 0; at + 1 < line.size(); ++at) {
        if (at > 0 && is_word(line[at - 1]) && !(line[at - 1] & 0x80))
            continue;
        const std::array<char, 2> two{ascii::to_lower(line[at]),
                                      ascii::is_space(line[at + 1]) ? ' ' : ascii::to_lower(line[at + 1])};
        if (!known.has(two[0], two[1]))
            continue;
        std::size_t longest = 0;
        const auto alike = std::ranges::equal_range(all_phrases(), string_view(two.data(), 2), {}, first_two);
        for (const phrase& p : alike) {
            if (p.words.size() < longest)
                break;
            // One sentence may play several parts.
            if (const auto length = match(line.substr(at), p.words)) {
                found.push_back({&p, at, at + *length});
                longest = p.words.size();
            }
        }
    }
    return found;
}

namespace {

// Does a phrase begin in `line` and end in `next`?
bool wraps_phrase(string_view line, string_view next)
{
    if (line.size() < shortest_wrapped || next.empty())
        return false;
    line = line.substr(line.size() - std::min(line.size(), longest_phrase));
    const std::string both = std::string(line).append(" ").append(next.substr(0, longest_phrase));
    return std::ranges::any_of(find_phrases(both), [&](const found_phrase& found) {
        return found.begin < line.size() && found.end > line.size() + 1;
    });
}

} // namespace

string_view take_phrase_line(std::span<const string_view> lines, std::size_t& at, std::string& buffer)
{
    const string_view line = lines[at++];
    if (at == lines.size() || !wraps_phrase(line, ascii::trim(lines[at])))
        return line;
    buffer.assign(line).append(" ").append(ascii::trim(lines[at++]));
    return buffer;
}

} // namespace recoil::dsn
