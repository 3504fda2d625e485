#include "dsn/returned_marker.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_line = 200;

// The whole line once its decoration is gone.
constexpr auto headings = std::to_array<string_view>({
    "original message",
    "unsent message",
    "forwarded message",
    "returned message",
    "returned message header",
    "returned mail",
    "old message",
    "message headers",
    "mensaje original",
    "mensagem original",
    "message d'origine",
    "messaggio originale",
    "ursprüngliche nachricht",
    "originalnachricht",
    "oorspronkelijk bericht",
});

// How the line begins once its decoration is gone.
constexpr auto announcements = std::to_array<string_view>({
    "below this line is a copy",
    "below this line is the original bounce",
    "below the next line is a copy",
    "below is a copy of",
    "this is a copy of the message",
    "this is a copy of your message",
    "this is a copy of the header",
    "included is a copy of",
    "enclosed is a copy of",
    "attached is a copy of",
    "here is a copy of",
    "a copy of the original message",
    "a copy of your message",
    "a summary of the undelivered message",
    "the body of your message",
    "the header of the original message",
    "the headers of the original message",
    "the header and top",
    "your message reads",
    "message header follows",
    "message headers follow",
    "message text follows",
    "message body follows",
    "message body suppressed",
    "header of the source mail attached",
    "headers of the original",
    "original message headers",
    "original message header",
    "original message follows",
    "original message as received",
    "original mail info",
    "original mail follows",
    "unsent message follows",
    "returned message follows",
    "returned message is below",
    "undelivered message follows",
    "begin forwarded message",
    // Exchange Online in other languages
    "en-têtes de message d'origine",
    "en-têtes de message d’origine",
    "en-têtes du message d'origine",
    "en-têtes du message d’origine",
    "intestazioni originali del messaggio",
    "intestazioni del messaggio originale",
    "cabeçalhos originais da mensagem",
    "cabeçalhos da mensagem original",
    "oorspronkelijke berichtkoppen",
    "opprinnelige meldingshoder",
    "ursprüngliche nachrichtenkopfzeilen",
    "ursprüngliche nachrichtenkopfzeile",
    "encabezados de mensajes originales",
    "encabezados del mensaje original",
    "元のメッセージ", // Japanese
    "mensaje original adjunto",
});

constexpr auto trace_fields = std::to_array<string_view>({
    "received:",
    "return-path:",
    "x-received:",
    "dkim-signature:",
    "domainkey-signature:",
    "arc-seal:",
    "arc-message-signature:",
    "arc-authentication-results:",
    "authentication-results:",
    "x-google-dkim-signature:",
    "x-google-smtp-source:",
    "x-ymail-osg:",
});

constexpr auto common_fields = std::to_array<string_view>({
    "from:",
    "to:",
    "date:",
    "subject:",
    "message-id:",
    "mime-version:",
    "delivered-to:",
    "x-",
});

bool begins_with_any(string_view line, const auto& words)
{
    return std::ranges::any_of(words, [&](string_view word) { return ascii::istarts_with(line, word); });
}

string_view without_decoration(string_view line)
{
    constexpr string_view decoration = " \t-=_*#|~>.:+";
    const std::size_t begin = line.find_first_not_of(decoration);
    return begin == string_view::npos ? string_view()
                                      : line.substr(begin, line.find_last_not_of(decoration) - begin + 1);
}

// "The first 50 lines of your original message follow"
bool announces_first_lines(string_view words)
{
    return ascii::istarts_with(words, "the first ") && ascii::ifind(words, "message follow") != string_view::npos;
}

} // namespace

bool announces_returned_message(string_view line)
{
    if (line.size() > max_line)
        return false;
    const string_view words = without_decoration(line);
    const bool heading = std::ranges::any_of(headings, [&](string_view h) { return ascii::iequals(words, h); });
    return heading || begins_with_any(words, announcements) || announces_first_lines(words);
}

bool is_trace_field(string_view line)
{
    return begins_with_any(line, trace_fields);
}

bool is_common_field(string_view line)
{
    const std::size_t colon = line.find(':');
    return colon != string_view::npos && line.substr(0, colon).find(' ') == string_view::npos &&
           begins_with_any(line, common_fields);
}

} // namespace recoil::dsn
