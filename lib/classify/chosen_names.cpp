#include "classify/chosen_names.hpp"

#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::classify {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;

bool is_of_local_part(char c)
{
    return string_view(" \t\r\n<>()[],;:\"'@").find(c) == npos;
}

bool is_of_host(char c)
{
    return ascii::is_alnum(c) || c == '.' || c == '-' || c == '_';
}

template<class Belongs>
std::size_t begin_of(string_view text, std::size_t at, std::size_t from, Belongs belongs)
{
    while (at > from && belongs(text[at - 1]))
        --at;
    return at;
}

std::size_t end_of_host(string_view text, std::size_t at)
{
    while (at < text.size() && is_of_host(text[at]))
        ++at;
    return at;
}

// "mx.example.com" in front of "[192.0.2.1]" or "[2001:db8::1]".
bool is_named_host(string_view text, std::size_t begin, std::size_t bracket)
{
    constexpr string_view of_address = "0123456789abcdefABCDEF:";
    return text.substr(begin, bracket - begin).find('.') != npos && bracket + 1 < text.size() &&
           of_address.find(text[bracket + 1]) != npos;
}

void cover(std::string& buffer, std::size_t begin, std::size_t end)
{
    const auto first = buffer.begin();
    std::replace_if(
        first + static_cast<std::ptrdiff_t>(begin), first + static_cast<std::ptrdiff_t>(end),
        [](char c) { return ascii::is_alpha(c); }, 'x');
}

} // namespace

string_view without_chosen_names(string_view text, std::string& buffer)
{
    std::size_t at = text.find_first_of("@[");
    if (at == npos)
        return text;
    buffer = text;
    std::size_t done = 0; // what stands before it was looked at
    for (; at != npos; at = text.find_first_of("@[", done)) {
        if (text[at] == '@') {
            const std::size_t begin = begin_of(text, at, done, is_of_local_part);
            done = end_of_host(text, at + 1);
            if (begin < at && done > at + 1)
                cover(buffer, begin, done);
        } else {
            const std::size_t begin = begin_of(text, at, done, is_of_host);
            done = at + 1;
            if (is_named_host(text, begin, at))
                cover(buffer, begin, at);
        }
    }
    return buffer;
}

} // namespace recoil::classify
