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
             "\u00C9chec de la remise",
             "No se puede entregar: Hola",
             "Correo devuelto",
             "N\u00E3o \u00E9 poss\u00EDvel entregar: Ol\u00E1",
             "Falha na entrega",
             "Non recapitabile: Ciao",
             "Mancata consegna",
             "Onbestelbaar: Hallo",
             "Bezorging mislukt",
             "Olevererbart: Hej",
             "Kan ikke leveres: Hej",
             "Ei voi toimittaa: Hei",
             "Niedostarczalne: Witam",
             "Nedoru\u010Diteln\u00E9: Ahoj",
             "Nedoru\u010Dite\u013En\u00E9: Ahoj",
             "K\u00E9zbes\u00EDthetetlen: Szia",
             "Nelivrabil: Salut",
             "Nije mogu\u0107e isporu\u010Diti: Bok",
             "\u0391\u03B4\u03CD\u03BD\u03B1\u03C4\u03B7 \u03B7 \u03C0\u03B1\u03C1\u03AC\u03B4\u03BF\u03C3\u03B7: "
             "\u0393\u03B5\u03B9\u03B1",
             "Teslim edilemedi: Merhaba",
             "\u0412\u0430\u0448\u0435 \u0441\u043E\u043E\u0431\u0449\u0435\u043D\u0438\u0435 \u043D\u0435 "
             "\u0434\u043E\u0441\u0442\u0430\u0432\u043B\u0435\u043D\u043E. Mail failure.",
             "\u041D\u0435 \u0443\u0434\u0430\u043B\u043E\u0441\u044C "
             "\u0434\u043E\u0441\u0442\u0430\u0432\u0438\u0442\u044C: \u041F\u0440\u0438\u0432\u0435\u0442",
             "\u041D\u0435 \u0432\u0434\u0430\u043B\u043E\u0441\u044F "
             "\u0434\u043E\u0441\u0442\u0430\u0432\u0438\u0442\u0438: \u041F\u0440\u0438\u0432\u0456\u0442",
             "\u05DC\u05D0 \u05E0\u05D9\u05EA\u05DF \u05DC\u05DE\u05E1\u05D5\u05E8",
             "\u062A\u0639\u0630\u0631 \u0627\u0644\u062A\u0633\u0644\u064A\u0645: x",
             "\u914D\u4FE1\u4E0D\u80FD: \u3053\u3093\u306B\u3061\u306F",
             "\u30E1\u30FC\u30EB\u9001\u4FE1\u30A8\u30E9\u30FC",
             "\u65E0\u6CD5\u4F20\u9012: \u4F60\u597D",
             "\u9000\u4FE1\u901A\u77E5",
             "\u7CFB\u7EDF\u9000\u4FE1",
             "\u7121\u6CD5\u50B3\u905E: \u4F60\u597D",
             "\uBC30\uB2EC\uB418\uC9C0 \uC54A\uC74C: \uC548\uB155",
             "\uBC18\uC1A1\uB41C \uBA54\uC77C",
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
