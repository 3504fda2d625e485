#include "dsn/embedded_status.hpp"

#include "dsn/delivery_status.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace recoil::dsn {

namespace {

using std::string_view;

enum class role { none, opens, names_recipient, says_fate, belongs };

struct known_field {
    string_view name;
    role is;
};
// What opens a block must be a name that no other text has.
constexpr std::array<known_field, 19> known_fields{{
    {"reporting-mta", role::opens},
    {"original-envelope-id", role::opens},
    {"final-recipient", role::names_recipient},
    {"original-recipient", role::names_recipient},
    {"action", role::says_fate},
    {"status", role::says_fate},
    {"diagnostic-code", role::belongs},
    {"remote-mta", role::belongs},
    {"received-from-mta", role::belongs},
    {"dsn-gateway", role::belongs},
    {"arrival-date", role::belongs},
    {"last-attempt-date", role::belongs},
    {"will-retry-until", role::belongs},
    {"final-log-id", role::belongs},
    {"x-actual-recipient", role::belongs},
    {"x-display-name", role::belongs},
    {"x-supplementary-info", role::belongs},
    {"x-postfix-queue-id", role::belongs},
    {"x-postfix-sender", role::belongs},
}};

string_view field_name(string_view line)
{
    const std::size_t colon = line.find(':');
    return colon == string_view::npos ? string_view() : ascii::trim(line.substr(0, colon));
}

role role_of(string_view line)
{
    const string_view name = field_name(line);
    const auto known =
        std::ranges::find_if(known_fields, [&](const known_field& f) { return ascii::iequals(f.name, name); });
    return known == known_fields.end() ? role::none : known->is;
}

std::size_t indent_of(string_view line)
{
    return std::min(line.find_first_not_of(" \t"), line.size());
}

// The lines of one block, as far as they are taken.
class block {
public:
    explicit block(string_view first) : indent_(indent_of(first)) {}

    bool take(string_view line)
    {
        const string_view rest = line.substr(std::min(indent_of(line), indent_));
        if (!belongs(rest))
            return false;
        text_ += rest;
        text_ += '\n';
        return true;
    }
    bool is_report() const { return names_recipient_ && says_fate_; }
    string_view text() const { return text_; }

private:
    bool belongs(string_view line)
    {
        const bool empty = ascii::trim(line).empty();
        const role is = empty || ascii::is_blank(line.front()) ? role::none : role_of(line);
        names_recipient_ = names_recipient_ || is == role::names_recipient;
        says_fate_ = says_fate_ || is == role::says_fate;
        // A long reply may have been wrapped without the blank that a continuation begins with.
        const bool continues = in_field_ && (in_reply_ || ascii::is_blank(line.empty() ? 'x' : line.front()));
        if (is != role::none) {
            in_reply_ = ascii::iequals(field_name(line), "diagnostic-code");
            in_field_ = true;
        } else if (empty) {
            in_field_ = false;
        }
        return is != role::none || empty || continues;
    }

    std::size_t indent_;
    std::string text_;
    bool names_recipient_ = false;
    bool says_fate_ = false;
    bool in_field_ = false; // the line before belongs to a field
    bool in_reply_ = false; // ... to a Diagnostic-Code
};

} // namespace

bool read_embedded_status(std::span<const string_view> lines, report& into)
{
    for (std::size_t i = 0; i < lines.size();) {
        const role is = role_of(lines[i]);
        if (is != role::opens && is != role::names_recipient) {
            ++i;
            continue;
        }
        block found(lines[i]);
        while (i < lines.size() && found.take(lines[i]))
            ++i;
        if (!found.is_report())
            continue;
        delivery_status_reader reader;
        reader.feed(found.text());
        return reader.finish(into);
    }
    return false;
}

} // namespace recoil::dsn
