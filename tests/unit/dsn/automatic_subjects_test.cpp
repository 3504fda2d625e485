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
             "Ich bin nicht im B\u00FCro",
             "R\u00E9ponse automatique : Bonjour",
             "Absence du bureau",
             "Respuesta autom\u00E1tica: Hola",
             "Fuera de la oficina",
             "Risposta automatica: Ciao",
             "Fuori sede",
             "Resposta autom\u00E1tica: Ol\u00E1",
             "Automatisch antwoord: Hallo",
             "Afwezig: Kim",
             "Autosvar: Hej",
             "Automatiskt svar: Hej",
             "Automatisk svar: Hei",
             "Frav\u00E6rsmelding",
             "Automaattinen vastaus: Hei",
             "[Automatyczna odpowied\u017A] test",
             "Odpowied\u017A automatyczna: Witam",
             "Automatick\u00E1 odpov\u011B\u010F: Ahoj",
             "Automatick\u00E1 odpove\u010F: Ahoj",
             "Automatikus v\u00E1lasz: Szia",
             "R\u0103spuns automat: Salut",
             "Automatski odgovor: Bok",
             "Samodejni odgovor: Zdravo",
             "Atva\u013Cin\u0101jums Re: Hello",
             "Automatinis atsakymas: Labas",
             "Automaatvastus: Tere",
             "\u0391\u03C5\u03C4\u03CC\u03BC\u03B1\u03C4\u03B7 \u03B1\u03C0\u03AC\u03BD\u03C4\u03B7\u03C3\u03B7: "
             "\u0393\u03B5\u03B9\u03B1",
             "Otomatik yan\u0131t: Merhaba",
             "\u0410\u0432\u0442\u043E\u043C\u0430\u0442\u0438\u0447\u0435\u0441\u043A\u0438\u0439 "
             "\u043E\u0442\u0432\u0435\u0442: \u041F\u0440\u0438\u0432\u0435\u0442",
             "\u0410\u0432\u0442\u043E\u043E\u0442\u0432\u0435\u0442",
             "\u0410\u0432\u0442\u043E\u043C\u0430\u0442\u0438\u0447\u043D\u0430 "
             "\u0432\u0456\u0434\u043F\u043E\u0432\u0456\u0434\u044C: \u041F\u0440\u0438\u0432\u0456\u0442",
             "\u0410\u0432\u0442\u043E\u043C\u0430\u0442\u0438\u0447\u0435\u043D "
             "\u043E\u0442\u0433\u043E\u0432\u043E\u0440: x",
             "\u05EA\u05E9\u05D5\u05D1\u05D4 \u05D0\u05D5\u05D8\u05D5\u05DE\u05D8\u05D9\u05EA: x",
             "\u0631\u062F \u062A\u0644\u0642\u0627\u0626\u064A: x",
             "\u81EA\u52D5\u5FDC\u7B54: x",
             "\u81EA\u52D5\u8FD4\u4FE1",
             "\u81EA\u52A8\u7B54\u590D: \u4F60\u597D",
             "\u81EA\u52A8\u56DE\u590D\uFF1A\u4F60\u597D",
             "\u81EA\u52D5\u56DE\u8986: \u4F60\u597D",
             "\uC790\uB3D9 \uD68C\uC2E0: \uC548\uB155",
             "\uBD80\uC7AC\uC911 \uC54C\uB9BC",
             "Tr\u1EA3 l\u1EDDi t\u1EF1 \u0111\u1ED9ng: x",
             "\u0E01\u0E32\u0E23\u0E15\u0E2D\u0E1A\u0E01\u0E25\u0E31\u0E1A\u0E2D\u0E31\u0E15\u0E42\u0E19\u0E21\u0E31"
             "\u0E15\u0E34: x",
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
