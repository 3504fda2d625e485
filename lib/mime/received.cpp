#include "mime/received.hpp"

#include "util/ascii.hpp"
#include "util/ip_address.hpp"

#include <algorithm>

namespace recoil::mime {

namespace {

using std::string_view;

// "192.0.2.1", "[192.0.2.1]", "[IPv6:2001:db8::1]", "[192.0.2.1]:25", "root@[192.0.2.1]"
std::string address_in(string_view token)
{
    token.remove_prefix(token.rfind('@') + 1); // npos + 1 is 0
    if (token.starts_with('[')) {
        const std::size_t close = token.find(']');
        if (close == string_view::npos)
            return {};
        token = token.substr(1, close - 1);
    }
    if (ascii::istarts_with(token, "IPv6:"))
        token.remove_prefix(5);
    return canonical_ip(token).value_or("");
}

// "" of what names no host: "unknown", an address.
std::string host_in(string_view token)
{
    token.remove_prefix(token.rfind('@') + 1);
    while (token.ends_with('.') || token.ends_with(';'))
        token.remove_suffix(1);
    const auto is_host = [](char c) {
        return ascii::is_alnum(c) || c == '-' || c == '_' || c == '.' || static_cast<unsigned char>(c) > 0x7F;
    };
    const bool is_name = std::ranges::all_of(token, is_host);
    if (!is_name || ascii::iequals(token, "unknown") || canonical_ip(token))
        return {};
    return std::string(token);
}

std::string claimed_name(string_view token)
{
    while (token.ends_with('.') || token.ends_with(';'))
        token.remove_suffix(1);
    return std::string(token);
}

// Takes the field apart into words and comments.
class item_reader {
public:
    explicit item_reader(string_view rest) : rest_(rest) {}

    struct item {
        string_view text; // of a comment: without its parentheses
        bool is_comment = false;
    };

    bool next(item& to)
    {
        rest_ = ascii::trim(rest_);
        if (rest_.empty())
            return false;
        to.is_comment = rest_.front() == '(';
        const std::size_t length = to.is_comment ? comment_length() : word_length();
        to.text = to.is_comment ? rest_.substr(1, length - 1) : rest_.substr(0, length);
        if (to.text.ends_with(')') && to.is_comment)
            to.text.remove_suffix(1);
        rest_.remove_prefix(length);
        return true;
    }

private:
    std::size_t word_length() const
    {
        std::size_t i = 0;
        while (i < rest_.size() && !ascii::is_space(rest_[i]) && rest_[i] != '(')
            ++i;
        return i;
    }

    std::size_t comment_length() const
    {
        std::size_t depth = 0;
        for (std::size_t i = 0; i < rest_.size(); ++i) {
            if (rest_[i] == '(')
                ++depth;
            else if (rest_[i] == ')' && --depth == 0)
                return i + 1;
        }
        return rest_.size(); // the field was cut off inside
    }

    string_view rest_;
};

// What stands between "from" and "by".
class client_reader {
public:
    explicit client_reader(received_hop& hop) : hop_(hop) {}

    void word(string_view text)
    {
        if (outer_.empty())
            outer_ = text;
    }

    void comment(string_view text)
    {
        constexpr string_view separators = " \t(),;";
        string_view before;
        for (std::size_t at = 0; (at = text.find_first_not_of(separators, at)) != string_view::npos;) {
            const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
            token(text.substr(at, end - at), before);
            before = text.substr(at, end - at);
            at = end;
        }
    }

    // The word outside the comments is what the client said, unless a comment quotes its HELO: then it is what the
    // receiver found out.
    void finish()
    {
        if (hop_.helo.empty())
            hop_.helo = claimed_name(outer_);
        else if (hop_.reverse.empty())
            hop_.reverse = host_in(outer_);
        if (hop_.ip.empty() && outer_.starts_with('['))
            hop_.ip = address_in(outer_);
    }

private:
    void token(string_view text, string_view before)
    {
        constexpr string_view assignment = "helo=";
        if (ascii::istarts_with(text, assignment))
            hop_.helo = claimed_name(text.substr(assignment.size()));
        else if (ascii::iequals(before, "HELO") || ascii::iequals(before, "EHLO"))
            hop_.helo = claimed_name(text);
        else if (std::string found = hop_.ip.empty() ? address_in(text) : ""; !found.empty()) {
            hop_.ip = std::move(found);
            hop_.reverse = host_in(before);
        }
    }

    received_hop& hop_;
    string_view outer_;
};

bool ends_the_client(string_view word)
{
    constexpr string_view keywords[] = {"by", "with", "via", "id", "for"};
    return std::ranges::any_of(keywords, [&](string_view k) { return ascii::iequals(k, word); });
}

} // namespace

received_hop parse_received(string_view value)
{
    received_hop hop;
    client_reader client(hop);
    item_reader items(value);
    item_reader::item item;
    bool in_client = false;
    bool by_is_next = false;
    for (bool first = true; items.next(item); first = false) {
        if (by_is_next) {
            if (!item.is_comment)
                hop.by = claimed_name(item.text);
            break;
        }
        if (item.is_comment) {
            if (in_client)
                client.comment(item.text);
            continue;
        }
        in_client = (in_client && !ends_the_client(item.text)) || (first && ascii::iequals(item.text, "from"));
        by_is_next = ascii::iequals(item.text, "by");
        if (in_client && !first)
            client.word(item.text);
        if (item.text.ends_with(';')) // what follows is the date
            break;
    }
    client.finish();
    return hop;
}

} // namespace recoil::mime
