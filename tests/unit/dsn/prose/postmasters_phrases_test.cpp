#include "dsn/prose/phrases/postmasters.hpp"
#include "dsn/prose/statement.hpp"
#include "support/lines.hpp"
#include "support/told.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

struct sample {
    std::string_view text;
    std::string_view answer;
};
constexpr sample samples[] = {
    {"Ihre Mail konnte an folgende Empfänger nicht zugestellt werden:\n\n  kim@example.org\n\nGrund: 550 unbekannt\n",
     "550 unbekannt"},
    {"Ihre Mail an kim@example.org konnte nicht zugestellt werden: Postfach voll\n", "Postfach voll"},
    {"Votre message n'a pas pu être remis aux destinataires suivants :\n\n  kim@example.org\n\nMotif : 550 inconnu\n",
     "550 inconnu"},
    {"Su mensaje no pudo ser entregado a los siguientes destinatarios:\n\n  kim@example.org\n\nMotivo: 550 "
     "desconocido\n",
     "550 desconocido"},
    {"Sua mensagem não pôde ser entregue aos seguintes destinatários:\n\n  kim@example.org\n  550 desconhecido\n",
     "550 desconhecido"},
    {"Il messaggio non può essere consegnato ai seguenti destinatari:\n\n  kim@example.org\n  550 sconosciuto\n",
     "550 sconosciuto"},
    {"Uw bericht kon niet worden bezorgd bij de volgende ontvangers:\n\n  kim@example.org\n  550 onbekend\n",
     "550 onbekend"},
    {"Wiadomość nie została dostarczona do następujących odbiorców:\n\n  kim@example.org\n\nPowód: 550 nieznany\n",
     "550 nieznany"},
    {"Ваше сообщение не доставлено следующим получателям:\n\n  kim@example.org\n\nПричина: 550 нет такого\n",
     "550 нет такого"},
    {"以下の宛先に配信できませんでした。\n\n  kim@example.org\n  550 Unknown user\n", "550 Unknown user"},
    {"您的邮件无法送达以下收件人：\n\n  kim@example.org\n  550 Unknown user\n", "550 Unknown user"},
    {"to local user kim.\n(Originally addressed to kim@example.org)\n\nUser not known\n", "User not known"},
};

TEST(postmasters_phrases, each_kind_of_notice_is_read)
{
    for (const sample& s : samples) {
        const auto lines = test::lines_of(s.text);
        EXPECT_EQ(test::told(read_listed_text(lines)), "kim@example.org=" + std::string(s.answer)) << s.text;
    }
}

} // namespace
} // namespace recoil::dsn
