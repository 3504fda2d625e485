#include "dsn/notice_header.hpp"

#include "dsn/field_value.hpp"
#include "mime/address.hpp"
#include "mime/encoded_word.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_text = 998;

// Fields that mark an automatic message; where a value is given, it must begin like that.
struct automatic_field {
    string_view name;
    string_view value;
};
constexpr std::array<automatic_field, 9> automatic_fields{{
    {"auto-submitted", "auto-"},
    {"x-autoreply", ""},
    {"x-autorespond", ""},
    {"x-auto-reply", ""},
    {"x-autoresponder", ""},
    {"x-vacation", ""},
    {"precedence", "auto_reply"},
    {"precedence", "auto-reply"},
    {"x-precedence", "auto_reply"},
}};

// How vacation programs begin a subject.
constexpr auto automatic_subjects = std::to_array<string_view>({
    "AUTO:",
    "Automatic reply",
    "Auto-reply",
    "Autoreply",
    "Auto reply",
    "Auto response",
    "Autoresponse",
    "Out of office",
    "Out of the office",
    "Vacation",
    "On vacation",
    "Away from",
    "Automatische Antwort",
    "Abwesenheit",
    "R\xC3\xA9ponse automatique",
    "Absence du bureau",
    "Respuesta autom\xC3\xA1tica",
    "Fuera de la oficina",
    "Risposta automatica",
    "Fuori sede",
    "Resposta autom\xC3\xA1tica",
    "Automatisch antwoord",
    "Afwezig",
    "Autosvar",
    "\xE8\x87\xAA\xE5\x8B\x95\xE5\xBF\x9C\xE7\xAD\x94", // Japanese
});

constexpr auto mail_systems = std::to_array<string_view>({
    "mailer-daemon",
    "postmaster",
    "mail-daemon",
    "microsoftexchange",
});

bool begins_with_any(string_view text, const auto& prefixes)
{
    return std::ranges::any_of(prefixes, [&](string_view prefix) { return ascii::istarts_with(text, prefix); });
}

} // namespace

void notice_header::take(string_view name, string_view value)
{
    const std::string lower = ascii::to_lower(name);
    for (const automatic_field& field : automatic_fields)
        automatic_ = automatic_ || (lower == field.name && ascii::istarts_with(value, field.value));
    if (lower == "message-id" && message_id_.empty())
        message_id_ = bounded_text(value, max_text);
    else if (lower == "from" && from_.empty())
        from_ = bounded_text(mime::first_address(value), max_text);
    else if (lower == "subject" && subject_.empty())
        subject_ = bounded_text(mime::decode_words(value), max_text);
    else if (lower == "x-failed-recipients")
        failed_recipients_ = true;
    else if (lower == "date" && !has_date_) {
        date_ = parse_rfc5322_date(value);
        has_date_ = true;
    }
}

void notice_header::fill(report& into) const
{
    into.message_id = message_id_;
    into.from = from_;
    into.subject = subject_;
    into.date = date_;
    if (has_date_ && !date_)
        into.defects.add(defect::date_malformed);
}

kind notice_header::kind_without_report() const
{
    return is_automatic() && !is_from_mail_system() ? kind::auto_reply : kind::other;
}

bool notice_header::is_automatic() const
{
    return automatic_ || begins_with_any(subject_, automatic_subjects);
}

bool notice_header::is_from_mail_system() const
{
    return failed_recipients_ || from_.empty() || begins_with_any(from_, mail_systems);
}

} // namespace recoil::dsn
