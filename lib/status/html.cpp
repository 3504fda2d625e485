#include "status/html.hpp"

#include "status/verdict.hpp"
#include "util/utf8.hpp"

namespace recoil::status {

namespace {

std::string_view reference(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return {};
    }
}

} // namespace

void append_escaped(std::string& out, std::string_view text)
{
    for (const char c : utf8::escape_controls(text)) {
        const std::string_view escaped = reference(c);
        escaped.empty() ? out.push_back(c) : void(out += escaped);
    }
}

html& html::number(std::uint64_t value)
{
    out_ += grouped(value);
    return *this;
}

html& html::plain(std::uint64_t value)
{
    out_ += std::to_string(value);
    return *this;
}

html& html::style(std::string_view sheet)
{
    out_ += sheet;
    return *this;
}

html& html::link(std::string_view url, std::string_view label)
{
    if (!url.starts_with("https://"))
        return text(label);
    return add("<a rel=\"noreferrer\" href=\"").text(url).add("\">").text(label).add("</a>");
}

} // namespace recoil::status
