// Gmail, in the languages that it speaks. What is one sentence in its English has several forms in others, of several
// years.
#pragma once

#include "dsn/phrase.hpp"

#include <array>

namespace recoil::dsn::phrases {

using enum phrase_role;

inline constexpr auto google = std::to_array<phrase>({
    // Gmail until 2016, in English alone
    {proof, "delivery to the following recipient failed permanently", "gmail"},
    {recipients_follow, "delivery to the following recipient failed permanently", "gmail"},
    {recipients_follow, "delivery to the following recipient failed", "gmail"},
    {recipients_follow, "delivery to the following recipient has been delayed", "gmail"},
    {delayed, "has been delayed", "gmail"},
    {proof, "this is a warning message only.", "gmail"},
    {delayed, "this is a warning message only.", "gmail"},
    {delayed, "message will be retried for", "gmail"},
    {delayed, "gmail will retry for", "gmail"},
    {reason_follows, "technical details of permanent failure:", "gmail"},
    {reason_follows, "technical details of temporary failure:", "gmail"},
    {reason_follows, "the error that the other server returned was:", "gmail"},
    {reason_follows, "error encountered was:", "gmail"},
    // English
    {recipient_behind, "problem delivering your message to", "gmail"},
    {recipient_behind, "your message wasn't delivered to", "gmail"},
    {recipient_behind, "your message wasn\xE2\x80\x99t delivered to", "gmail"},
    {recipient_behind, "your message couldn't be delivered to", "gmail"},
    {recipient_behind, "your message couldn\xE2\x80\x99t be delivered to", "gmail"},
    {recipient_before, "has been blocked. see technical details", "gmail"},
    {reason_follows, "the response from the remote server was:", "gmail"},
    {reason_follows, "the response was:", "gmail"},
    {delayed, "delivery incomplete **", "gmail"},
    // German
    {recipient_behind, "ihre nachricht wurde nicht zugestellt an", "gmail"},
    {recipient_behind, "ihre nachricht wurde nicht an", "gmail"},
    {recipient_behind, "ihre nachricht konnte nicht an", "gmail"},
    {recipient_behind, "deine nachricht wurde nicht an", "gmail"},
    {recipient_behind, "problem beim zustellen ihrer nachricht an", "gmail"},
    {recipient_behind, "bei der zustellung ihrer nachricht an", "gmail"},
    {reason_follows, "die antwort des remote-servers lautete:", "gmail"},
    {reason_follows, "antwort des remote-servers:", "gmail"},
    {reason_follows, "die antwort vom remote-server lautete:", "gmail"},
    {reason_follows, "antwort vom remote-server:", "gmail"},
    {reason_follows, "die antwort lautete:", "gmail"},
    {reason_follows, "die antwort war:", "gmail"},
    {delayed, "gmail versucht es noch", "gmail"},
    {delayed, "zustellung unvollst\xC3\xA4ndig **", "gmail"},
    // French
    {recipient_behind, "votre message n'a pas \xC3\xA9t\xC3\xA9 distribu\xC3\xA9 \xC3\xA0", "gmail"},
    {recipient_behind, "votre message n\xE2\x80\x99\x61 pas \xC3\xA9t\xC3\xA9 distribu\xC3\xA9 \xC3\xA0", "gmail"},
    {recipient_behind, "votre message n'a pas \xC3\xA9t\xC3\xA9 remis \xC3\xA0", "gmail"},
    {recipient_behind, "votre message n\xE2\x80\x99\x61 pas \xC3\xA9t\xC3\xA9 remis \xC3\xA0", "gmail"},
    {recipient_behind, "votre message n'a pas pu \xC3\xAAtre distribu\xC3\xA9 \xC3\xA0", "gmail"},
    {recipient_behind, "votre message n'a pas pu \xC3\xAAtre remis \xC3\xA0", "gmail"},
    {recipient_behind, "votre message n'a pas pu \xC3\xAAtre livr\xC3\xA9 \xC3\xA0", "gmail"},
    {recipient_behind, "la distribution de votre message \xC3\xA0", "gmail"},
    {reason_follows, "la r\xC3\xA9ponse du serveur distant \xC3\xA9tait :", "gmail"},
    {reason_follows, "la r\xC3\xA9ponse du serveur distant est la suivante :", "gmail"},
    {reason_follows, "r\xC3\xA9ponse du serveur distant :", "gmail"},
    {reason_follows, "la r\xC3\xA9ponse \xC3\xA9tait :", "gmail"},
    {reason_follows, "voici la r\xC3\xA9ponse :", "gmail"},
    {delayed, "livraison incompl\xC3\xA8te **", "gmail"},
    {delayed, "distribution incompl\xC3\xA8te **", "gmail"},
    // Spanish
    {recipient_behind, "tu mensaje no se ha entregado a", "gmail"},
    {recipient_behind, "tu mensaje no se entreg\xC3\xB3 a", "gmail"},
    {recipient_behind, "no se entreg\xC3\xB3 tu mensaje a", "gmail"},
    {recipient_behind, "tu mensaje no se ha podido entregar a", "gmail"},
    {recipient_behind, "tu mensaje no se pudo entregar a", "gmail"},
    {recipient_behind, "su mensaje no se ha entregado a", "gmail"},
    {recipient_behind, "problema al entregar tu mensaje a", "gmail"},
    {reason_follows, "la respuesta del servidor remoto fue:", "gmail"},
    {reason_follows, "la respuesta del servidor remoto fue la siguiente:", "gmail"},
    {reason_follows, "la respuesta fue:", "gmail"},
    {reason_follows, "esta fue la respuesta:", "gmail"},
    {delayed, "entrega incompleta **", "gmail"},
    // Portuguese
    {recipient_behind, "sua mensagem n\xC3\xA3o foi entregue a", "gmail"},
    {recipient_behind, "sua mensagem n\xC3\xA3o foi entregue para", "gmail"},
    {recipient_behind, "a sua mensagem n\xC3\xA3o foi entregue a", "gmail"},
    {recipient_behind, "sua mensagem n\xC3\xA3o p\xC3\xB4\x64\x65 ser entregue a", "gmail"},
    {recipient_behind, "sua mensagem n\xC3\xA3o p\xC3\xB4\x64\x65 ser entregue para", "gmail"},
    {recipient_behind, "problema na entrega da sua mensagem para", "gmail"},
    {reason_follows, "a resposta do servidor remoto foi:", "gmail"},
    {reason_follows, "a resposta foi:", "gmail"},
    // Italian
    {recipient_behind, "il tuo messaggio non \xC3\xA8 stato recapitato a", "gmail"},
    {recipient_behind, "il tuo messaggio non \xC3\xA8 stato consegnato a", "gmail"},
    {recipient_behind, "il messaggio non \xC3\xA8 stato recapitato a", "gmail"},
    {recipient_behind, "impossibile recapitare il messaggio a", "gmail"},
    {reason_follows, "la risposta del server remoto \xC3\xA8 stata:", "gmail"},
    {reason_follows, "la risposta dal server remoto \xC3\xA8 stata:", "gmail"},
    {reason_follows, "la risposta \xC3\xA8 stata:", "gmail"},
    {delayed, "consegna incompleta **", "gmail"},
    // Dutch
    {recipient_behind, "uw bericht is niet bezorgd bij", "gmail"},
    {recipient_behind, "uw bericht is niet bezorgd op", "gmail"},
    {recipient_behind, "uw bericht is niet bezorgd aan", "gmail"},
    {recipient_behind, "je bericht is niet bezorgd bij", "gmail"},
    {recipient_behind, "je bericht is niet bezorgd op", "gmail"},
    {recipient_behind, "je bericht is niet bezorgd aan", "gmail"},
    {recipient_behind, "je bericht is niet afgeleverd bij", "gmail"},
    {reason_follows, "de reactie van de externe server was:", "gmail"},
    {reason_follows, "de reactie van de externe server is:", "gmail"},
    {reason_follows, "dit was de reactie:", "gmail"},
    {reason_follows, "de reactie was:", "gmail"},
    {delayed, "bezorging niet voltooid **", "gmail"},
    // Polish
    {recipient_behind, "wiadomo\xC5\x9B\xC4\x87 nie zosta\xC5\x82\x61 dostarczona na adres", "gmail"},
    {recipient_behind, "wiadomo\xC5\x9B\xC4\x87 nie zosta\xC5\x82\x61 dostarczona do", "gmail"},
    {recipient_behind, "wiadomo\xC5\x9B\x63i nie dostarczono na adres", "gmail"},
    {recipient_behind, "nie uda\xC5\x82o si\xC4\x99 dostarczy\xC4\x87 wiadomo\xC5\x9B\x63i na adres", "gmail"},
    {reason_follows, "odpowied\xC5\xBA z serwera zdalnego:", "gmail"},
    {reason_follows, "odpowied\xC5\xBA serwera zdalnego:", "gmail"},
    {reason_follows, "odpowied\xC5\xBA:", "gmail"},
    // Russian
    {recipient_behind,
     "\xD0\x92\xD0\xB0\xD1\x88\xD0\xB5 \xD0\xBF\xD0\xB8\xD1\x81\xD1\x8C\xD0\xBC\xD0\xBE \xD0\xBD\xD0\xB5 "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBE "
     "\xD0\xBF\xD0\xBE\xD0\xBB\xD1\x83\xD1\x87\xD0\xB0\xD1\x82\xD0\xB5\xD0\xBB\xD1\x8E",
     "gmail"},
    {recipient_behind,
     "\xD0\x92\xD0\xB0\xD1\x88\xD0\xB5 \xD0\xBF\xD0\xB8\xD1\x81\xD1\x8C\xD0\xBC\xD0\xBE \xD0\xBD\xD0\xB5 "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBE",
     "gmail"},
    {recipient_behind,
     "\xD0\x92\xD0\xB0\xD1\x88\xD0\xB5 \xD1\x81\xD0\xBE\xD0\xBE\xD0\xB1\xD1\x89\xD0\xB5\xD0\xBD\xD0\xB8\xD0\xB5 "
     "\xD0\xBD\xD0\xB5 \xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBE",
     "gmail"},
    {recipient_behind,
     "\xD0\x92\xD0\xB0\xD1\x88\xD0\xB5 \xD1\x81\xD0\xBE\xD0\xBE\xD0\xB1\xD1\x89\xD0\xB5\xD0\xBD\xD0\xB8\xD0\xB5 "
     "\xD0\xBD\xD0\xB5 \xD0\xB1\xD1\x8B\xD0\xBB\xD0\xBE "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBE",
     "gmail"},
    {recipient_behind,
     "\xD0\x9D\xD0\xB5 \xD1\x83\xD0\xB4\xD0\xB0\xD0\xBB\xD0\xBE\xD1\x81\xD1\x8C "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xB8\xD1\x82\xD1\x8C "
     "\xD1\x81\xD0\xBE\xD0\xBE\xD0\xB1\xD1\x89\xD0\xB5\xD0\xBD\xD0\xB8\xD0\xB5",
     "gmail"},
    {recipient_behind,
     "\xD0\x9D\xD0\xB5 \xD1\x83\xD0\xB4\xD0\xB0\xD0\xBB\xD0\xBE\xD1\x81\xD1\x8C "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xB8\xD1\x82\xD1\x8C "
     "\xD0\xBF\xD0\xB8\xD1\x81\xD1\x8C\xD0\xBC\xD0\xBE",
     "gmail"},
    {recipient_behind,
     "\xD0\xA1\xD0\xBE\xD0\xBE\xD0\xB1\xD1\x89\xD0\xB5\xD0\xBD\xD0\xB8\xD0\xB5 \xD0\xBD\xD0\xB5 "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBE",
     "gmail"},
    {reason_follows,
     "\xD0\x9E\xD1\x82\xD0\xB2\xD0\xB5\xD1\x82 "
     "\xD1\x83\xD0\xB4\xD0\xB0\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBD\xD0\xBE\xD0\xB3\xD0\xBE "
     "\xD1\x81\xD0\xB5\xD1\x80\xD0\xB2\xD0\xB5\xD1\x80\xD0\xB0:",
     "gmail"},
    {reason_follows,
     "\xD0\x9E\xD1\x82\xD0\xB2\xD0\xB5\xD1\x82 \xD0\xBE\xD1\x82 "
     "\xD1\x83\xD0\xB4\xD0\xB0\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBD\xD0\xBE\xD0\xB3\xD0\xBE "
     "\xD1\x81\xD0\xB5\xD1\x80\xD0\xB2\xD0\xB5\xD1\x80\xD0\xB0:",
     "gmail"},
    {reason_follows,
     "\xD0\x9E\xD1\x82\xD0\xB2\xD0\xB5\xD1\x82 \xD1\x81\xD0\xB5\xD1\x80\xD0\xB2\xD0\xB5\xD1\x80\xD0\xB0:", "gmail"},
    {reason_follows,
     "\xD0\x9F\xD0\xBE\xD0\xBB\xD1\x83\xD1\x87\xD0\xB5\xD0\xBD \xD0\xBE\xD1\x82\xD0\xB2\xD0\xB5\xD1\x82:", "gmail"},
    {reason_follows, "\xD0\x9E\xD1\x82\xD0\xB2\xD0\xB5\xD1\x82:", "gmail"},
    // Japanese: the recipient stands in front
    {recipient_before,
     "\xE3\x81\xAB\xE3\x83\xA1\xE3\x83\xBC\xE3\x83\xAB\xE3\x81\xAF\xE9\x85\x8D\xE4\xBF\xA1\xE3\x81\x95\xE3\x82\x8C\xE3"
     "\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "gmail"},
    {recipient_before,
     "\xE3\x81\xAB\xE3\x83\xA1\xE3\x83\xBC\xE3\x83\xAB\xE3\x82\x92\xE9\x85\x8D\xE4\xBF\xA1\xE3\x81\xA7\xE3\x81\x8D\xE3"
     "\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "gmail"},
    {recipient_before,
     "\xE3\x81\xAB\xE3\x83\xA1\xE3\x83\x83\xE3\x82\xBB\xE3\x83\xBC\xE3\x82\xB8\xE3\x81\xAF\xE9\x85\x8D\xE4\xBF\xA1\xE3"
     "\x81\x95\xE3\x82\x8C\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "gmail"},
    {recipient_before,
     "\xE3\x81\xB8\xE3\x81\xAE\xE3\x83\xA1\xE3\x83\x83\xE3\x82\xBB\xE3\x83\xBC\xE3\x82\xB8\xE3\x82\x92\xE9\x85\x8D\xE4"
     "\xBF\xA1\xE3\x81\xA7\xE3\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "gmail"},
    {recipient_before,
     "\xE5\xAE\x9B\xE3\x81\xA6\xE3\x81\xAE\xE3\x83\xA1\xE3\x83\xBC\xE3\x83\xAB\xE3\x81\xAF\xE9\x85\x8D\xE4\xBF\xA1\xE3"
     "\x81\x95\xE3\x82\x8C\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "gmail"},
    {recipient_before,
     "\xE5\xAE\x9B\xE3\x81\xA6\xE3\x81\xAE\xE3\x83\xA1\xE3\x83\x83\xE3\x82\xBB\xE3\x83\xBC\xE3\x82\xB8\xE3\x82\x92\xE9"
     "\x85\x8D\xE4\xBF\xA1\xE3\x81\xA7\xE3\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81"
     "\x9F",
     "gmail"},
    {reason_follows,
     "\xE3\x83\xAA\xE3\x83\xA2\xE3\x83\xBC\xE3\x83\x88 "
     "\xE3\x82\xB5\xE3\x83\xBC\xE3\x83\x90\xE3\x83\xBC\xE3\x81\x8B\xE3\x82\x89\xE3\x81\xAE\xE5\xBF\x9C\xE7\xAD\x94:",
     "gmail"},
    {reason_follows,
     "\xE3\x83\xAA\xE3\x83\xA2\xE3\x83\xBC\xE3\x83\x88 "
     "\xE3\x82\xB5\xE3\x83\xBC\xE3\x83\x90\xE3\x83\xBC\xE3\x81\x8B\xE3\x82\x89\xE3\x81\xAE\xE5\xBF\x9C\xE7\xAD\x94\xE3"
     "\x81\xAF\xE6\xAC\xA1\xE3\x81\xAE\xE3\x81\xA8\xE3\x81\x8A\xE3\x82\x8A\xE3\x81\xA7\xE3\x81\x99",
     "gmail"},
    {reason_follows,
     "\xE3\x83\xAA\xE3\x83\xA2\xE3\x83\xBC\xE3\x83\x88 "
     "\xE3\x82\xB5\xE3\x83\xBC\xE3\x83\x90\xE3\x83\xBC\xE3\x81\xAE\xE5\xBF\x9C\xE7\xAD\x94:",
     "gmail"},
    {reason_follows, "\xE5\xBF\x9C\xE7\xAD\x94:", "gmail"},
    {reason_follows,
     "\xE5\xBF\x9C\xE7\xAD\x94\xE3\x81\xAF\xE6\xAC\xA1\xE3\x81\xAE\xE3\x81\xA8\xE3\x81\x8A\xE3\x82\x8A\xE3\x81\xA7\xE3"
     "\x81\x99",
     "gmail"},
    // Chinese, of the mainland and of Taiwan
    {recipient_behind,
     "\xE6\x82\xA8\xE7\x9A\x84\xE9\x82\xAE\xE4\xBB\xB6\xE6\x9C\xAA\xE8\x83\xBD\xE9\x80\x81\xE8\xBE\xBE", "gmail"},
    {recipient_behind, "\xE6\x82\xA8\xE7\x9A\x84\xE9\x82\xAE\xE4\xBB\xB6\xE6\x9C\xAA\xE9\x80\x81\xE8\xBE\xBE", "gmail"},
    {recipient_behind,
     "\xE6\x9C\xAA\xE8\x83\xBD\xE5\xB0\x86\xE6\x82\xA8\xE7\x9A\x84\xE9\x82\xAE\xE4\xBB\xB6\xE9\x80\x92\xE9\x80\x81\xE8"
     "\x87\xB3",
     "gmail"},
    {recipient_behind,
     "\xE6\x97\xA0\xE6\xB3\x95\xE5\xB0\x86\xE6\x82\xA8\xE7\x9A\x84\xE9\x82\xAE\xE4\xBB\xB6\xE9\x80\x92\xE9\x80\x81\xE8"
     "\x87\xB3",
     "gmail"},
    {recipient_behind,
     "\xE6\x9C\xAA\xE8\x83\xBD\xE5\xB0\x86\xE6\x82\xA8\xE7\x9A\x84\xE9\x82\xAE\xE4\xBB\xB6\xE5\x8F\x91\xE9\x80\x81\xE8"
     "\x87\xB3",
     "gmail"},
    {recipient_behind,
     "\xE6\x82\xA8\xE7\x9A\x84\xE9\x82\xAE\xE4\xBB\xB6\xE6\x97\xA0\xE6\xB3\x95\xE9\x80\x92\xE9\x80\x81\xE7\xBB\x99",
     "gmail"},
    {reason_follows, "\xE8\xBF\x9C\xE7\xA8\x8B\xE6\x9C\x8D\xE5\x8A\xA1\xE5\x99\xA8\xE7\x9A\x84\xE5\x93\x8D\xE5\xBA\x94",
     "gmail"},
    {reason_follows, "\xE8\xBF\x9C\xE7\xA8\x8B\xE6\x9C\x8D\xE5\x8A\xA1\xE5\x99\xA8\xE7\x9A\x84\xE5\x9B\x9E\xE5\xA4\x8D",
     "gmail"},
    {reason_follows, "\xE5\x9B\x9E\xE5\xA4\x8D\xE5\xA6\x82\xE4\xB8\x8B", "gmail"},
    {reason_follows, "\xE5\x93\x8D\xE5\xBA\x94\xE5\xA6\x82\xE4\xB8\x8B", "gmail"},
    {recipient_behind,
     "\xE6\x9C\xAA\xE8\x83\xBD\xE5\xB0\x87\xE6\x82\xA8\xE7\x9A\x84\xE9\x83\xB5\xE4\xBB\xB6\xE5\x82\xB3\xE9\x80\x81\xE8"
     "\x87\xB3",
     "gmail"},
    {recipient_behind,
     "\xE7\x84\xA1\xE6\xB3\x95\xE5\xB0\x87\xE6\x82\xA8\xE7\x9A\x84\xE9\x83\xB5\xE4\xBB\xB6\xE5\x82\xB3\xE9\x80\x81\xE8"
     "\x87\xB3",
     "gmail"},
    {recipient_behind,
     "\xE7\x84\xA1\xE6\xB3\x95\xE5\xB0\x87\xE9\x83\xB5\xE4\xBB\xB6\xE5\x82\xB3\xE9\x80\x81\xE8\x87\xB3", "gmail"},
    {recipient_behind,
     "\xE6\x82\xA8\xE7\x9A\x84\xE9\x83\xB5\xE4\xBB\xB6\xE6\x9C\xAA\xE8\x83\xBD\xE5\x82\xB3\xE9\x80\x81\xE8\x87\xB3",
     "gmail"},
    {recipient_behind,
     "\xE6\x82\xA8\xE7\x9A\x84\xE9\x83\xB5\xE4\xBB\xB6\xE7\x84\xA1\xE6\xB3\x95\xE5\x82\xB3\xE9\x80\x81\xE7\xB5\xA6",
     "gmail"},
    {reason_follows, "\xE9\x81\xA0\xE7\xAB\xAF\xE4\xBC\xBA\xE6\x9C\x8D\xE5\x99\xA8\xE7\x9A\x84\xE5\x9B\x9E\xE6\x87\x89",
     "gmail"},
    {reason_follows, "\xE9\x81\xA0\xE7\xAB\xAF\xE4\xBC\xBA\xE6\x9C\x8D\xE5\x99\xA8\xE5\x9B\x9E\xE6\x87\x89", "gmail"},
    {reason_follows, "\xE5\x9B\x9E\xE6\x87\x89\xE5\xA6\x82\xE4\xB8\x8B", "gmail"},
    // Korean
    {recipient_before,
     "\xEB\xA9\x94\xEC\x9D\xBC\xEC\x9D\xB4 \xEC\xA0\x84\xEC\x86\xA1\xEB\x90\x98\xEC\xA7\x80 "
     "\xEC\x95\x8A\xEC\x95\x98\xEC\x8A\xB5\xEB\x8B\x88\xEB\x8B\xA4",
     "gmail"},
    {recipient_before,
     "\xEB\xA9\x94\xEC\x9D\xBC\xEC\x9D\x84 \xEC\xA0\x84\xEC\x86\xA1\xED\x95\x98\xEC\xA7\x80 "
     "\xEB\xAA\xBB\xED\x96\x88\xEC\x8A\xB5\xEB\x8B\x88\xEB\x8B\xA4",
     "gmail"},
    {recipient_before,
     "\xEB\xA9\x94\xEC\x8B\x9C\xEC\xA7\x80\xEA\xB0\x80 \xEC\xA0\x84\xEC\x86\xA1\xEB\x90\x98\xEC\xA7\x80 "
     "\xEC\x95\x8A\xEC\x95\x98\xEC\x8A\xB5\xEB\x8B\x88\xEB\x8B\xA4",
     "gmail"},
    {recipient_before,
     "\xEB\xA9\x94\xEC\x9D\xBC\xEC\x9D\xB4 \xEB\xB0\xB0\xEB\x8B\xAC\xEB\x90\x98\xEC\xA7\x80 "
     "\xEC\x95\x8A\xEC\x95\x98\xEC\x8A\xB5\xEB\x8B\x88\xEB\x8B\xA4",
     "gmail"},
    {reason_follows,
     "\xEC\x9B\x90\xEA\xB2\xA9 \xEC\x84\x9C\xEB\xB2\x84\xEC\x9D\x98 \xEC\x9D\x91\xEB\x8B\xB5:", "gmail"},
    {reason_follows,
     "\xEC\x9B\x90\xEA\xB2\xA9 \xEC\x84\x9C\xEB\xB2\x84\xEC\x97\x90\xEC\x84\x9C \xEB\xB3\xB4\xEB\x82\xB8 "
     "\xEC\x9D\x91\xEB\x8B\xB5:",
     "gmail"},
    {reason_follows,
     "\xEC\x9B\x90\xEA\xB2\xA9 \xEC\x84\x9C\xEB\xB2\x84\xEC\x9D\x98 \xEC\x9D\x91\xEB\x8B\xB5\xEC\x9D\x80 "
     "\xEB\x8B\xA4\xEC\x9D\x8C\xEA\xB3\xBC \xEA\xB0\x99\xEC\x8A\xB5\xEB\x8B\x88\xEB\x8B\xA4",
     "gmail"},
    {reason_follows, "\xEC\x9D\x91\xEB\x8B\xB5:", "gmail"},
    // Turkish
    {recipient_before, "adresine g\xC3\xB6nderilemedi", "gmail"},
    {recipient_before, "adresine teslim edilemedi", "gmail"},
    {recipient_before, "adresine iletilemedi", "gmail"},
    {reason_follows, "uzak sunucudan gelen yan\xC4\xB1t \xC5\x9Fuydu:", "gmail"},
    {reason_follows, "uzak sunucudan gelen yan\xC4\xB1t:", "gmail"},
    {reason_follows, "uzak sunucunun yan\xC4\xB1t\xC4\xB1:", "gmail"},
    {reason_follows, "yan\xC4\xB1t \xC5\x9Fuydu:", "gmail"},
    // Swedish, Danish, Norwegian, Finnish
    {recipient_behind, "meddelandet levererades inte till", "gmail"},
    {recipient_behind, "ditt meddelande levererades inte till", "gmail"},
    {recipient_behind, "meddelandet kunde inte levereras till", "gmail"},
    {reason_follows, "svaret fr\xC3\xA5n fj\xC3\xA4rrservern var:", "gmail"},
    {reason_follows, "svaret var:", "gmail"},
    {recipient_behind, "meddelelse blev ikke leveret til", "gmail"},
    {recipient_behind, "din mail blev ikke leveret til", "gmail"},
    {recipient_behind, "din besked blev ikke leveret til", "gmail"},
    {reason_follows, "svaret fra fjernserveren var:", "gmail"},
    {reason_follows, "svaret var f\xC3\xB8lgende:", "gmail"},
    {recipient_behind, "meldingen din ble ikke levert til", "gmail"},
    {recipient_behind, "meldingen ble ikke levert til", "gmail"},
    {reason_follows, "svaret fra den eksterne tjeneren var:", "gmail"},
    {reason_follows, "svaret fra den eksterne serveren var:", "gmail"},
    {recipient_behind, "viesti\xC3\xA4si ei toimitettu osoitteeseen", "gmail"},
    {recipient_behind, "viesti\xC3\xA4 ei toimitettu osoitteeseen", "gmail"},
    {reason_follows, "et\xC3\xA4palvelimen vastaus oli:", "gmail"},
    {reason_follows, "vastaus oli:", "gmail"},
    // Czech, Hungarian
    {recipient_behind, "zpr\xC3\xA1va nebyla doru\xC4\x8D\x65na na adresu", "gmail"},
    {recipient_behind, "va\xC5\xA1\x65 zpr\xC3\xA1va nebyla doru\xC4\x8D\x65na p\xC5\x99\xC3\xADjemci", "gmail"},
    {reason_follows, "odpov\xC4\x9B\xC4\x8F vzd\xC3\xA1len\xC3\xA9ho serveru:", "gmail"},
    {reason_follows, "odpov\xC4\x9B\xC4\x8F ze vzd\xC3\xA1len\xC3\xA9ho serveru:", "gmail"},
    {recipient_before, "c\xC3\xADmre, mert", "gmail"},
    {reason_follows, "a t\xC3\xA1voli szerver v\xC3\xA1lasza:", "gmail"},
});

} // namespace recoil::dsn::phrases
