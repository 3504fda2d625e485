#include "support/subject_rows.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace recoil::dsn {
namespace {

TEST(failure_subjects, every_row_says_something_of_its_own)
{
    test::check_rows(failure_subjects());
}

TEST(failure_subjects, knows_the_notices_of_many_systems_and_languages)
{
    for (const std::string_view subject : {
             "Undelivered Mail Returned to Sender",
             "Returned mail: see transcript for details",
             "Mail delivery failed: returning message to sender",
             "Delivery Status Notification (Failure)",
             "Delivery Status Notification (Delay)",
             "Undeliverable: Hello",
             "failure notice",
             "Mail System Error - Returned Mail",
             "DELIVERY FAILURE: User kim not listed in Domino Directory",
             "Warning: could not send message for past 4 hours",
             "Postmaster notify: see transcript for details",
             "Delayed Mail (still being retried)",
             "Non Delivery Notification",
             "NOTICE: mail delivery status.",
             "Message delivery has failed",
             "Considered UNSOLICITED BULK EMAIL, apparently from you",
             "You kim@example.net are not member (news ML)",
             "There was an error sending your mail",
             "Sorry, your message to kim could not be delivered",
             "Unzustellbar: Hallo",
             "Zustellung fehlgeschlagen",
             "Ihre Nachricht an kim wurde nicht zugestellt",
             "Non remis : Bonjour",
             "Échec de la remise",
             "No se puede entregar: Hola",
             "Correo devuelto",
             "Não é possível entregar: Olá",
             "Falha na entrega",
             "Non recapitabile: Ciao",
             "Mancata consegna",
             "Onbestelbaar: Hallo",
             "Bezorging mislukt",
             "Olevererbart: Hej",
             "Kan ikke leveres: Hej",
             "Ei voi toimittaa: Hei",
             "Niedostarczalne: Witam",
             "Nedoručitelné: Ahoj",
             "Nedoručiteľné: Ahoj",
             "Kézbesíthetetlen: Szia",
             "Nelivrabil: Salut",
             "Nije moguće isporučiti: Bok",
             "Αδύνατη η παράδοση: "
             "Γεια",
             "Teslim edilemedi: Merhaba",
             "Ваше сообщение не "
             "доставлено. Mail failure.",
             "Не удалось "
             "доставить: Привет",
             "Не вдалося "
             "доставити: Привіт",
             "לא ניתן למסור",
             "تعذر التسليم: x",
             "配信不能: こんにちは",
             "メール送信エラー",
             "无法传递: 你好",
             "退信通知",
             "系统退信",
             "無法傳遞: 你好",
             "배달되지 않음: 안녕",
             "반송된 메일",
         })
        EXPECT_TRUE(is_failure_subject(subject)) << subject;
}

TEST(failure_subjects, a_word_of_it_further_on_is_none)
{
    for (const std::string_view subject : {
             "Fwd: Undelivered Mail Returned to Sender",
             "WG: Unzustellbar: Hallo",
             "TR: Non remis : Bonjour",
             "About returned mail",
             "Report on delivery failure",
             "Delivery report for October",
             "Delivery notification for your order",
             "Your package could not be delivered",
             "Kim wrote: failure notice",
         })
        EXPECT_FALSE(is_failure_subject(subject)) << subject;
}

} // namespace
} // namespace recoil::dsn
