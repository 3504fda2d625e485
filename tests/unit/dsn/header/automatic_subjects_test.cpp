#include "support/subject_rows.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace recoil::dsn {
namespace {

TEST(automatic_subjects, every_row_says_something_of_its_own)
{
    test::check_rows(automatic_subjects());
}

TEST(automatic_subjects, knows_the_answering_machines_of_many_languages)
{
    for (const std::string_view subject : {
             "Automatic reply: Hello",
             "AUTO: Kim is out of the office (returning 05/01/2027)",
             "Out of Office: Hello",
             "Out of office",
             "Autoreply: Hello",
             "Auto Response",
             "AutoRespons :Hello",
             "[Auto-Reply] Hello",
             "OOO: Kim",
             "Vacation reply",
             "I am on vacation",
             "Kim Lee will be out of the office starting Monday",
             "Away from my mail",
             "Automatische Antwort: Hallo",
             "Abwesenheitsnotiz",
             "Ich bin nicht im Büro",
             "Réponse automatique : Bonjour",
             "Absence du bureau",
             "Respuesta automática: Hola",
             "Fuera de la oficina",
             "Risposta automatica: Ciao",
             "Fuori sede",
             "Resposta automática: Olá",
             "Automatisch antwoord: Hallo",
             "Afwezig: Kim",
             "Autosvar: Hej",
             "Automatiskt svar: Hej",
             "Automatisk svar: Hei",
             "Fraværsmelding",
             "Automaattinen vastaus: Hei",
             "[Automatyczna odpowiedź] test",
             "Odpowiedź automatyczna: Witam",
             "Automatická odpověď: Ahoj",
             "Automatická odpoveď: Ahoj",
             "Automatikus válasz: Szia",
             "Răspuns automat: Salut",
             "Automatski odgovor: Bok",
             "Samodejni odgovor: Zdravo",
             "Atvaļinājums Re: Hello",
             "Automatinis atsakymas: Labas",
             "Automaatvastus: Tere",
             "Αυτόματη απάντηση: "
             "Γεια",
             "Otomatik yanıt: Merhaba",
             "Автоматический "
             "ответ: Привет",
             "Автоответ",
             "Автоматична "
             "відповідь: Привіт",
             "Автоматичен "
             "отговор: x",
             "תשובה אוטומטית: x",
             "رد تلقائي: x",
             "自動応答: x",
             "自動返信",
             "自动答复: 你好",
             "自动回复：你好",
             "自動回覆: 你好",
             "자동 회신: 안녕",
             "부재중 알림",
             "Trả lời tự động: x",
             "การตอบกลับอัตโนมั"
             "ติ: x",
             "Balasan otomatis: x",
         })
        EXPECT_TRUE(is_automatic_subject(subject)) << subject;
}

TEST(automatic_subjects, a_word_of_it_further_on_is_none)
{
    for (const std::string_view subject : {
             "Re: Automatic reply: Hello",
             "AW: Automatische Antwort: Hallo",
             "Re: Kim Lee is out of the office",
             "The automatic reply",
             "Vacation rentals",
             "Automatic payment",
             "Office closed",
             "Autumn catalogue",
             "Undeliverable: Automatic reply: Hello",
         })
        EXPECT_FALSE(is_automatic_subject(subject)) << subject;
}

} // namespace
} // namespace recoil::dsn
