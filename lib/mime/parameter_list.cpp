#include "mime/parameter_list.hpp"

#include "mime/charset_decoder.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <map>

namespace recoil::mime {

namespace {

// More pieces of all parameters together are not kept, so that looking for the first of a name stays cheap.
constexpr std::size_t max_pieces = 1024;

// One "name*3*=value" as it stands in the field (RFC 2231 3 and 4).
struct piece {
    bool numbered = false;
    bool extended = false; // percent escapes, and a charset in front if it is the first
    std::string value;
};

struct parameter {
    std::string name;
    std::map<std::size_t, piece> pieces; // by number; of equal numbers the first
};

std::string percent_decoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size() && ascii::hex_value(text[i + 1]) >= 0 &&
                            ascii::hex_value(text[i + 2]) >= 0;
        out += escape ? static_cast<char>(ascii::hex_value(text[i + 1]) * 16 + ascii::hex_value(text[i + 2])) : text[i];
        i += escape ? 2 : 0;
    }
    return out;
}

// Takes "*3*", "*3" or "*" off the name and returns the number, 0 where there is none. A star without a number that
// makes sense stays part of the name.
std::size_t take_suffix(std::string_view& name, piece& p)
{
    if (name.ends_with('*')) {
        p.extended = true;
        name.remove_suffix(1);
    }
    const std::size_t star = name.rfind('*');
    if (star == std::string_view::npos || name.size() - star > 4)
        return 0;
    const auto number = ascii::parse_unsigned(name.substr(star + 1));
    if (!number)
        return 0;
    p.numbered = true;
    name = name.substr(0, star);
    return static_cast<std::size_t>(*number);
}

// Takes "charset'language'" off the first piece; either may be empty.
std::string_view take_charset(std::string_view& value)
{
    const std::size_t first = value.find('\'');
    const std::size_t second = first == std::string_view::npos ? first : value.find('\'', first + 1);
    if (second == std::string_view::npos)
        return {};
    const std::string_view charset = value.substr(0, first);
    value.remove_prefix(second + 1);
    return charset;
}

// The pieces 0, 1, 2 ... up to the first gap.
std::string joined(const parameter& p)
{
    std::string octets;
    std::string charset;
    std::size_t next = 0;
    for (const auto& [number, part] : p.pieces) {
        if (number != next)
            break;
        std::string_view value = part.value;
        if (part.extended && number == 0)
            charset = take_charset(value);
        octets += part.extended ? percent_decoded(value) : std::string(value);
        ++next;
    }
    return p.name == "boundary" ? octets : to_utf8(octets, charset);
}

} // namespace

bool parameter_scanner::at_end()
{
    skip_blanks_and_comments();
    return rest_.empty();
}

bool parameter_scanner::skip(char c)
{
    skip_blanks_and_comments();
    if (!rest_.starts_with(c))
        return false;
    rest_.remove_prefix(1);
    return true;
}

std::string_view parameter_scanner::token()
{
    skip_blanks_and_comments();
    const std::string_view found = rest_.substr(0, rest_.find_first_of(" \t\r\n\v\f;=/(\""));
    rest_.remove_prefix(found.size());
    return found;
}

std::string parameter_scanner::value()
{
    skip_blanks_and_comments();
    if (rest_.starts_with('"'))
        return quoted_string();
    const std::string_view found = rest_.substr(0, rest_.find_first_of(" \t\r\n\v\f;"));
    rest_.remove_prefix(found.size());
    return std::string(found);
}

void parameter_scanner::skip_octet()
{
    rest_.remove_prefix(1);
}

void parameter_scanner::skip_blanks_and_comments()
{
    while (!rest_.empty() && (ascii::is_space(rest_.front()) || rest_.front() == '(')) {
        if (rest_.front() == '(')
            skip_comment();
        else
            rest_.remove_prefix(1);
    }
}

// RFC 5322 3.2.2. Nesting is a counter; a comment that is not closed is all the rest.
void parameter_scanner::skip_comment()
{
    std::size_t depth = 0;
    std::size_t i = 0;
    do {
        const char c = rest_[i++];
        depth += c == '(' ? 1 : 0;
        depth -= c == ')' ? 1 : 0;
        i += c == '\\' ? 1 : 0;
    } while (depth > 0 && i < rest_.size());
    rest_.remove_prefix(std::min(i, rest_.size()));
}

std::string parameter_scanner::quoted_string()
{
    std::string out;
    std::size_t i = 1;
    for (; i < rest_.size() && rest_[i] != '"'; ++i) {
        if (rest_[i] == '\\' && i + 1 < rest_.size())
            ++i;
        out += rest_[i];
    }
    rest_.remove_prefix(std::min(i + 1, rest_.size()));
    return out;
}

parameter_list read_parameters(parameter_scanner& scanner)
{
    std::vector<parameter> found;
    std::size_t pieces = 0;
    while (!scanner.at_end() && pieces < max_pieces) {
        std::string_view name = scanner.token();
        if (name.empty() || !scanner.skip('=')) {
            if (name.empty())
                scanner.skip_octet();
            continue;
        }
        piece p;
        const std::size_t number = take_suffix(name, p);
        p.value = scanner.value();
        const std::string lower = ascii::to_lower(name);
        auto same = std::find_if(found.begin(), found.end(), [&](const parameter& q) { return q.name == lower; });
        if (same == found.end() && found.size() < max_parameters)
            same = found.insert(found.end(), {lower, {}});
        // A name is either whole or in numbered pieces: what comes first says which, so that neither can alter the
        // other.
        if (same == found.end() || (!same->pieces.empty() && same->pieces.begin()->second.numbered != p.numbered))
            continue;
        same->pieces.try_emplace(number, std::move(p));
        ++pieces;
    }
    parameter_list list;
    for (const parameter& p : found)
        list.emplace_back(p.name, joined(p));
    return list;
}

} // namespace recoil::mime
