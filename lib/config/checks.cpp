#include "config/checks.hpp"

#include "config/address.hpp"
#include "util/ascii.hpp"
#include "util/ip_address.hpp"
#include "util/ip_network.hpp"

#include <algorithm>

namespace recoil::config {

namespace {

constexpr std::string_view fine;
constexpr std::string_view header_prefix = "header:";

bool is_word(std::string_view text, std::string_view besides)
{
    return std::ranges::all_of(text,
                               [=](char c) { return ascii::is_alnum(c) || besides.find(c) != std::string_view::npos; });
}

bool is_host_label(std::string_view label)
{
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' && is_word(label, "-_");
}

bool is_control(char c)
{
    return (c >= 0 && c < ' ') || c == '\x7F';
}

} // namespace

std::string_view check_path(std::string_view text)
{
    return text.empty() || std::ranges::any_of(text, is_control) ? "a path" : fine;
}

std::string_view check_token_file(std::string_view text)
{
    return text.empty() || check_path(text).empty() ? fine : "a path, or \"\" for none";
}

std::string_view check_event_path(std::string_view text)
{
    return check_path(text).empty() ? fine : "a path, or - for standard output";
}

std::string_view check_host(std::string_view text)
{
    constexpr std::string_view accepted = "a host name such as mail.example.com (an international one as xn--...)";
    if (text.size() > 253 || canonical_ip(text))
        return accepted;
    for (std::string_view rest = text;;) {
        const std::size_t dot = rest.find('.');
        if (!is_host_label(rest.substr(0, dot)))
            return accepted;
        if (dot == std::string_view::npos)
            return fine;
        rest.remove_prefix(dot + 1);
    }
}

std::string_view check_field_name(std::string_view text)
{
    const auto is_ftext = [](char c) { return c > ' ' && c < '\x7F' && c != ':'; };
    const bool good = !text.empty() && text.size() <= 77 && std::ranges::all_of(text, is_ftext);
    return good ? fine : "the name of a header field without its colon, such as X-Campaign-ID";
}

std::string_view check_ip(std::string_view text)
{
    return canonical_ip(text) ? fine : "an IPv4 or IPv6 address such as 192.0.2.3 or 2001:db8::3";
}

std::string_view check_network(std::string_view text)
{
    return ip_network::parse(text) ? fine
                                   : "an address, or a network such as 127.0.0.0/8 or \"2001:db8::/32\" with no bit "
                                     "set behind its prefix";
}

std::string_view check_listen(std::string_view text)
{
    return parse_address(text) ? fine
                               : "\"127.0.0.1:2424\", \"[::1]:2424\" or \"unix:/path\" (at most 107 octets); host "
                                 "names are not looked up";
}

std::string_view check_next_hop(std::string_view text)
{
    const auto parsed = parse_address(text);
    return parsed && (parsed->is_unix || parsed->port != 0)
               ? fine
               : "\"127.0.0.1:10026\", \"[::1]:10026\" or \"unix:/path\" (at most 107 octets); host names are not "
                 "looked up";
}

std::string_view check_http_listen(std::string_view text)
{
    const auto parsed = parse_address(text);
    return text.empty() || (parsed && !parsed->is_unix)
               ? fine
               : "\"127.0.0.1:9850\", \"[::1]:9850\", or \"\" for no endpoint; host names are not looked up";
}

std::string_view check_label(std::string_view text)
{
    const bool good = !text.empty() && text.size() <= 64 && is_word(text, "-_.");
    return good ? fine : "at most 64 letters, digits and -_.";
}

std::string_view check_syslog_name(std::string_view text)
{
    const bool good = !text.empty() && text.size() <= 64 && is_word(text, "-_./");
    return good ? fine : "at most 64 letters, digits and -_./, as in postconf syslog_name";
}

std::string_view check_stream_from(std::string_view text)
{
    const bool good = text.empty() || text == "verp" || text == "sender_domain" ||
                      (text.starts_with(header_prefix) && check_field_name(text.substr(header_prefix.size())).empty());
    return good ? fine : "verp, sender_domain, or header: and the name of a header field, such as header:X-Stream";
}

std::string_view check_mode(std::string_view text)
{
    const std::string_view digits = text.substr(text.starts_with('0') ? 1 : 0);
    const bool good = digits.size() == 3 && (digits[0] == '6' || digits[0] == '7') &&
                      std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '7'; });
    return good ? fine : "an octal mode from \"0600\" to \"0777\"";
}

std::string_view check_group(std::string_view text)
{
    const bool good = !text.empty() && text.size() <= 32 && text.front() != '-' && is_word(text, "-_.");
    return good ? fine : "the name of a group";
}

} // namespace recoil::config
