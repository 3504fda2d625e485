// How filters that let a sender in only once he has answered begin their subjects.

#include "dsn/header/subject_words.hpp"

#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;

constexpr auto beginnings = std::to_array<string_view>(
    {// English
     "Please confirm your message", "Please confirm your mail", "Please confirm your e-mail to",
     "Please confirm your email to", "Please confirm (conf", "Please confirm that you", "Please confirm you are",
     "Please confirm you're", "Please confirm delivery", "Please verify your message", "Please verify your mail",
     "Please verify your email to", "Please verify your e-mail to", "Please verify that you", "Please verify you are",
     "Please authenticate your", "Please approve your message", "Confirm your message", "Confirm you are human",
     "Confirmation needed for your message", "Confirmation required for your message",
     "Confirmation request for your message", "Verify your message", "Verify your email to", "Verify you are human",
     "Verification required for your message", "Verification request for your message", "Verification of your message",
     "Message verification", "Message authentication required",
     "Message pending:", "Message held:", "Message awaiting your confirmation", "Sender verification",
     "Sender address verification", "Sender authentication", "Sender confirmation", "Sender approval",
     "First time sender", "First-time sender", "Human verification", "Human sender verification", "Are you human",
     "Are you a human", "Prove you are human", "Prove that you are human", "Anti-spam verification",
     "Anti-spam confirmation", "Antispam verification", "Antispam confirmation", "Challenge-response",
     "Authorization needed to e-mail", "Authorization needed to email", "Authorization required to email",
     "Action required to deliver your", "Your message is awaiting", "Your message is being held",
     "Your email requires verification", "Your e-mail requires verification", "Your message requires verification",
     "Your mail requires verification", "Your mail has been held", "Your email has been held",
     // German
     "Bitte bestätigen Sie Ihre Nachricht", "Bitte bestätigen Sie Ihre E-Mail an", "Bestätigung Ihrer Nachricht",
     "Bestätigung Ihrer E-Mail an", "Absenderbestätigung", "Absenderprüfung",
     // French
     "Demande d'authentification", "Demande de validation de votre", "Demande de confirmation d'envoi",
     "Confirmez votre message", "Confirmation de votre message", "Authentification de votre message",
     "Validation de votre message", "Veuillez confirmer votre message", "Veuillez valider votre message",
     // Spanish, Portuguese, Italian
     "Confirme su mensaje", "Confirmación de su mensaje", "Verificación de remitente", "Verifique su mensaje",
     "Confirmação de e-mail", "Confirmação de mensagem", "Confirme sua mensagem", "Confirme o envio",
     "Conferma il tuo messaggio", "Conferma del mittente"});

constexpr auto forms = std::to_array<subject_form>({
    {"Your message to", "awaiting"},
    {"Your message to", "waiting"},
    {"Your message to", "confirm"},
    {"Your message to", "verif"},
    {"Your message to", "quarantine"},
    {"Your message to", "pending"},
    {"Your mail to", "confirm"},
    {"Your mail to", "verif"},
    {"Your e-mail to", "confirm"},
    {"Your e-mail to", "verif"},
    {"Your email to", "confirm"},
    {"Your email to", "verif"},
    {"Your email to", "pending"},
    {"", "(verification)"},
    {"", "[verification required]"},
    {"", "[confirm sender]"},
    {"", "verify#"},
    {"", "(conf#"},
    {"", "(confirmation required)"},
    {"", "antispam uol"},
    {"", "spamblocker"},
});

} // namespace

subject_table challenge_subjects()
{
    return {beginnings, forms};
}

} // namespace recoil::dsn
