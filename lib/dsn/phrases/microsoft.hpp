// Exchange, Outlook and the services of Microsoft, in all their languages. Where a language is missing the form of a
// notice is enough (exchange_text.cpp).
#pragma once

#include "dsn/phrase.hpp"

#include <array>

namespace recoil::dsn::phrases {

using enum phrase_role;

inline constexpr auto microsoft = std::to_array<phrase>({
    // Exchange 2007 and later: who did not get it
    {proof, "delivery has failed to these recipients or", "exchange"},
    {recipients_follow, "delivery has failed to these recipients or", "exchange"},
    // German, French, Italian, Spanish
    {proof, "fehler bei der nachrichtenzustellung an folgende empf\xC3\xA4nger", "exchange"},
    {recipients_follow, "fehler bei der nachrichtenzustellung an folgende empf\xC3\xA4nger", "exchange"},
    {proof, "\xC3\x89\x63hec de la remise pour ces destinataires", "exchange"},
    {recipients_follow, "\xC3\x89\x63hec de la remise pour ces destinataires", "exchange"},
    {proof, "\xC3\x89\x63hec de la remise \xC3\xA0 ces destinataires", "exchange"},
    {recipients_follow, "\xC3\x89\x63hec de la remise \xC3\xA0 ces destinataires", "exchange"},
    {proof, "il recapito non \xC3\xA8 riuscito per i seguenti destinatari", "exchange"},
    {recipients_follow, "il recapito non \xC3\xA8 riuscito per i seguenti destinatari", "exchange"},
    {proof, "no se pudo entregar a estos destinatarios", "exchange"},
    {recipients_follow, "no se pudo entregar a estos destinatarios", "exchange"},
    {proof, "no se pudo entregar a los siguientes destinatarios", "exchange"},
    {recipients_follow, "no se pudo entregar a los siguientes destinatarios", "exchange"},
    // Portuguese, Dutch, Swedish, Danish, Norwegian
    {proof, "falha na entrega a estes destinat\xC3\xA1rios", "exchange"},
    {recipients_follow, "falha na entrega a estes destinat\xC3\xA1rios", "exchange"},
    {proof, "falha na entrega para estes destinat\xC3\xA1rios", "exchange"},
    {recipients_follow, "falha na entrega para estes destinat\xC3\xA1rios", "exchange"},
    {proof, "uw bericht kan niet worden bezorgd bij de volgende geadresseerden", "exchange"},
    {recipients_follow, "uw bericht kan niet worden bezorgd bij de volgende geadresseerden", "exchange"},
    {proof, "det gick inte att leverera till f\xC3\xB6ljande mottagare", "exchange"},
    {recipients_follow, "det gick inte att leverera till f\xC3\xB6ljande mottagare", "exchange"},
    {proof, "levering til f\xC3\xB8lgende modtagere", "exchange"},
    {recipients_follow, "levering til f\xC3\xB8lgende modtagere", "exchange"},
    {proof, "levering til disse mottakerne", "exchange"},
    {recipients_follow, "levering til disse mottakerne", "exchange"},
    // Russian, Japanese
    {proof,
     "\xD0\x9D\xD0\xB5 \xD1\x83\xD0\xB4\xD0\xB0\xD0\xBB\xD0\xBE\xD1\x81\xD1\x8C "
     "\xD0\xB2\xD1\x8B\xD0\xBF\xD0\xBE\xD0\xBB\xD0\xBD\xD0\xB8\xD1\x82\xD1\x8C "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xBA\xD1\x83 "
     "\xD1\x81\xD0\xBB\xD0\xB5\xD0\xB4\xD1\x83\xD1\x8E\xD1\x89\xD0\xB8\xD0\xBC "
     "\xD0\xBF\xD0\xBE\xD0\xBB\xD1\x83\xD1\x87\xD0\xB0\xD1\x82\xD0\xB5\xD0\xBB\xD1\x8F\xD0\xBC",
     "exchange"},
    {recipients_follow,
     "\xD0\x9D\xD0\xB5 \xD1\x83\xD0\xB4\xD0\xB0\xD0\xBB\xD0\xBE\xD1\x81\xD1\x8C "
     "\xD0\xB2\xD1\x8B\xD0\xBF\xD0\xBE\xD0\xBB\xD0\xBD\xD0\xB8\xD1\x82\xD1\x8C "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xBA\xD1\x83 "
     "\xD1\x81\xD0\xBB\xD0\xB5\xD0\xB4\xD1\x83\xD1\x8E\xD1\x89\xD0\xB8\xD0\xBC "
     "\xD0\xBF\xD0\xBE\xD0\xBB\xD1\x83\xD1\x87\xD0\xB0\xD1\x82\xD0\xB5\xD0\xBB\xD1\x8F\xD0\xBC",
     "exchange"},
    {proof,
     "\xE6\xAC\xA1\xE3\x81\xAE\xE5\x8F\x97\xE4\xBF\xA1\xE8\x80\x85\xE3\x81\xBE\xE3\x81\x9F\xE3\x81\xAF\xE3\x82\xB0\xE3"
     "\x83\xAB\xE3\x83\xBC\xE3\x83\x97\xE3\x81\xB8\xE3\x81\xAE\xE9\x85\x8D\xE4\xBF\xA1\xE3\x81\xAB\xE5\xA4\xB1\xE6\x95"
     "\x97\xE3\x81\x97\xE3\x81\xBE\xE3\x81\x97\xE3\x81\x9F",
     "exchange"},
    {recipients_follow,
     "\xE6\xAC\xA1\xE3\x81\xAE\xE5\x8F\x97\xE4\xBF\xA1\xE8\x80\x85\xE3\x81\xBE\xE3\x81\x9F\xE3\x81\xAF\xE3\x82\xB0\xE3"
     "\x83\xAB\xE3\x83\xBC\xE3\x83\x97\xE3\x81\xB8\xE3\x81\xAE\xE9\x85\x8D\xE4\xBF\xA1\xE3\x81\xAB\xE5\xA4\xB1\xE6\x95"
     "\x97\xE3\x81\x97\xE3\x81\xBE\xE3\x81\x97\xE3\x81\x9F",
     "exchange"},
    // a refusal of a remote host, and what it said
    {proof, "rejected your message to the following e-mail addresses", "exchange"},
    {recipients_follow, "rejected your message to the following e-mail addresses", "exchange"},
    {proof, "rejected your message to the following email addresses", "exchange"},
    {recipients_follow, "rejected your message to the following email addresses", "exchange"},
    {proof, "hat ihre nachricht an folgende e-mail-adressen zur\xC3\xBC\x63kgewiesen", "exchange"},
    {recipients_follow, "hat ihre nachricht an folgende e-mail-adressen zur\xC3\xBC\x63kgewiesen", "exchange"},
    {proof, "a rejet\xC3\xA9 votre message aux adresses", "exchange"},
    {recipients_follow, "a rejet\xC3\xA9 votre message aux adresses", "exchange"},
    {proof, "rechaz\xC3\xB3 los mensajes enviados a las siguientes direcciones", "exchange"},
    {recipients_follow, "rechaz\xC3\xB3 los mensajes enviados a las siguientes direcciones", "exchange"},
    {reason_follows, "gave this error:", "exchange"},
    // a delay, whose first attempt says so in any language
    {delayed, "delivery is delayed to these recipients or", "exchange"},
    {recipients_follow, "delivery is delayed to these recipients or", "exchange"},
    {delayed, "400 4.4.7 message delayed", "exchange"},
    // no failure at all
    {success, "delivery to these recipients or groups is complete", "exchange"},
    {success, "delivery to these recipients or distribution lists is complete", "exchange"},
    {success, "your message has been delivered to the following recipients", "exchange"},
    {success, "your message was delivered to the following recipients", "exchange"},
    {success, "your message has been successfully relayed to the following recipients", "iis"},
    {success, "your message has been successfully delivered to the following recipients", "iis"},
    // the part for administrators, and the host that writes
    {proof, "diagnostic information for administrators", "exchange"},
    {proof, "diagnoseinformationen f\xC3\xBCr administratoren", "exchange"},
    {proof, "informations de diagnostic pour les administrateurs", "exchange"},
    {proof, "informazioni di diagnostica per gli amministratori", "exchange"},
    {proof, "informaci\xC3\xB3n de diagn\xC3\xB3stico para los administradores", "exchange"},
    {proof, "informa\xC3\xA7\xC3\xB5\x65s de diagn\xC3\xB3stico para administradores", "exchange"},
    {proof, "diagnostische gegevens voor beheerders", "exchange"},
    {proof,
     "\xD0\x94\xD0\xB8\xD0\xB0\xD0\xB3\xD0\xBD\xD0\xBE\xD1\x81\xD1\x82\xD0\xB8\xD1\x87\xD0\xB5\xD1\x81\xD0\xBA\xD0\xB8"
     "\xD0\xB5 \xD1\x81\xD0\xB2\xD0\xB5\xD0\xB4\xD0\xB5\xD0\xBD\xD0\xB8\xD1\x8F \xD0\xB4\xD0\xBB\xD1\x8F "
     "\xD0\xB0\xD0\xB4\xD0\xBC\xD0\xB8\xD0\xBD\xD0\xB8\xD1\x81\xD1\x82\xD1\x80\xD0\xB0\xD1\x82\xD0\xBE\xD1\x80\xD0\xBE"
     "\xD0\xB2",
     "exchange"},
    {proof,
     "\xE7\xAE\xA1\xE7\x90\x86\xE8\x80\x85\xE5\x90\x91\xE3\x81\x91\xE3\x81\xAE\xE8\xA8\xBA\xE6\x96\xAD\xE6\x83\x85\xE5"
     "\xA0\xB1",
     "exchange"},
    {proof, "\xE7\xAE\xA1\xE7\x90\x86\xE5\x91\x98\xE7\x9A\x84\xE8\xAF\x8A\xE6\x96\xAD\xE4\xBF\xA1\xE6\x81\xAF",
     "exchange"},
    {proof, "more info for email admins", "exchange"},
    {reporter_behind, "generating server:", "exchange"},
    {reporter_behind, "generierender server:", "exchange"},
    {reporter_behind, "serveur de g\xC3\xA9n\xC3\xA9ration", "exchange"},
    {reporter_behind, "server di generazione:", "exchange"},
    {reporter_behind, "generando servidor:", "exchange"},
    {reporter_behind, "servidor de generaci\xC3\xB3n:", "exchange"},
    {reporter_behind, "servidor de origem:", "exchange"},
    {reporter_behind, "servidor de gera\xC3\xA7\xC3\xA3o:", "exchange"},
    {reporter_behind, "bronserver:", "exchange"},
    {reporter_behind, "genererende server:", "exchange"},
    {reporter_behind, "genererande server:", "exchange"},
    {reporter_behind, "genererer server:", "exchange"},
    {reporter_behind,
     "\xD0\xA4\xD0\xBE\xD1\x80\xD0\xBC\xD0\xB8\xD1\x80\xD1\x83\xD1\x8E\xD1\x89\xD0\xB8\xD0\xB9 "
     "\xD1\x81\xD0\xB5\xD1\x80\xD0\xB2\xD0\xB5\xD1\x80:",
     "exchange"},
    {reporter_behind, "serwer generuj\xC4\x85\x63y:", "exchange"},
    {reporter_behind, "generuj\xC3\xAD\x63\xC3\xAD server:", "exchange"},
    {reporter_behind, "\xE7\x94\x9F\xE6\x88\x90\xE3\x82\xB5\xE3\x83\xBC\xE3\x83\x90\xE3\x83\xBC", "exchange"},
    {reporter_behind, "\xE7\x94\x9F\xE6\x88\x90\xE6\x9C\x8D\xE5\x8A\xA1\xE5\x99\xA8", "exchange"},
    {reporter_behind, "dsn generated by:", "exchange"},
    {reporter_behind, "sent by:", "exchange"},
    // The SMTP service of Windows: Exchange 2000 and 2003, the old Hotmail
    {proof, "delivery to the following recipients failed", "iis"},
    {recipients_follow, "delivery to the following recipients failed", "iis"},
    {proof, "unable to deliver message to the following recipients", "iis"},
    {recipients_follow, "unable to deliver message to the following recipients", "iis"},
    {proof, "\xC3\x9C\x62\x65rmittlung an folgende empf\xC3\xA4nger fehlgeschlagen", "iis"},
    {recipients_follow, "\xC3\x9C\x62\x65rmittlung an folgende empf\xC3\xA4nger fehlgeschlagen", "iis"},
    {proof, "\xC3\x89\x63hec de la remise aux destinataires suivants", "iis"},
    {recipients_follow, "\xC3\x89\x63hec de la remise aux destinataires suivants", "iis"},
    {proof, "falha na entrega aos seguintes destinat\xC3\xA1rios", "iis"},
    {recipients_follow, "falha na entrega aos seguintes destinat\xC3\xA1rios", "iis"},
    {proof,
     "\xE6\xAC\xA1\xE3\x81\xAE\xE5\x8F\x97\xE4\xBF\xA1\xE8\x80\x85\xE3\x81\xB8\xE3\x81\xAE\xE9\x85\x8D\xE4\xBF\xA1\xE3"
     "\x81\xAB\xE5\xA4\xB1\xE6\x95\x97\xE3\x81\x97\xE3\x81\xBE\xE3\x81\x97\xE3\x81\x9F",
     "iis"},
    {recipients_follow,
     "\xE6\xAC\xA1\xE3\x81\xAE\xE5\x8F\x97\xE4\xBF\xA1\xE8\x80\x85\xE3\x81\xB8\xE3\x81\xAE\xE9\x85\x8D\xE4\xBF\xA1\xE3"
     "\x81\xAB\xE5\xA4\xB1\xE6\x95\x97\xE3\x81\x97\xE3\x81\xBE\xE3\x81\x97\xE3\x81\x9F",
     "iis"},
    {delayed, "delivery to the following recipients has been delayed", "iis"},
    {recipients_follow, "delivery to the following recipients has been delayed", "iis"},
    // Exchange 4.0 and 5.5; Outlook shows those of 2000 and 2003 in its own language
    {proof, "your message did not reach some or all of the intended recipients", "ims"},
    {proof, "ihre nachricht hat einige oder alle empf\xC3\xA4nger nicht erreicht", "ims"},
    {proof, "votre message n'a pas atteint certains ou tous les destinataires", "ims"},
    {proof, "il messaggio non ha raggiunto alcuni o tutti i destinatari", "ims"},
    {proof, "el mensaje no lleg\xC3\xB3 a algunos o a todos los destinatarios", "ims"},
    {proof, "uw bericht heeft sommige of alle geadresseerden niet bereikt", "ims"},
    {proof, "did not reach the following recipient(s)", "ims"},
    {recipients_follow, "did not reach the following recipient(s)", "ims"},
    {proof, "the following recipient(s) could not be reached", "ims"},
    {recipients_follow, "the following recipient(s) could not be reached", "ims"},
    {proof, "the following recipient(s) cannot be reached", "ims"},
    {recipients_follow, "the following recipient(s) cannot be reached", "ims"},
    {proof, "folgende(r) empf\xC3\xA4nger konnte(n) nicht erreicht werden", "ims"},
    {recipients_follow, "folgende(r) empf\xC3\xA4nger konnte(n) nicht erreicht werden", "ims"},
    {proof, "die folgenden empf\xC3\xA4nger konnten nicht erreicht werden", "ims"},
    {recipients_follow, "die folgenden empf\xC3\xA4nger konnten nicht erreicht werden", "ims"},
    {proof, "impossible d'atteindre le(s) destinataire(s) suivant(s)", "ims"},
    {recipients_follow, "impossible d'atteindre le(s) destinataire(s) suivant(s)", "ims"},
    {proof, "impossibile raggiungere i seguenti destinatari", "ims"},
    {recipients_follow, "impossibile raggiungere i seguenti destinatari", "ims"},
    {proof, "no se puede localizar a los siguientes destinatarios", "ims"},
    {recipients_follow, "no se puede localizar a los siguientes destinatarios", "ims"},
    {proof, "de volgende geadresseerde(n) kan/kunnen niet worden bereikt", "ims"},
    {recipients_follow, "de volgende geadresseerde(n) kan/kunnen niet worden bereikt", "ims"},
});

} // namespace recoil::dsn::phrases
