#include "mime/html_scanner.hpp"

#include "mime/html_entity.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::mime {

namespace {

constexpr std::size_t npos = std::string_view::npos;

} // namespace

html_scanner::token html_scanner::next()
{
    for (;;) {
        if (rest_.empty() && (!finished_ || held_.empty()))
            return {finished_ ? kind::end : kind::need_input, {}, {}};
        step found;
        if (rest_.empty())
            found = take_end();
        else if (state_ == state::text)
            found = take_text();
        else if (state_ == state::reference)
            found = take_reference();
        else if (state_ == state::tag)
            found = take_tag();
        else if (state_ == state::declaration)
            found = take_declaration();
        else
            found = take_comment();
        if (found)
            return *found;
    }
}

html_scanner::step html_scanner::take_text()
{
    const std::size_t size = std::min(rest_.find_first_of(raw_.empty() ? "<&" : "<"), rest_.size());
    if (size > 0) {
        const std::string_view text = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return raw_.empty() ? step({kind::text, text, {}}) : std::nullopt;
    }
    held_ = rest_.front();
    state_ = held_ == "<" ? state::tag : state::reference;
    part_ = part::name;
    value_ = value::none;
    too_long_ = false;
    rest_.remove_prefix(1);
    return std::nullopt;
}

html_scanner::step html_scanner::take_reference()
{
    const char c = rest_.front();
    if (!continues_reference(std::string_view(held_).substr(1), c))
        return end_reference(c == ';');
    held_ += c;
    rest_.remove_prefix(1);
    return std::nullopt;
}

html_scanner::step html_scanner::end_reference(bool closed)
{
    const std::string_view name = std::string_view(held_).substr(1);
    const html_reference found = match_reference(name, closed);
    given_ = found.size == 0 ? "&" : found.text;
    given_ += name.substr(found.size);
    if (closed && found.size > 0 && found.size == name.size())
        rest_.remove_prefix(1);
    held_.clear();
    state_ = state::text;
    return token{kind::text, given_, {}};
}

html_scanner::step html_scanner::take_tag()
{
    const char c = rest_.front();
    if (held_.size() == 1)
        return begin_tag(c);
    if (held_ == "</" && !ascii::is_alpha(c)) {
        state_ = state::declaration;
        return std::nullopt;
    }
    const bool quoted = value_ == value::quoted && !too_long_;
    if (c == '<' && !quoted)
        return is_element() ? end_tag() : tag_as_text();
    rest_.remove_prefix(1);
    return c == '>' && !quoted ? end_tag() : add_to_tag(c);
}

// The character behind '<'.
html_scanner::step html_scanner::begin_tag(char c)
{
    const bool skipped = !raw_.empty();
    if (skipped ? c != '/' && ascii::to_lower(c) != 'b' : !ascii::is_alpha(c) && c != '/' && c != '!' && c != '?')
        return tag_as_text();
    held_ += c;
    rest_.remove_prefix(1);
    if (c == '!' || c == '?')
        state_ = state::declaration;
    return std::nullopt;
}

html_scanner::step html_scanner::add_to_tag(char c)
{
    if (too_long_)
        return std::nullopt;
    held_ += c;
    if (part_ != part::attributes && ascii::is_space(c))
        part_ = part::attributes;
    else if (part_ == part::name && (c == '/' || c == '='))
        part_ = part::word;
    if ((c == '@' && part_ != part::attributes) || (c == '.' && part_ == part::name))
        return tag_as_text();
    if (part_ == part::attributes)
        follow_value(c);
    if (held_.size() < max_tag)
        return std::nullopt;
    too_long_ = is_element();
    return too_long_ ? std::nullopt : tag_as_text();
}

// A quote counts only where a value begins: names and plain values may hold an apostrophe.
void html_scanner::follow_value(char c)
{
    if (value_ == value::quoted) {
        if (c == quote_)
            value_ = value::none;
    } else if (c == '=' && value_ == value::none) {
        value_ = value::expected;
    } else if (value_ == value::expected && (c == '"' || c == '\'')) {
        value_ = value::quoted;
        quote_ = c;
    } else if (ascii::is_space(c)) {
        if (value_ == value::plain)
            value_ = value::none;
    } else if (value_ == value::expected) {
        value_ = value::plain;
    }
}

bool html_scanner::is_element() const
{
    const html_tag tag = parse_tag(held_);
    return tag.element != html_element::unknown || tag.name.find(':') != npos;
}

html_scanner::step html_scanner::end_tag()
{
    given_.swap(held_);
    held_.clear();
    state_ = state::text;
    const html_tag tag = parse_tag(given_);
    if (!raw_.empty()) {
        const bool own_end = tag.closing && ascii::iequals(tag.name, raw_);
        const bool other_end = tag.closing ? tag.element == html_element::head : ascii::iequals(tag.name, "body");
        if (own_end || other_end)
            raw_.clear();
        return other_end ? step({kind::tag, {}, tag}) : std::nullopt;
    }
    if (tag.element == html_element::raw && !tag.closing && !tag.attributes.ends_with('/'))
        raw_ = tag.name;
    return token{kind::tag, {}, tag};
}

html_scanner::step html_scanner::tag_as_text()
{
    given_.swap(held_);
    held_.clear();
    state_ = state::text;
    return raw_.empty() ? step({kind::text, given_, {}}) : std::nullopt;
}

html_scanner::step html_scanner::take_declaration()
{
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == '-' && (held_ == "<!" || held_ == "<!-")) {
        held_ += c;
        if (held_ == "<!--") {
            state_ = state::comment;
            dashes_ = 2; // "<!-->" is a comment, too
        }
        return std::nullopt;
    }
    if (c == '>') {
        held_.clear();
        state_ = state::text;
    } else {
        held_ = "<"; // no comment any more
    }
    return std::nullopt;
}

html_scanner::step html_scanner::take_comment()
{
    const char c = rest_.front();
    if (c == '>' && dashes_ >= 2) {
        held_.clear();
        state_ = state::text;
    }
    dashes_ = c == '-' ? std::min(dashes_ + 1, 2U) : 0;
    rest_.remove_prefix(1);
    return std::nullopt;
}

// The input ends inside of something.
html_scanner::step html_scanner::take_end()
{
    if (state_ == state::reference)
        return end_reference(false);
    if (state_ == state::tag && !is_element())
        return tag_as_text();
    held_.clear();
    return std::nullopt;
}

} // namespace recoil::mime
