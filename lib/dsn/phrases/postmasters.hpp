// Sentences that postmasters wrote for their own systems, in the languages of their users.
#pragma once

#include "dsn/phrase.hpp"

#include <array>

namespace recoil::dsn::phrases {

using enum phrase_role;

inline constexpr auto postmasters = std::to_array<phrase>({
    // English
    {proof, "your message was not delivered to the following", "generic"},
    {recipients_follow, "your message was not delivered to the following", "generic"},
    {recipients_follow, "could not be delivered to the following", "generic"},
    {recipients_follow, "unable to deliver your message to the following", "generic"},
    {recipients_follow, "has not been delivered to the following", "generic"},
    {recipients_follow, "the following address(es) failed", "generic"},
    {recipients_follow, "the following addresses failed", "generic"},
    {recipients_follow, "the following recipients failed", "generic"},
    {recipient_behind, "did not reach the following recipient:", "generic"},
    {proof, "your message was addressed,", "generic"},
    {recipient_behind, "your message was addressed,", "generic"},
    {proof, "your message has encountered delivery problems", "generic"},
    {recipient_behind, "originally addressed to", "generic"},
    {recipient_before, "could not be delivered", "generic"},
    {recipient_before, "cannot be delivered", "generic"},
    {recipient_before, "was not delivered", "generic"},
    {recipient_before, "has not been delivered", "generic"},
    {recipient_before, "has been rejected", "generic"},
    {recipient_behind, "could not be delivered to", "generic"},
    {recipient_behind, "cannot be delivered to", "generic"},
    {recipient_behind, "was not delivered to", "generic"},
    {recipient_behind, "has not been delivered to", "generic"},
    {recipient_behind, "delivery to", "generic"},
    {delayed, "this is just a warning", "generic"},
    {delayed, "this is only a warning", "generic"},
    {delayed, "you do not need to resend", "generic"},
    {delayed, "will continue to attempt delivery", "generic"},
    {delayed, "will continue to try to deliver", "generic"},
    {delayed, "delivery will continue to be attempted", "generic"},
    // German
    {recipients_follow, "konnte an folgende empf\xC3\xA4nger nicht zugestellt werden", "generic"},
    {recipients_follow, "konnte an die folgenden empf\xC3\xA4nger nicht zugestellt werden", "generic"},
    {recipients_follow, "konnte nicht an folgende empf\xC3\xA4nger zugestellt werden", "generic"},
    {recipients_follow, "konnte nicht an die folgenden empf\xC3\xA4nger zugestellt werden", "generic"},
    {recipients_follow, "konnte nicht an den folgenden empf\xC3\xA4nger zugestellt werden", "generic"},
    {recipients_follow, "konnte an folgende adresse nicht zugestellt werden", "generic"},
    {recipients_follow, "konnte an folgende adressen nicht zugestellt werden", "generic"},
    {recipients_follow, "an folgende adresse konnte nicht zugestellt werden", "generic"},
    {recipients_follow, "folgende adressen konnten nicht erreicht werden", "generic"},
    {recipients_follow, "folgende empf\xC3\xA4nger konnten nicht erreicht werden", "generic"},
    {recipient_before, "konnte nicht zugestellt werden", "generic"},
    {recipient_before, "konnte leider nicht zugestellt werden", "generic"},
    {recipient_before, "wurde nicht zugestellt", "generic"},
    {recipient_before, "ist nicht zustellbar", "generic"},
    {reason_follows, "grund:", "generic"},
    {reason_follows, "fehlermeldung:", "generic"},
    {delayed, "konnte noch nicht zugestellt werden", "generic"},
    // French
    {recipients_follow, "n'a pas pu \xC3\xAAtre remis aux destinataires suivants", "generic"},
    {recipients_follow, "n'a pas pu \xC3\xAAtre d\xC3\xA9livr\xC3\xA9 aux destinataires suivants", "generic"},
    {recipients_follow, "n'a pas pu \xC3\xAAtre livr\xC3\xA9 aux destinataires suivants", "generic"},
    {recipients_follow, "n'a pas pu \xC3\xAAtre transmis aux destinataires suivants", "generic"},
    {recipients_follow, "n'a pu \xC3\xAAtre remis aux destinataires suivants", "generic"},
    {recipients_follow, "n'a pas pu \xC3\xAAtre remis au destinataire suivant", "generic"},
    {recipients_follow, "n'a pas pu \xC3\xAAtre d\xC3\xA9livr\xC3\xA9 \xC3\xA0 l'adresse suivante", "generic"},
    {recipients_follow, "n'a pas pu \xC3\xAAtre d\xC3\xA9livr\xC3\xA9 aux adresses suivantes", "generic"},
    {recipient_before, "n'a pas pu \xC3\xAAtre remis", "generic"},
    {recipient_before, "n'a pas pu \xC3\xAAtre d\xC3\xA9livr\xC3\xA9", "generic"},
    {recipient_before, "n'a pas pu \xC3\xAAtre distribu\xC3\xA9", "generic"},
    {reason_follows, "raison :", "generic"},
    {reason_follows, "motif :", "generic"},
    // Spanish
    {recipients_follow, "no se ha podido entregar a los siguientes destinatarios", "generic"},
    {recipients_follow, "no pudo ser entregado a los siguientes destinatarios", "generic"},
    {recipients_follow, "no ha podido ser entregado a los siguientes destinatarios", "generic"},
    {recipients_follow, "no pudo ser entregado a las siguientes direcciones", "generic"},
    {recipients_follow, "no pudo entregarse a los siguientes destinatarios", "generic"},
    {recipients_follow, "no fue entregado a los siguientes destinatarios", "generic"},
    {recipient_before, "no pudo ser entregado", "generic"},
    {recipient_before, "no se pudo entregar", "generic"},
    {recipient_before, "no se ha podido entregar", "generic"},
    {reason_follows, "motivo:", "generic"},
    {reason_follows, "raz\xC3\xB3n:", "generic"},
    // Portuguese
    {recipients_follow, "n\xC3\xA3o p\xC3\xB4\x64\x65 ser entregue aos seguintes destinat\xC3\xA1rios", "generic"},
    {recipients_follow, "n\xC3\xA3o pode ser entregue aos seguintes destinat\xC3\xA1rios", "generic"},
    {recipients_follow, "n\xC3\xA3o foi entregue aos seguintes destinat\xC3\xA1rios", "generic"},
    {recipients_follow, "n\xC3\xA3o p\xC3\xB4\x64\x65 ser entregue para os seguintes destinat\xC3\xA1rios", "generic"},
    {recipients_follow, "n\xC3\xA3o foi poss\xC3\xADvel entregar sua mensagem para os seguintes destinat\xC3\xA1rios",
     "generic"},
    {recipients_follow, "n\xC3\xA3o foi poss\xC3\xADvel entregar a mensagem para os seguintes destinat\xC3\xA1rios",
     "generic"},
    {recipient_before, "n\xC3\xA3o p\xC3\xB4\x64\x65 ser entregue", "generic"},
    // Italian
    {recipients_follow, "non \xC3\xA8 stato consegnato ai seguenti destinatari", "generic"},
    {recipients_follow, "non \xC3\xA8 stato recapitato ai seguenti destinatari", "generic"},
    {recipients_follow, "non pu\xC3\xB2 essere consegnato ai seguenti destinatari", "generic"},
    {recipients_follow, "non \xC3\xA8 stato possibile consegnare il messaggio ai seguenti destinatari", "generic"},
    {recipients_follow, "non \xC3\xA8 stato possibile recapitare il messaggio ai seguenti destinatari", "generic"},
    {recipients_follow, "impossibile recapitare il messaggio ai seguenti destinatari", "generic"},
    {recipients_follow, "impossibile consegnare il messaggio ai seguenti destinatari", "generic"},
    {recipient_before, "non pu\xC3\xB2 essere consegnato", "generic"},
    {recipient_before, "non \xC3\xA8 stato consegnato", "generic"},
    // Dutch
    {recipients_follow, "kon niet worden bezorgd bij de volgende", "generic"},
    {recipients_follow, "kon niet worden afgeleverd bij de volgende", "generic"},
    {recipients_follow, "is niet afgeleverd bij de volgende", "generic"},
    {recipients_follow, "is niet bezorgd bij de volgende", "generic"},
    {recipient_before, "kon niet worden bezorgd", "generic"},
    {recipient_before, "kon niet worden afgeleverd", "generic"},
    // Polish, Czech
    {recipients_follow, "nie zosta\xC5\x82\x61 dostarczona do nast\xC4\x99puj\xC4\x85\x63ych", "generic"},
    {recipients_follow, "nie mog\xC5\x82\x61 zosta\xC4\x87 dostarczona do nast\xC4\x99puj\xC4\x85\x63ych", "generic"},
    {recipients_follow, "nie mo\xC5\xBC\x65 by\xC4\x87 dostarczona do nast\xC4\x99puj\xC4\x85\x63ych", "generic"},
    {recipients_follow, "nie mo\xC5\xBCna dostarczy\xC4\x87 wiadomo\xC5\x9B\x63i do nast\xC4\x99puj\xC4\x85\x63ych",
     "generic"},
    {recipients_follow,
     "nie uda\xC5\x82o si\xC4\x99 dostarczy\xC4\x87 wiadomo\xC5\x9B\x63i do nast\xC4\x99puj\xC4\x85\x63ych", "generic"},
    {recipients_follow, "nie zosta\xC5\x82\x61 dostarczona pod nast\xC4\x99puj\xC4\x85\x63\x65 adresy", "generic"},
    {recipient_before, "nie mo\xC5\xBC\x65 zosta\xC4\x87 dostarczona", "generic"},
    {reason_follows, "pow\xC3\xB3\x64:", "generic"},
    {reason_follows, "przyczyna:", "generic"},
    {recipients_follow,
     "nebylo mo\xC5\xBEn\xC3\xA9 doru\xC4\x8Dit n\xC3\xA1sleduj\xC3\xAD\x63\xC3\xADm p\xC5\x99\xC3\xADjemc\xC5\xAFm",
     "generic"},
    {recipients_follow,
     "nemohla b\xC3\xBDt doru\xC4\x8D\x65na n\xC3\xA1sleduj\xC3\xAD\x63\xC3\xADm p\xC5\x99\xC3\xADjemc\xC5\xAFm",
     "generic"},
    // Russian
    {recipients_follow,
     "\xD0\xBD\xD0\xB5 \xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBE "
     "\xD1\x81\xD0\xBB\xD0\xB5\xD0\xB4\xD1\x83\xD1\x8E\xD1\x89\xD0\xB8\xD0\xBC "
     "\xD0\xBF\xD0\xBE\xD0\xBB\xD1\x83\xD1\x87\xD0\xB0\xD1\x82\xD0\xB5\xD0\xBB\xD1\x8F\xD0\xBC",
     "generic"},
    {recipients_follow,
     "\xD0\xBD\xD0\xB5 \xD0\xBC\xD0\xBE\xD0\xB6\xD0\xB5\xD1\x82 \xD0\xB1\xD1\x8B\xD1\x82\xD1\x8C "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBE "
     "\xD1\x81\xD0\xBB\xD0\xB5\xD0\xB4\xD1\x83\xD1\x8E\xD1\x89\xD0\xB8\xD0\xBC "
     "\xD0\xBF\xD0\xBE\xD0\xBB\xD1\x83\xD1\x87\xD0\xB0\xD1\x82\xD0\xB5\xD0\xBB\xD1\x8F\xD0\xBC",
     "generic"},
    {recipients_follow,
     "\xD0\xBD\xD0\xB5 \xD0\xBC\xD0\xBE\xD0\xB6\xD0\xB5\xD1\x82 \xD0\xB1\xD1\x8B\xD1\x82\xD1\x8C "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBE \xD0\xBF\xD0\xBE "
     "\xD1\x81\xD0\xBB\xD0\xB5\xD0\xB4\xD1\x83\xD1\x8E\xD1\x89\xD0\xB8\xD0\xBC "
     "\xD0\xB0\xD0\xB4\xD1\x80\xD0\xB5\xD1\x81\xD0\xB0\xD0\xBC",
     "generic"},
    {recipients_follow,
     "\xD0\xBD\xD0\xB5 \xD0\xB1\xD1\x8B\xD0\xBB\xD0\xBE "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBE "
     "\xD1\x81\xD0\xBB\xD0\xB5\xD0\xB4\xD1\x83\xD1\x8E\xD1\x89\xD0\xB8\xD0\xBC "
     "\xD0\xB0\xD0\xB4\xD1\x80\xD0\xB5\xD1\x81\xD0\xB0\xD1\x82\xD0\xB0\xD0\xBC",
     "generic"},
    {recipients_follow,
     "\xD0\xBD\xD0\xB5\xD0\xB2\xD0\xBE\xD0\xB7\xD0\xBC\xD0\xBE\xD0\xB6\xD0\xBD\xD0\xBE "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xB8\xD1\x82\xD1\x8C "
     "\xD1\x81\xD0\xBB\xD0\xB5\xD0\xB4\xD1\x83\xD1\x8E\xD1\x89\xD0\xB8\xD0\xBC "
     "\xD0\xBF\xD0\xBE\xD0\xBB\xD1\x83\xD1\x87\xD0\xB0\xD1\x82\xD0\xB5\xD0\xBB\xD1\x8F\xD0\xBC",
     "generic"},
    {reason_follows, "\xD0\x9F\xD1\x80\xD0\xB8\xD1\x87\xD0\xB8\xD0\xBD\xD0\xB0:", "generic"},
    {reason_follows, "\xD0\xBF\xD1\x80\xD0\xB8\xD1\x87\xD0\xB8\xD0\xBD\xD0\xB0:", "generic"},
    // Japanese
    {recipients_follow,
     "\xE4\xBB\xA5\xE4\xB8\x8B\xE3\x81\xAE\xE5\xAE\x9B\xE5\x85\x88\xE3\x81\xAB\xE9\x85\x8D\xE4\xBF\xA1\xE3\x81\xA7\xE3"
     "\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "generic"},
    {recipients_follow,
     "\xE4\xBB\xA5\xE4\xB8\x8B\xE3\x81\xAE\xE5\xAE\x9B\xE5\x85\x88\xE3\x81\xAB\xE9\x80\x81\xE4\xBF\xA1\xE3\x81\xA7\xE3"
     "\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93",
     "generic"},
    {recipients_follow,
     "\xE4\xBB\xA5\xE4\xB8\x8B\xE3\x81\xAE\xE3\x82\xA2\xE3\x83\x89\xE3\x83\xAC\xE3\x82\xB9\xE3\x81\xAB\xE9\x80\x81\xE4"
     "\xBF\xA1\xE3\x81\xA7\xE3\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "generic"},
    {recipients_follow,
     "\xE4\xBB\xA5\xE4\xB8\x8B\xE3\x81\xAE\xE3\x82\xA2\xE3\x83\x89\xE3\x83\xAC\xE3\x82\xB9\xE3\x81\xAB\xE9\x85\x8D\xE4"
     "\xBF\xA1\xE3\x81\xA7\xE3\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "generic"},
    {recipients_follow,
     "\xE4\xBB\xA5\xE4\xB8\x8B\xE3\x81\xAE\xE3\x83\xA1\xE3\x83\xBC\xE3\x83\xAB\xE3\x82\xA2\xE3\x83\x89\xE3\x83\xAC\xE3"
     "\x82\xB9\xE3\x81\xAB\xE9\x80\x81\xE4\xBF\xA1\xE3\x81\xA7\xE3\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81"
     "\xA7\xE3\x81\x97\xE3\x81\x9F",
     "generic"},
    {recipients_follow,
     "\xE6\xAC\xA1\xE3\x81\xAE\xE5\xAE\x9B\xE5\x85\x88\xE3\x81\xAB\xE9\x85\x8D\xE4\xBF\xA1\xE3\x81\xA7\xE3\x81\x8D\xE3"
     "\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "generic"},
    {recipients_follow,
     "\xE4\xB8\x8B\xE8\xA8\x98\xE3\x81\xAE\xE5\xAE\x9B\xE5\x85\x88\xE3\x81\xAB\xE9\x85\x8D\xE4\xBF\xA1\xE3\x81\xA7\xE3"
     "\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "generic"},
    {recipients_follow,
     "\xE4\xB8\x8B\xE8\xA8\x98\xE3\x81\xAE\xE5\xAE\x9B\xE5\x85\x88\xE3\x81\xAB\xE9\x80\x81\xE4\xBF\xA1\xE3\x81\xA7\xE3"
     "\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "generic"},
    {recipients_follow,
     "\xE4\xB8\x8B\xE8\xA8\x98\xE3\x81\xAE\xE3\x82\xA2\xE3\x83\x89\xE3\x83\xAC\xE3\x82\xB9\xE3\x81\xAB\xE9\x80\x81\xE4"
     "\xBF\xA1\xE3\x81\xA7\xE3\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "generic"},
    {recipients_follow,
     "\xE6\xAC\xA1\xE3\x81\xAE\xE5\x8F\x97\xE4\xBF\xA1\xE8\x80\x85\xE3\x81\xAB\xE9\x85\x8D\xE4\xBF\xA1\xE3\x81\xA7\xE3"
     "\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "generic"},
    {recipient_before,
     "\xE3\x81\xAB\xE9\x80\x81\xE4\xBF\xA1\xE3\x81\xA7\xE3\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3"
     "\x81\x97\xE3\x81\x9F",
     "generic"},
    {recipient_before,
     "\xE3\x81\xAB\xE9\x85\x8D\xE4\xBF\xA1\xE3\x81\xA7\xE3\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3"
     "\x81\x97\xE3\x81\x9F",
     "generic"},
    // Chinese
    {recipients_follow,
     "\xE6\x97\xA0\xE6\xB3\x95\xE6\x8A\x95\xE9\x80\x92\xE5\x88\xB0\xE4\xBB\xA5\xE4\xB8\x8B\xE6\x94\xB6\xE4\xBB\xB6\xE4"
     "\xBA\xBA",
     "generic"},
    {recipients_follow,
     "\xE6\x9C\xAA\xE8\x83\xBD\xE6\x8A\x95\xE9\x80\x92\xE5\x88\xB0\xE4\xBB\xA5\xE4\xB8\x8B\xE6\x94\xB6\xE4\xBB\xB6\xE4"
     "\xBA\xBA",
     "generic"},
    {recipients_follow,
     "\xE6\x97\xA0\xE6\xB3\x95\xE9\x80\x81\xE8\xBE\xBE\xE4\xBB\xA5\xE4\xB8\x8B\xE6\x94\xB6\xE4\xBB\xB6\xE4\xBA\xBA",
     "generic"},
    {recipients_follow,
     "\xE6\x9C\xAA\xE8\x83\xBD\xE9\x80\x81\xE8\xBE\xBE\xE4\xBB\xA5\xE4\xB8\x8B\xE6\x94\xB6\xE4\xBB\xB6\xE4\xBA\xBA",
     "generic"},
    {recipients_follow,
     "\xE7\x84\xA1\xE6\xB3\x95\xE5\x82\xB3\xE9\x80\x81\xE7\xB5\xA6\xE4\xB8\x8B\xE5\x88\x97\xE6\x94\xB6\xE4\xBB\xB6\xE8"
     "\x80\x85",
     "generic"},
    {recipients_follow,
     "\xE7\x84\xA1\xE6\xB3\x95\xE9\x80\x81\xE9\x81\x94\xE4\xB8\x8B\xE5\x88\x97\xE6\x94\xB6\xE4\xBB\xB6\xE4\xBA\xBA",
     "generic"},
    {recipients_follow,
     "\xE7\x84\xA1\xE6\xB3\x95\xE5\xAF\x84\xE9\x81\x94\xE4\xBB\xA5\xE4\xB8\x8B\xE6\x94\xB6\xE4\xBB\xB6\xE4\xBA\xBA",
     "generic"},
    // Swedish, Danish, Norwegian, Finnish
    {recipients_follow, "kunde inte levereras till f\xC3\xB6ljande", "generic"},
    {recipients_follow, "kunne ikke leveres til f\xC3\xB8lgende", "generic"},
    {recipients_follow, "ble ikke levert til f\xC3\xB8lgende", "generic"},
    {recipients_follow, "ei voitu toimittaa seuraaville vastaanottajille", "generic"},
    // Turkish, Hungarian
    {recipients_follow, "a\xC5\x9F\x61\xC4\x9F\xC4\xB1\x64\x61ki al\xC4\xB1\x63\xC4\xB1lara teslim edilemedi",
     "generic"},
    {recipients_follow, "a\xC5\x9F\x61\xC4\x9F\xC4\xB1\x64\x61ki al\xC4\xB1\x63\xC4\xB1lara iletilemedi", "generic"},
    {recipients_follow, "nem siker\xC3\xBClt k\xC3\xA9zbes\xC3\xADteni a k\xC3\xB6vetkez\xC5\x91 c\xC3\xADmzetteknek",
     "generic"},
    {recipients_follow, "nem k\xC3\xA9zbes\xC3\xADthet\xC5\x91 a k\xC3\xB6vetkez\xC5\x91 c\xC3\xADmzetteknek",
     "generic"},
});

} // namespace recoil::dsn::phrases
