// A strict reader of the HTML that recoil writes: what it takes, every browser reads in the same way. Elements and
// attributes are those of a closed list, all attributes are in double quotes, everything is closed, and in texts
// nothing means anything but the five references.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::test {

class html_check {
public:
    // "" where `page` is well-formed, else what is wrong and what stands there.
    static std::string problem_of(std::string_view page)
    {
        html_check check(page);
        return check.read() ? "" : check.problem_ + ": " + std::string(check.rest_.substr(0, 60));
    }

private:
    explicit html_check(std::string_view page) : rest_(page) {}

    bool read()
    {
        if (!take("<!DOCTYPE html>\n"))
            return fail("no DOCTYPE");
        while (!rest_.empty()) {
            const bool good = rest_.front() == '<' ? read_tag() : read_text('<');
            if (!good)
                return false;
        }
        return open_.empty() || fail("not closed: " + open_.back());
    }

    bool read_tag()
    {
        if (take("</")) {
            const std::string name = take_name();
            if (open_.empty() || open_.back() != name)
                return fail("closes what is not open: " + name);
            open_.pop_back();
            return take(">") || fail("no end of a tag");
        }
        take("<");
        const std::string name = take_name();
        if (std::ranges::find(elements, name) == elements.end())
            return fail("no element of ours: " + name);
        while (take(" ")) {
            if (!read_attribute())
                return false;
        }
        if (take("/>"))
            return true;
        if (name != "meta")
            open_.push_back(name);
        return take(">") && (name != "style" || skip_style()) ? true : fail("no end of a tag");
    }

    bool read_attribute()
    {
        const std::string name = take_name();
        if (std::ranges::find(attributes, name) == attributes.end())
            return fail("no attribute of ours: " + name);
        if (!take("=\""))
            return fail("no quotes");
        if (name == "href" && !rest_.starts_with("https://") && !rest_.starts_with("/"))
            return fail("a link to somewhere else");
        return read_text('"') && take("\"") ? true : fail("no closing quote");
    }

    bool read_text(char end)
    {
        while (!rest_.empty() && rest_.front() != end) {
            const auto c = static_cast<unsigned char>(rest_.front());
            if (c == '<' || c == '>' || c == '"' || c == '\'' || (c < ' ' && c != '\n') || c == 0x7f)
                return fail("means something");
            if (c == '&' && !std::ranges::any_of(references, [&](auto known) { return rest_.starts_with(known); }))
                return fail("a reference");
            rest_.remove_prefix(1);
        }
        return true;
    }

    bool skip_style()
    {
        rest_.remove_prefix(std::min(rest_.find("</style>"), rest_.size()));
        return true;
    }
    bool take(std::string_view text)
    {
        if (!rest_.starts_with(text))
            return false;
        rest_.remove_prefix(text.size());
        return true;
    }
    std::string take_name()
    {
        const std::size_t end =
            std::min(rest_.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-123"), rest_.size());
        std::string name(rest_.substr(0, end));
        rest_.remove_prefix(end);
        return name;
    }
    bool fail(std::string what)
    {
        if (problem_.empty())
            problem_ = std::move(what);
        return false;
    }

    static constexpr std::array<std::string_view, 41> elements{
        "html", "head", "meta",    "title",   "style", "body",   "header",     "main", "footer", "section", "h1",
        "h2",   "p",    "b",       "span",    "small", "a",      "code",       "q",    "bdi",    "div",     "ul",
        "li",   "time", "details", "summary", "table", "thead",  "tbody",      "tr",   "th",     "td",      "caption",
        "svg",  "rect", "path",    "desc",    "g",     "figure", "figcaption", "nav"};
    static constexpr std::array<std::string_view, 26> attributes{"lang",
                                                                 "charset",
                                                                 "name",
                                                                 "content",
                                                                 "http-equiv",
                                                                 "class",
                                                                 "id",
                                                                 "href",
                                                                 "rel",
                                                                 "role",
                                                                 "scope",
                                                                 "width",
                                                                 "height",
                                                                 "x",
                                                                 "y",
                                                                 "d",
                                                                 "viewBox",
                                                                 "datetime",
                                                                 "tabindex",
                                                                 "preserveAspectRatio",
                                                                 "aria-labelledby",
                                                                 "aria-hidden",
                                                                 "data-label",
                                                                 "aria-label",
                                                                 "colspan",
                                                                 "title"};
    static constexpr std::array<std::string_view, 6> references{"&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&#183;"};

    std::string_view rest_;
    std::vector<std::string> open_;
    std::string problem_;
};

} // namespace recoil::test
