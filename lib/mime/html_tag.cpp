#include "mime/html_tag.hpp"

#include "mime/html_entity.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::mime {

namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view white_space = " \t\r\n\f\v";

struct element {
    std::string_view name;
    html_element kind;
};

constexpr bool operator<(const element& a, const element& b)
{
    return a.name < b.name;
}

using enum html_element;
constexpr element elements[] = {{"a", anchor},
                                {"abbr", phrase},
                                {"acronym", phrase},
                                {"address", line},
                                {"applet", phrase},
                                {"area", phrase},
                                {"article", line},
                                {"aside", line},
                                {"audio", phrase},
                                {"b", phrase},
                                {"base", metadata},
                                {"basefont", metadata},
                                {"bdi", phrase},
                                {"bdo", phrase},
                                {"big", phrase},
                                {"blink", phrase},
                                {"blockquote", paragraph},
                                {"body", line},
                                {"br", line_break},
                                {"button", phrase},
                                {"canvas", phrase},
                                {"caption", line},
                                {"center", line},
                                {"cite", phrase},
                                {"code", phrase},
                                {"col", phrase},
                                {"colgroup", phrase},
                                {"data", phrase},
                                {"datalist", phrase},
                                {"dd", line},
                                {"del", phrase},
                                {"details", line},
                                {"dfn", phrase},
                                {"dir", line},
                                {"div", line},
                                {"dl", paragraph},
                                {"dt", line},
                                {"em", phrase},
                                {"embed", phrase},
                                {"fieldset", paragraph},
                                {"figcaption", line},
                                {"figure", line},
                                {"font", phrase},
                                {"footer", line},
                                {"form", line},
                                {"frame", phrase},
                                {"frameset", phrase},
                                {"h1", paragraph},
                                {"h2", paragraph},
                                {"h3", paragraph},
                                {"h4", paragraph},
                                {"h5", paragraph},
                                {"h6", paragraph},
                                {"head", head},
                                {"header", line},
                                {"hgroup", line},
                                {"hr", paragraph},
                                {"html", metadata},
                                {"i", phrase},
                                {"iframe", phrase},
                                {"img", phrase},
                                {"input", phrase},
                                {"ins", phrase},
                                {"kbd", phrase},
                                {"label", phrase},
                                {"legend", line},
                                {"li", line},
                                {"link", metadata},
                                {"listing", preformatted},
                                {"main", line},
                                {"map", phrase},
                                {"mark", phrase},
                                {"marquee", phrase},
                                {"menu", paragraph},
                                {"meta", metadata},
                                {"meter", phrase},
                                {"nav", line},
                                {"nobr", phrase},
                                {"noframes", phrase},
                                {"noscript", metadata},
                                {"object", phrase},
                                {"ol", paragraph},
                                {"optgroup", line},
                                {"option", line},
                                {"output", phrase},
                                {"p", paragraph},
                                {"param", phrase},
                                {"picture", phrase},
                                {"pre", preformatted},
                                {"progress", phrase},
                                {"q", phrase},
                                {"rp", phrase},
                                {"rt", phrase},
                                {"ruby", phrase},
                                {"s", phrase},
                                {"samp", phrase},
                                {"script", raw},
                                {"section", line},
                                {"select", phrase},
                                {"small", phrase},
                                {"source", phrase},
                                {"span", phrase},
                                {"strike", phrase},
                                {"strong", phrase},
                                {"style", raw},
                                {"sub", phrase},
                                {"summary", line},
                                {"sup", phrase},
                                {"svg", phrase},
                                {"table", table},
                                {"tbody", row},
                                {"td", cell},
                                {"template", raw},
                                {"textarea", phrase},
                                {"tfoot", row},
                                {"th", cell},
                                {"thead", row},
                                {"time", phrase},
                                {"title", raw},
                                {"tr", row},
                                {"track", phrase},
                                {"tt", phrase},
                                {"u", phrase},
                                {"ul", paragraph},
                                {"var", phrase},
                                {"video", phrase},
                                {"wbr", phrase},
                                {"xml", raw},
                                {"xmp", preformatted}};
static_assert(std::is_sorted(std::begin(elements), std::end(elements)));

html_element find_element(std::string_view name)
{
    constexpr std::size_t longest_name = 10;
    if (name.size() > longest_name)
        return unknown;
    const std::string word = ascii::to_lower(name);
    const auto* const found = std::lower_bound(std::begin(elements), std::end(elements), element{word, unknown});
    return found != std::end(elements) && found->name == word ? found->kind : unknown;
}

// Takes the value behind '=' off `text`.
std::string_view take_value(std::string_view& text)
{
    text.remove_prefix(std::min(text.find_first_not_of(white_space), text.size()));
    const bool quoted = text.starts_with('"') || text.starts_with('\'');
    const std::size_t begin = quoted ? 1 : 0;
    const std::size_t end = quoted ? text.find(text.front(), 1) : text.find_first_of(white_space);
    const std::string_view value = text.substr(begin, end == npos ? npos : end - begin);
    text.remove_prefix(end == npos ? text.size() : end + 1);
    return value;
}

} // namespace

html_tag parse_tag(std::string_view text)
{
    html_tag tag;
    text.remove_prefix(1);
    tag.closing = text.starts_with('/');
    if (tag.closing)
        text.remove_prefix(1);
    tag.name = text.substr(0, text.find_first_of(" \t\r\n\f\v/"));
    tag.attributes = text.substr(tag.name.size());
    tag.element = find_element(tag.name);
    return tag;
}

std::string attribute_value(std::string_view attributes, std::string_view name)
{
    for (;;) {
        attributes.remove_prefix(std::min(attributes.find_first_not_of(" \t\r\n\f\v/"), attributes.size()));
        if (attributes.empty())
            return {};
        // From the second character on: a stray '=' in front is part of a name.
        const std::size_t end = std::min(attributes.find_first_of(" \t\r\n\f\v/=", 1), attributes.size());
        const std::string_view found = attributes.substr(0, end);
        attributes.remove_prefix(end);
        const std::size_t next = attributes.find_first_not_of(white_space);
        std::string_view value;
        if (next != npos && attributes[next] == '=') {
            attributes.remove_prefix(next + 1);
            value = take_value(attributes);
        }
        if (ascii::iequals(found, name))
            return decode_references(value);
    }
}

} // namespace recoil::mime
