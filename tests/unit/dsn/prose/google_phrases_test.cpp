#include "dsn/prose/phrases/google.hpp"
#include "dsn/prose/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

// The sentence that names the recipient and the one behind which the reply stands, in each language.
struct sample {
    std::string_view sentence;
    std::string_view answer;
};
constexpr sample samples[] = {
    {"Your message wasn't delivered to kim@example.org because the address couldn't be found.",
     "The response from the remote server was:"},
    {"There was a problem delivering your message to kim@example.org. See the technical details below.",
     "The response was:"},
    {"Your message to kim@example.org has been blocked. See technical details below for more information.",
     "The response was:"},
    {"Ihre Nachricht wurde nicht an kim@example.org zugestellt, weil die Adresse nicht gefunden wurde.",
     "Die Antwort lautete:"},
    {"Votre message n'a pas été distribué à kim@example.org, car l'adresse est introuvable.", "La réponse était :"},
    {"Tu mensaje no se ha entregado a kim@example.org porque no se ha encontrado la dirección.",
     "La respuesta del servidor remoto fue:"},
    {"Sua mensagem não foi entregue a kim@example.org porque o endereço não foi encontrado.",
     "A resposta do servidor remoto foi:"},
    {"Il tuo messaggio non è stato recapitato a kim@example.org perché l'indirizzo non esiste.",
     "La risposta del server remoto è stata:"},
    {"Je bericht is niet bezorgd bij kim@example.org, omdat het adres niet kan worden gevonden.",
     "De reactie van de externe server was:"},
    {"Wiadomość nie została dostarczona na adres kim@example.org, bo go nie znaleziono.",
     "Odpowiedź z serwera zdalnego:"},
    {"Ваше письмо не доставлено получателю kim@example.org, поскольку адрес не найден.", "Ответ удаленного сервера:"},
    {"アドレスが見つからないため、kim@example.org にメールは配信されませんでした。", "リモート サーバーからの応答:"},
    {"由于找不到相应地址，因此未能将您的邮件递送至kim@example.org。", "远程服务器的回复如下："},
    {"找不到這個地址，因此無法將郵件傳送至 kim@example.org。", "遠端伺服器的回應如下："},
    {"주소를 찾을 수 없어 kim@example.org에 메일이 전송되지 않았습니다.", "원격 서버의 응답:"},
    {"Adres bulunamadığından iletiniz kim@example.org adresine gönderilemedi.", "Uzak sunucudan gelen yanıt:"},
    {"Meddelandet levererades inte till kim@example.org eftersom adressen inte hittades.",
     "Svaret från fjärrservern var:"},
    {"Din mail blev ikke leveret til kim@example.org, fordi adressen ikke blev fundet.",
     "Svaret fra fjernserveren var:"},
    {"Meldingen ble ikke levert til kim@example.org fordi adressen ikke ble funnet.",
     "Svaret fra den eksterne serveren var:"},
    {"Viestiä ei toimitettu osoitteeseen kim@example.org, koska osoitetta ei löytynyt.", "Etäpalvelimen vastaus oli:"},
};

TEST(google_phrases, every_language_is_read)
{
    for (const sample& s : samples) {
        const std::string text = "** x **\n\n" + std::string(s.sentence) + "\n\n" + std::string(s.answer) +
                                 "\n\n550-5.7.1 Blocked\n550 5.7.1 by us\n\nMore: postmaster@example.com\n";
        const auto lines = test::lines_of(text);
        const auto found = read_listed_text(lines);
        ASSERT_EQ(found.size(), 1u) << s.sentence;
        EXPECT_EQ(found[0].recipient, "kim@example.org");
        EXPECT_EQ(found[0].answer.text, "550 5.7.1 Blocked by us") << s.sentence;
    }
}

} // namespace
} // namespace recoil::dsn
