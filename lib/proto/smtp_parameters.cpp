#include "proto/smtp_parameters.hpp"

#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <bitset>
#include <limits>
#include <span>

namespace recoil::proto {

namespace {

bool is_hex(char c)
{
    return ascii::hex_value(c) >= 0;
}

// RFC 3461 4: printable ASCII but '+' and '='; any octet as '+' and two hexadecimal digits. Lower-case digits occur.
bool is_xtext(std::string_view text, bool with_utf8)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '+') {
            if (text.size() - i < 3 || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))
                return false;
            i += 2;
        } else if (static_cast<unsigned char>(c) >= 0x80 ? !with_utf8 : c <= ' ' || c == '=' || c == 0x7f) {
            return false;
        }
    }
    return !text.empty() && utf8::valid(text);
}

bool read_size(std::string_view value, mail_parameters& parameters)
{
    const auto size = parse_octet_count(value);
    parameters.size = size.value_or(0);
    return size && value.size() <= 20; // RFC 1870 4
}

bool read_body(std::string_view value, mail_parameters& parameters)
{
    if (ascii::iequals(value, "7BIT"))
        parameters.body = body_type::seven_bit;
    else if (ascii::iequals(value, "8BITMIME"))
        parameters.body = body_type::eight_bit;
    else if (ascii::iequals(value, "BINARYMIME"))
        parameters.body = body_type::binary;
    else
        return false;
    return true;
}

bool read_smtputf8(std::string_view, mail_parameters& parameters)
{
    parameters.smtputf8 = true;
    return true;
}

bool check_ret(std::string_view value, mail_parameters&)
{
    return ascii::iequals(value, "FULL") || ascii::iequals(value, "HDRS");
}

bool check_envid(std::string_view value, mail_parameters&)
{
    return is_xtext(value, false);
}

// RFC 4954 5: a mailbox as xtext, or <> for nobody known
bool check_auth(std::string_view value, mail_parameters&)
{
    return is_xtext(value, false);
}

// RFC 3461 4.1: NEVER stands alone.
bool check_notify(std::string_view value, mail_parameters&)
{
    if (ascii::iequals(value, "NEVER"))
        return true;
    for (;;) {
        const std::size_t comma = value.find(',');
        const std::string_view word = value.substr(0, comma);
        if (!ascii::iequals(word, "SUCCESS") && !ascii::iequals(word, "FAILURE") && !ascii::iequals(word, "DELAY"))
            return false;
        if (comma == value.npos)
            return true;
        value.remove_prefix(comma + 1);
    }
}

// RFC 3461 4.2: a type, ';' and the address as xtext
bool check_orcpt(std::string_view value, mail_parameters& parameters)
{
    const std::size_t semicolon = value.find(';');
    return semicolon != value.npos && is_xtext(value.substr(0, semicolon), false) &&
           is_xtext(value.substr(semicolon + 1), parameters.smtputf8);
}

struct parameter {
    std::string_view keyword;
    bool has_value;
    bool (*read)(std::string_view value, mail_parameters& parameters);
};

constexpr parameter mail_table[] = {
    {"SIZE", true, read_size}, {"BODY", true, read_body},    {"SMTPUTF8", false, read_smtputf8},
    {"RET", true, check_ret},  {"ENVID", true, check_envid}, {"AUTH", true, check_auth},
};
constexpr parameter rcpt_table[] = {
    {"NOTIFY", true, check_notify},
    {"ORCPT", true, check_orcpt},
};

bool is_keyword(std::string_view text)
{
    return !text.empty() && ascii::is_alnum(text.front()) &&
           std::all_of(text.begin(), text.end(), [](char c) { return ascii::is_alnum(c) || c == '-'; });
}

parameter_result parse(std::string_view text, std::span<const parameter> table, mail_parameters& parameters)
{
    std::bitset<8> seen;
    for (text = ascii::trim(text); !text.empty(); text = ascii::trim(text)) {
        const std::string_view word = text.substr(0, text.find_first_of(" \t"));
        text.remove_prefix(word.size());
        const std::size_t equals = word.find('=');
        const std::string_view keyword = word.substr(0, equals);
        if (!is_keyword(keyword))
            return parameter_result::malformed;
        const auto row = std::find_if(table.begin(), table.end(),
                                      [&](const parameter& p) { return ascii::iequals(p.keyword, keyword); });
        if (row == table.end())
            return parameter_result::unknown;
        const std::string_view value = equals == word.npos ? std::string_view() : word.substr(equals + 1);
        const auto index = static_cast<std::size_t>(row - table.begin());
        if (seen.test(index) || row->has_value != (equals != word.npos) || !row->read(value, parameters))
            return parameter_result::malformed;
        seen.set(index);
    }
    return parameter_result::valid;
}

} // namespace

std::optional<std::uint64_t> parse_octet_count(std::string_view text)
{
    if (text.empty() || !std::all_of(text.begin(), text.end(), ascii::is_digit))
        return std::nullopt;
    return ascii::parse_unsigned(text).value_or(std::numeric_limits<std::uint64_t>::max());
}

parameter_result parse_mail_parameters(std::string_view text, mail_parameters& parameters)
{
    return parse(text, mail_table, parameters);
}

parameter_result check_rcpt_parameters(std::string_view text, bool smtputf8)
{
    mail_parameters parameters;
    parameters.smtputf8 = smtputf8;
    return parse(text, rcpt_table, parameters);
}

} // namespace recoil::proto
