#include "mime/address.hpp"

#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::mime {

namespace {

constexpr std::size_t max_address = 512;

// A structured field cut at blanks, comments and specials (RFC 5322 3.2). Quoted strings and domain literals stay part
// of the word around them.
struct word {
    enum class kind { text, special, end } what;
    std::string_view text; // of a special: one octet of < > , : ;
};

class word_reader {
public:
    explicit word_reader(std::string_view rest) : rest_(rest) {}

    word next()
    {
        skip_blanks_and_comments();
        if (rest_.empty())
            return {word::kind::end, {}};
        if (is_special(rest_.front()))
            return {word::kind::special, take(1)};
        std::size_t i = 0;
        while (i < rest_.size() && !ascii::is_space(rest_[i]) && rest_[i] != '(' && !is_special(rest_[i])) {
            if (rest_[i] == '"')
                i = behind(i, '"');
            else if (rest_[i] == '[' && i > 0 && rest_[i - 1] == '@')
                i = behind(i, ']');
            else
                ++i;
        }
        return {word::kind::text, take(i)};
    }

private:
    static bool is_special(char c) { return std::string_view("<>,:;").find(c) != std::string_view::npos; }

    std::string_view take(std::size_t n)
    {
        const std::string_view taken = rest_.substr(0, n);
        rest_.remove_prefix(taken.size());
        return taken;
    }

    // Where what opens at `begin` is closed. Where it is not, the mark is an ordinary octet, and so are all that
    // follow: looking to the end once for each would not be linear.
    std::size_t behind(std::size_t begin, char close)
    {
        std::size_t i = begin + 1;
        while (!unclosed_ && i < rest_.size() && rest_[i] != close)
            i += rest_[i] == '\\' ? 2 : 1;
        unclosed_ = unclosed_ || i >= rest_.size();
        return unclosed_ ? begin + 1 : i + 1;
    }

    void skip_blanks_and_comments()
    {
        std::size_t i = 0;
        std::size_t depth = 0;
        for (; i < rest_.size(); ++i) {
            const char c = rest_[i];
            if (c == '(')
                ++depth;
            else if (depth == 0 && !ascii::is_space(c))
                break;
            else if (depth > 0 && c == ')')
                --depth;
            else if (depth > 0 && c == '\\')
                ++i;
        }
        rest_.remove_prefix(std::min(i, rest_.size()));
    }

    std::string_view rest_;
    bool unclosed_ = false;
};

// Between '<' and '>'. A route in front (RFC 5322 4.4, obs-route) ends with a colon, and blanks are not part of it.
std::string angle_address(word_reader& words)
{
    std::string address;
    for (word w = words.next(); w.what != word::kind::end && w.text != ">"; w = words.next()) {
        if (w.text == ":" && address.starts_with('@'))
            address.clear();
        else if (address.size() <= max_address)
            address += w.text;
    }
    return address;
}

std::string bounded(std::string address)
{
    return address.size() <= max_address ? std::move(address) : std::string();
}

} // namespace

std::string first_address(std::string_view value)
{
    word_reader words(value);
    std::string_view bare;    // the only word, or the one with an '@', since the last separator
    std::string_view no_host; // the first element that was a single word without '@'
    bool single = true;
    for (;;) {
        const word w = words.next();
        if (w.what == word::kind::text) {
            const bool has_host = w.text.find('@') != std::string_view::npos;
            single = bare.empty();
            if (bare.empty() || has_host)
                bare = w.text;
            continue;
        }
        if (w.text == "<")
            return bounded(angle_address(words));
        if (bare.find('@') != std::string_view::npos && w.text != ":")
            return bounded(std::string(bare));
        if (no_host.empty() && single && w.text != ":") // in front of a colon it is the name of a group
            no_host = bare;
        if (w.what == word::kind::end)
            return bounded(std::string(no_host));
        bare = {};
        single = true;
    }
}

std::string domain_of(std::string_view address)
{
    const std::size_t at = address.rfind('@');
    return at == std::string_view::npos ? std::string() : ascii::to_lower(address.substr(at + 1));
}

} // namespace recoil::mime
