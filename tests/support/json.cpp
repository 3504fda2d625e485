#include "support/json.hpp"

#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <cstdlib>
#include <utility>

namespace recoil::test {
namespace {

class reader {
public:
    explicit reader(std::string_view text) : text_(text) {}

    std::optional<json> document()
    {
        json value;
        if (!read_value(value, 0))
            return std::nullopt;
        skip_space();
        return at_ == text_.size() ? std::optional(std::move(value)) : std::nullopt;
    }

private:
    static constexpr int max_depth = 32;

    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char c) { return peek() == c && at_ < text_.size() ? (++at_, true) : false; }
    bool take(std::string_view word)
    {
        if (!text_.substr(at_).starts_with(word))
            return false;
        at_ += word.size();
        return true;
    }
    void skip_space()
    {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
            ++at_;
    }

    bool read_value(json& out, int depth)
    {
        skip_space();
        switch (peek()) {
        case '{':
            return depth < max_depth && read_object(out, depth + 1);
        case '[':
            return depth < max_depth && read_array(out, depth + 1);
        case '"':
            out.type = json::kind::string;
            return read_string(out.text);
        case 't':
        case 'f':
            out.type = json::kind::boolean;
            out.boolean = peek() == 't';
            return take(out.boolean ? "true" : "false");
        case 'n':
            return take("null");
        default:
            return read_number(out);
        }
    }

    bool read_object(json& out, int depth)
    {
        out.type = json::kind::object;
        take('{');
        skip_space();
        if (take('}'))
            return true;
        do {
            std::string name;
            skip_space();
            if (!read_string(name) || out.has(name))
                return false;
            skip_space();
            json value;
            if (!take(':') || !read_value(value, depth))
                return false;
            out.members.push_back({std::move(name), std::move(value)});
            skip_space();
        } while (take(','));
        return take('}');
    }

    bool read_array(json& out, int depth)
    {
        out.type = json::kind::array;
        take('[');
        skip_space();
        if (take(']'))
            return true;
        do {
            if (!read_value(out.items.emplace_back(), depth))
                return false;
            skip_space();
        } while (take(','));
        return take(']');
    }

    bool read_digits()
    {
        const auto begin = at_;
        while (ascii::is_digit(peek()))
            ++at_;
        return at_ > begin;
    }

    bool read_number(json& out)
    {
        const auto begin = at_;
        take('-');
        if (!take('0') && !read_digits())
            return false;
        if (take('.') && !read_digits())
            return false;
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            if (!read_digits())
                return false;
        }
        out.type = json::kind::number;
        out.text = text_.substr(begin, at_ - begin);
        out.number = std::strtod(out.text.c_str(), nullptr);
        return true;
    }

    bool read_string(std::string& out)
    {
        if (!take('"'))
            return false;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == '"')
                return utf8::valid(out);
            if (static_cast<unsigned char>(c) < 0x20)
                return false;
            if (c != '\\')
                out += c;
            else if (!read_escape(out))
                return false;
        }
        return false;
    }

    bool read_escape(std::string& out)
    {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        if (take('u'))
            return read_code_point(out);
        const auto which = letters.find(peek());
        if (at_ >= text_.size() || which == std::string_view::npos)
            return false;
        ++at_;
        out += meanings[which];
        return true;
    }

    bool read_code_point(std::string& out)
    {
        auto unit = read_hex();
        if (!unit || (*unit >= 0xdc00 && *unit < 0xe000))
            return false;
        if (*unit >= 0xd800 && *unit < 0xdc00) {
            const auto low = take("\\u") ? read_hex() : std::nullopt;
            if (!low || *low < 0xdc00 || *low >= 0xe000)
                return false;
            unit = 0x10000 + ((*unit - 0xd800) << 10) + (*low - 0xdc00);
        }
        utf8::append(out, *unit);
        return true;
    }

    std::optional<char32_t> read_hex()
    {
        constexpr std::string_view digits = "0123456789abcdef";
        char32_t value = 0;
        for (int i = 0; i < 4; ++i) {
            const auto digit = digits.find(ascii::to_lower(peek()));
            if (at_ >= text_.size() || digit == std::string_view::npos)
                return std::nullopt;
            value = value * 16 + static_cast<char32_t>(digit);
            ++at_;
        }
        return value;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace

const json* json::find(std::string_view name) const
{
    for (const auto& [key, value] : members) {
        if (key == name)
            return &value;
    }
    return nullptr;
}

const json& json::at(std::string_view name) const
{
    static const json absent;
    const json* found = find(name);
    return found != nullptr ? *found : absent;
}

std::vector<std::string> json::names() const
{
    std::vector<std::string> all;
    for (const auto& [key, value] : members)
        all.push_back(key);
    return all;
}

std::optional<json> parse_json(std::string_view text)
{
    return reader(text).document();
}

} // namespace recoil::test
