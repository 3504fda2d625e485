#include "proto/proxy_step.hpp"

#include "proto/smtp_path.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <iterator>

namespace recoil::proto {

namespace {

constexpr struct {
    std::string_view word;
    proxy_step step;
} commands[] = {
    {"EHLO", proxy_step::ehlo},         {"HELO", proxy_step::reset},
    {"RSET", proxy_step::reset},        {"XCLIENT", proxy_step::reset}, // answered like a new connection
    {"MAIL", proxy_step::mail},         {"RCPT", proxy_step::rcpt},
    {"DATA", proxy_step::data},         {"QUIT", proxy_step::quit},
    {"BDAT", proxy_step::chunk},        {"BURL", proxy_step::withheld}, // RFC 4468: may end a message
    {"LHLO", proxy_step::withheld},                                     // RFC 2033: several replies to one end of data
    {"STARTTLS", proxy_step::withheld},                                 // RFC 3207
    {"AUTH", proxy_step::withheld},                                     // RFC 4954: a dialogue of its own
    {"X-EXPS", proxy_step::withheld},                                   // Exchange's AUTH
    {"XEXCH50", proxy_step::withheld},                                  // Exchange: octets follow
    {"TURN", proxy_step::withheld},                                     // RFC 821: the two sides change places
    {"ATRN", proxy_step::withheld},                                     // RFC 2645: the same
};

// The extensions whose parameters and commands have one line and one reply.
constexpr std::string_view extensions[] = {
    "8BITMIME",            // RFC 6152
    "DELIVERBY",           // RFC 2852
    "DSN",                 // RFC 3461
    "ENHANCEDSTATUSCODES", // RFC 2034
    "ETRN",                // RFC 1985
    "EXPN",                // RFC 5321 3.5
    "FUTURERELEASE",       // RFC 4865
    "HELP",                // RFC 5321 4.1.1.8
    "LIMITS",              // RFC 9422
    "MT-PRIORITY",         // RFC 6710
    "MTRK",                // RFC 3885
    "NO-SOLICITING",       // RFC 3865
    "PIPELINING",          // RFC 2920
    "RRVS",                // RFC 7293
    "SIZE",                // RFC 1870
    "SMTPUTF8",            // RFC 6531
    "SUBMITTER",           // RFC 4405
    "VRFY",                // RFC 5321 3.5
    "XCLIENT",             // Postfix
    "XFORWARD",            // Postfix
};

constexpr std::string_view white_space = " \t\v\f";

std::string_view first_word(std::string_view text, std::string_view ends)
{
    return text.substr(0, text.find_first_of(ends));
}

bool passes(std::string_view keyword)
{
    return std::any_of(std::begin(extensions), std::end(extensions),
                       [&](std::string_view row) { return ascii::iequals(row, keyword); });
}

bool printable(char c)
{
    return c > ' ' && c < '\x7f';
}

} // namespace

proxy_command parse_proxy_command(std::string_view line)
{
    if (line.find('\0') != line.npos)
        return {proxy_step::withheld, {}}; // a server whose strings end there would read another command
    line = ascii::trim(line);
    const std::string_view word = first_word(line, white_space);
    const auto row = std::find_if(std::begin(commands), std::end(commands),
                                  [&](const auto& c) { return ascii::iequals(c.word, word); });
    const proxy_step step = row == std::end(commands) ? proxy_step::other : row->step;
    return {step, ascii::trim(line.substr(word.size()))};
}

std::string proxy_address(std::string_view argument, proxy_step step)
{
    const std::size_t colon = argument.find(':');
    if (colon == argument.npos)
        return "";
    const std::string_view text = ascii::trim(argument.substr(colon + 1));
    const path found = parse_path(text, step == proxy_step::mail ? path_kind::reverse : path_kind::forward);
    if (found.valid)
        return std::string(found.address);
    // Servers take an address without its brackets, or without a domain, too.
    std::string_view word = first_word(text, white_space);
    if (word.starts_with('<') && word.ends_with('>'))
        word = word.substr(1, word.size() - 2);
    const bool plain = word.size() <= max_address_bytes && std::all_of(word.begin(), word.end(), printable);
    return std::string(plain ? word : "");
}

std::string withhold_extensions(std::string_view reply)
{
    std::string result;
    std::size_t last = 0; // where the last line that was kept begins
    for (std::string_view rest = reply; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find("\r\n") + 2);
        rest.remove_prefix(line.size());
        const std::string_view text = ascii::trim(line.substr(std::min<std::size_t>(4, line.size())));
        const bool names_host = result.empty();
        if (!names_host && !passes(first_word(text, " \t=")))
            continue;
        last = result.size();
        result += line;
    }
    if (result.size() > last + 3 && result[last + 3] == '-')
        result[last + 3] = ' ';
    return result;
}

} // namespace recoil::proto
