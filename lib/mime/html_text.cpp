#include "mime/html_text.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <utility>

namespace recoil::mime {

namespace {

// The lead octets of the characters that mean a blank or nothing.
bool may_be_blank(char lead)
{
    return lead == '\xc2' || lead == '\xe2' || lead == '\xef';
}

// U+00A0, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F.
bool is_blank(std::string_view character)
{
    constexpr std::string_view others[] = {"\xc2\xa0", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f"};
    if (character.size() == 3 && character.starts_with("\xe2\x80") && character[2] <= '\x8a')
        return true;
    return std::find(std::begin(others), std::end(others), character) != std::end(others);
}

// U+00AD, U+200B, U+2060, U+FEFF.
bool is_nothing(std::string_view character)
{
    constexpr std::string_view all[] = {"\xc2\xad", "\xe2\x80\x8b", "\xe2\x81\xa0", "\xef\xbb\xbf"};
    return std::find(std::begin(all), std::end(all), character) != std::end(all);
}

// A plain run: the layout gets it as it is.
bool is_plain(char c)
{
    return !ascii::is_space(c) && c != '\0' && !may_be_blank(c);
}

bool is_mailbox_octet(char c)
{
    return static_cast<unsigned char>(c) > ' ' && c != '<' && c != '>' && c != '\x7f';
}

} // namespace

void html_text::feed(std::string_view utf8, std::string& out)
{
    scanner_.feed(utf8);
    drain(out);
}

void html_text::finish(std::string& out)
{
    scanner_.finish();
    drain(out);
    end_character(out);
    end_link(out);
    layout_.finish(out);
}

void html_text::drain(std::string& out)
{
    for (;;) {
        const html_scanner::token found = scanner_.next();
        if (found.what == html_scanner::kind::text) {
            if (!in_head_)
                add_text(found.text, out);
        } else if (found.what == html_scanner::kind::tag) {
            end_character(out);
            add_tag(found.tag, out);
        } else {
            return;
        }
    }
}

void html_text::add_text(std::string_view text, std::string& out)
{
    while (!text.empty()) {
        const char c = text.front();
        if (character_.empty() && is_plain(c)) {
            const auto* const end = std::find_if_not(text.begin(), text.end(), is_plain);
            const auto size = static_cast<std::size_t>(end - text.begin());
            add_words(text.substr(0, size), out);
            text.remove_prefix(size);
            continue;
        }
        if (!character_.empty())
            continue_character(c, out);
        else if (may_be_blank(c))
            character_ = c;
        else if (c != '\0')
            add_white_space(c, out);
        text.remove_prefix(1);
    }
}

void html_text::add_words(std::string_view text, std::string& out)
{
    first_in_pre_ = false;
    layout_.words(text, out);
    link_has_text_ = true;
    if (text.find('@') != std::string_view::npos)
        link_.clear();
}

void html_text::add_white_space(char c, std::string& out)
{
    if (c == '\n' && !has_tags_)
        layout_.line_break();
    else if (preformatted_ == 0)
        layout_.blank();
    else if (c != '\r' && !(c == '\n' && first_in_pre_))
        layout_.preformatted(c, out);
    first_in_pre_ &= c == '\r';
}

void html_text::continue_character(char c, std::string& out)
{
    const std::size_t size = character_.front() == '\xc2' ? 2 : 3;
    if ((c & '\xc0') == '\x80') {
        character_ += c;
        if (character_.size() == size)
            end_character(out);
    } else {
        end_character(out); // ill-formed
        add_text({&c, 1}, out);
    }
}

void html_text::end_character(std::string& out)
{
    const std::string character = std::exchange(character_, {});
    if (is_blank(character))
        add_white_space(' ', out);
    else if (!character.empty() && !is_nothing(character))
        add_words(character, out);
}

void html_text::add_tag(const html_tag& tag, std::string& out)
{
    using enum html_element;
    has_tags_ |= tag.element != unknown;
    if (in_head_ && tag.element != unknown && tag.element != metadata && tag.element != raw)
        in_head_ = false; // its end tag may be left out
    switch (tag.element) {
    case head:
        in_head_ = !tag.closing;
        break;
    case anchor:
        end_link(out);
        if (!tag.closing)
            begin_link(tag);
        break;
    case line:
        layout_.end_line();
        break;
    case paragraph:
        layout_.end_paragraph();
        break;
    case line_break:
        layout_.line_break();
        break;
    case preformatted:
        layout_.end_paragraph();
        add_preformatted(tag.closing);
        break;
    case table:
        end_link(out);
        tag.closing ? layout_.end_table() : layout_.begin_table();
        break;
    case row:
        end_link(out);
        layout_.begin_row();
        break;
    case cell:
        if (!tag.closing) {
            end_link(out);
            layout_.begin_cell();
        }
        break;
    case unknown:
    case phrase:
    case metadata:
    case raw:
        break;
    }
}

void html_text::add_preformatted(bool closing)
{
    if (!closing)
        ++preformatted_;
    else if (preformatted_ > 0)
        --preformatted_;
    first_in_pre_ = !closing;
}

void html_text::begin_link(const html_tag& tag)
{
    constexpr std::string_view scheme = "mailto:";
    const std::string target = attribute_value(tag.attributes, "href");
    const std::string_view uri = ascii::trim(target);
    link_has_text_ = false;
    if (!ascii::istarts_with(uri, scheme))
        return;
    const std::string_view mailbox = ascii::trim(uri.substr(scheme.size(), uri.find('?') - scheme.size()));
    if (std::all_of(mailbox.begin(), mailbox.end(), is_mailbox_octet))
        link_ = mailbox;
}

void html_text::end_link(std::string& out)
{
    if (!link_.empty() && link_has_text_)
        layout_.attach("<mailto:" + link_ + ">", out);
    link_.clear();
}

} // namespace recoil::mime
