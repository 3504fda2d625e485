#include "config/keys.hpp"
#include "config/load.hpp"
#include "config/readers.hpp"

#include "util/ascii.hpp"
#include "util/take_line.hpp"

namespace recoil::config {

namespace {

constexpr std::string_view preface =
    "The configuration of recoil. Every key is shown with its default; an empty file, or none, means the same.\n"
    "An unknown key, a value out of range and a duplicate key are errors: recoild --check shows them all.\n"
    "The environment overrules single values, for containers: RECOIL_LIMITS__SESSIONS=50.\n"
    "After a change: recoild --check, then SIGHUP. A file with a mistake is refused whole, and the old one stays.";

std::string quoted(const std::string& text)
{
    return " \"" + text + "\"";
}

struct printer { // of one value, from behind the colon
    settings& from;

    std::string operator()(const number& n) const { return " " + std::to_string(n.of(from)); }
    std::string operator()(const duration& d) const { return " " + duration_text(d.of(from)); }
    std::string operator()(const choice& c) const { return " " + c.of(from); }
    std::string operator()(const text& t) const { return quoted(t.of(from)); }
    std::string operator()(const texts& t) const
    {
        std::string list;
        for (const std::string& item : t.of(from))
            list += (list.empty() ? "" : ",") + quoted(item);
        return " [" + std::string(ascii::trim(list)) + "]";
    }
    std::string operator()(const list& l) const { return std::string(l.defaults); }
};

std::string comment(std::string_view text, std::string_view indent)
{
    std::string out;
    while (!text.empty())
        out += std::string(indent) + "# " + std::string(take_line(text)) + "\n";
    return out;
}

std::string print(const section& s, settings& from)
{
    std::string out = "\n" + comment(s.comment, "");
    const bool has_value_itself = s.keys.size() == 1 && s.keys.front().name.empty();
    if (has_value_itself) {
        const key& k = s.keys.front();
        return out + comment(k.comment, "") + std::string(s.name) + ":" + std::visit(printer{from}, k.value) + "\n";
    }
    out += std::string(s.name) + ":\n";
    for (const key& k : s.keys) {
        out += comment(k.comment, "  ") + "  " + std::string(k.name) + ":" + std::visit(printer{from}, k.value) + "\n";
    }
    return out;
}

} // namespace

std::string print_defaults()
{
    settings defaults;
    std::string out = comment(preface, "");
    for (const section& s : sections())
        out += print(s, defaults);
    return out;
}

} // namespace recoil::config
