#include "proto/smtp_command.hpp"

#include "proto/smtp_path.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace recoil::proto {

namespace {

constexpr struct {
    std::string_view word;
    verb name;
} verbs[] = {
    {"HELO", verb::helo},          {"EHLO", verb::ehlo},          {"LHLO", verb::lhlo},
    {"MAIL", verb::mail},          {"RCPT", verb::rcpt},          {"DATA", verb::data},
    {"BDAT", verb::bdat},          {"STARTTLS", verb::starttls},  {"RSET", verb::rset},
    {"NOOP", verb::noop},          {"QUIT", verb::quit},          {"VRFY", verb::vrfy},
    {"HELP", verb::help},          {"EXPN", verb::unimplemented}, {"ETRN", verb::unimplemented},
    {"TURN", verb::unimplemented}, {"AUTH", verb::unimplemented}, {"SEND", verb::unimplemented},
    {"SOML", verb::unimplemented}, {"SAML", verb::unimplemented},
};

// What follows "FROM:" or "TO:". Blanks before the path are wrong (RFC 5321 3.3) and common.
std::optional<std::string_view> behind(std::string_view argument, std::string_view keyword)
{
    if (!ascii::istarts_with(argument, keyword))
        return std::nullopt;
    return ascii::trim(argument.substr(keyword.size()));
}

std::optional<reply> refusal(parameter_result result)
{
    switch (result) {
    case parameter_result::valid:
        return std::nullopt;
    case parameter_result::malformed:
        return reply::bad_syntax;
    case parameter_result::unknown:
        return reply::unknown_parameter;
    }
    return std::nullopt;
}

} // namespace

smtp_command parse_command(std::string_view line)
{
    const std::string_view word = line.substr(0, line.find_first_of(" \t"));
    const auto row =
        std::find_if(std::begin(verbs), std::end(verbs), [&](const auto& v) { return ascii::iequals(v.word, word); });
    if (row == std::end(verbs))
        return {};
    return {row->name, ascii::trim(line.substr(word.size()))};
}

parsed<mail_command> parse_mail(std::string_view argument)
{
    const auto text = behind(argument, "FROM:");
    if (!text)
        return reply::bad_syntax;
    const path from = parse_path(*text, path_kind::reverse);
    if (!from.valid)
        return reply::bad_sender;
    mail_command command;
    command.address = from.address;
    if (const auto refused = refusal(parse_mail_parameters(from.rest, command.parameters)))
        return *refused;
    if (!from.ascii && !command.parameters.smtputf8)
        return reply::needs_smtputf8;
    return command;
}

parsed<rcpt_command> parse_rcpt(std::string_view argument, bool smtputf8)
{
    const auto text = behind(argument, "TO:");
    if (!text)
        return reply::bad_syntax;
    const path to = parse_path(*text, path_kind::forward);
    if (!to.valid)
        return reply::bad_recipient;
    if (const auto refused = refusal(check_rcpt_parameters(to.rest, smtputf8)))
        return *refused;
    if (!to.ascii && !smtputf8)
        return reply::needs_smtputf8;
    return rcpt_command{to.address};
}

bdat_command parse_bdat(std::string_view argument)
{
    const std::string_view number = argument.substr(0, argument.find_first_of(" \t"));
    const std::string_view word = ascii::trim(argument.substr(number.size()));
    const auto size = parse_octet_count(number);
    bdat_command command;
    command.size = size.value_or(0);
    command.last = ascii::iequals(word, "LAST");
    command.valid = size && (command.last || word.empty());
    return command;
}

} // namespace recoil::proto
