#include "status/bounded_text.hpp"

#include "util/utf8.hpp"

namespace recoil::status {

namespace {

constexpr std::size_t longest_character = 4; // a text that was cut may be shorter than its bound by less than that

} // namespace

std::string kept(std::string_view text)
{
    return std::string(utf8::prefix(text, kept_bytes));
}

std::string shown(std::string_view text)
{
    const std::string_view begin = utf8::prefix(text, shown_bytes);
    return begin.size() == text.size() ? std::string(text) : std::string(begin) + "...";
}

std::string_view whole_words(std::string_view text)
{
    if (text.size() + longest_character <= kept_bytes)
        return text;
    return text.substr(0, text.find_last_of(' ') + 1); // npos + 1 is 0: one word, of which nothing remains
}

} // namespace recoil::status
