// HTML, appended to a string. Markup is a literal of ours, checked by the compiler; whatever is known only at run time
// is a text, and is escaped: there is no third way in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace recoil::status {

// For an element's content and for an attribute in double quotes. The five characters that mean something become
// references; controls and what turns the direction of writing is shown as \u{202E}; ill-formed UTF-8 as \xHH.
void append_escaped(std::string& out, std::string_view text);

struct markup {
    // Not explicit, so that literals are given as they are; consteval, so that nothing else can be.
    consteval markup(const char* literal) : text(literal) {}
    std::string_view text;
};

class html {
public:
    html& add(markup literal)
    {
        out_ += literal.text;
        return *this;
    }
    html& text(std::string_view value)
    {
        append_escaped(out_, value);
        return *this;
    }
    html& number(std::uint64_t value); // grouped: 12,345
    html& plain(std::uint64_t value);  // for an attribute: 12345

    // <a> where `url` is https, else its label as a text.
    html& link(std::string_view url, std::string_view label);

    html& style(std::string_view sheet); // one of ours: in <style> nothing is escaped

    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

} // namespace recoil::status
