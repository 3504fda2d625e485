#include "pipeline/authentication_results.hpp"

#include "util/ascii.hpp"
#include "util/ip_address.hpp"

#include <algorithm>

namespace recoil::pipeline {

namespace {

using std::string_view;
constexpr std::size_t npos = string_view::npos;

constexpr string_view results[] = {
    "pass",      "fail",     "softfail", "neutral",       "none",     "permerror",
    "temperror", "hardfail", "policy",   "bestguesspass", "softpass",
};

// What stands before the address that connected.
constexpr string_view address_marks[] = {
    "sender IP is ", "client-ip=", "smtp.remote-ip=", "policy.iprev=", "CIP:", "with ip: "};

bool starts_token(string_view text, std::size_t at)
{
    constexpr string_view before = ";,(";
    return at == 0 || before.find(text[at - 1]) != npos || ascii::is_space(text[at - 1]);
}

string_view without_blanks(string_view text)
{
    while (!text.empty() && ascii::is_space(text.front()))
        text.remove_prefix(1);
    return text;
}

// Gmail says of whom it speaks: "SPF [example.com] with ip: [192.0.2.1] = did not pass".
string_view without_subject(string_view text)
{
    constexpr string_view with_ip = "with ip:";
    constexpr std::size_t longest_subject = 256;
    for (text = without_blanks(text);; text = without_blanks(text)) {
        const std::size_t close = text.substr(0, longest_subject).find(']');
        if (text.starts_with(with_ip))
            text.remove_prefix(with_ip.size());
        else if (text.starts_with('[') && close != npos)
            text.remove_prefix(close + 1);
        else
            return text;
    }
}

string_view first_word(string_view text)
{
    const auto end = std::ranges::find_if_not(text, ascii::is_alpha);
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

string_view known_result(string_view text)
{
    if (ascii::istarts_with(text, "did not pass"))
        return "fail";
    const string_view word = first_word(text);
    const auto found = std::ranges::find_if(results, [&](string_view r) { return ascii::iequals(r, word); });
    return found == std::end(results) ? string_view{} : *found;
}

// Up to what cannot be part of a host's name or address.
string_view value_at(string_view text, std::size_t at)
{
    text.remove_prefix(std::min(text.find_first_not_of("\"[", at), text.size()));
    return text.substr(0, text.find_first_of(" \t\r\n;,()\"]"));
}

// Calls `take` with the offset behind each `mark` that begins a token, until it says true.
template<typename Take>
bool any_mark(string_view text, string_view mark, Take take)
{
    for (std::size_t at = 0; (at = ascii::ifind(text, mark, at)) != npos; at += mark.size()) {
        if (starts_token(text, at) && take(at + mark.size()))
            return true;
    }
    return false;
}

} // namespace

string_view result_of(string_view text, string_view method)
{
    string_view result;
    any_mark(text, method, [&](std::size_t behind) {
        const string_view rest = without_subject(text.substr(behind));
        if (!rest.starts_with('='))
            return false;
        result = known_result(without_blanks(rest.substr(1)));
        return true;
    });
    return result;
}

string_view result_of_received_spf(string_view value)
{
    return known_result(without_blanks(value));
}

string_view authserv_of(string_view text)
{
    text = without_blanks(text);
    if (text.starts_with("i=")) // the instance of ARC (RFC 8617 4.1.1)
        text = without_blanks(text.substr(std::min(text.find(';'), text.size() - 1) + 1));
    const string_view host = text.substr(0, text.find_first_of(" \t;("));
    return host.find('=') == npos ? host : string_view{};
}

string_view receiver_of(string_view text)
{
    string_view host;
    any_mark(text, "receiver=", [&](std::size_t behind) {
        host = value_at(text, behind);
        return true;
    });
    if (!host.empty())
        return host;
    const std::size_t open = text.find('('); // fail (mx.example.com: domain of ...)
    const std::size_t colon = text.find(':', std::min(open, text.size()));
    if (open == npos || colon == npos)
        return {};
    host = text.substr(open + 1, colon - open - 1);
    return host.find(' ') == npos ? host : string_view{};
}

std::string client_ip_of(string_view text)
{
    std::string address;
    for (const string_view mark : address_marks) {
        const bool found = any_mark(text, mark, [&](std::size_t behind) {
            string_view value = value_at(text, behind);
            if (ascii::istarts_with(value, "IPv6:"))
                value.remove_prefix(5);
            address = canonical_ip(value).value_or("");
            return is_public_ip(address);
        });
        if (found)
            return address;
    }
    return {};
}

} // namespace recoil::pipeline
