// JSON (RFC 8259) appended to a string, one member after the other. There is no tree and no indentation: an event is
// written once and read by others.
#pragma once

#include "util/clock.hpp"

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace recoil::event {

// Appends a JSON string with its quotes. C0, DEL and C1 controls, U+2028 and U+2029 are escaped; ill-formed UTF-8
// becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

// One object: the braces come with construction and destruction. The names are literals of ours and need no escape.
// `member` leaves out what is absent (an empty text, an empty optional); `always` writes null instead.
class json_object {
public:
    explicit json_object(std::string& out) : out_(out) { out_ += '{'; }
    ~json_object() { out_ += '}'; }
    json_object(const json_object&) = delete;
    json_object& operator=(const json_object&) = delete;

    // Writes the name; the value is the caller's next append to the returned string.
    std::string& key(std::string_view name);
    std::string& escaped_key(std::string_view name); // for a name that is not ours

    void text(std::string_view name, std::string_view value); // even where it is empty
    void number(std::string_view name, double value);         // nothing where it is not finite
    void number(std::string_view name, std::integral auto value) { key(name) += std::to_string(value); }
    void boolean(std::string_view name, bool value) { key(name) += value ? "true" : "false"; }
    void null(std::string_view name) { key(name) += "null"; }

    void member(std::string_view name, std::string_view value);
    void member(std::string_view name, const std::optional<time_point>& value);
    template<typename Number>
    requires std::is_arithmetic_v<Number>
    void member(std::string_view name, const std::optional<Number>& value)
    {
        if (value)
            number(name, *value);
    }
    void always(std::string_view name, std::string_view value);

    // An array of texts: each element of `values`, as `spell` gives it.
    template<typename Range, typename Spell>
    void texts(std::string_view name, const Range& values, Spell spell)
    {
        std::string& out = key(name);
        char before = '[';
        for (const auto& value : values) {
            out += before;
            append_json_string(out, spell(value));
            before = ',';
        }
        out += before == '[' ? "[]" : "]";
    }

private:
    std::string& out_;
    bool first_ = true;
};

} // namespace recoil::event
