#include "dsn/phrases/google.hpp"
#include "dsn/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

TEST(google_phrases, each_row_is_found)
{
    for (const phrase& row : phrases::google) {
        const std::string line = "  " + std::string(row.words) + " x";
        const auto found = find_phrases(line);
        EXPECT_TRUE(std::ranges::any_of(found, [&](const found_phrase& f) {
            return f.what->role == row.role && f.what->words == row.words;
        })) << line;
    }
}

TEST(google_phrases, rows_stand_once_and_in_lower_case)
{
    for (auto row = phrases::google.begin(); row != phrases::google.end(); ++row) {
        const std::string_view words = row->words;
        EXPECT_EQ(words.find("  "), std::string_view::npos) << words;
        EXPECT_TRUE(std::ranges::none_of(words, [](char c) { return c >= 'A' && c <= 'Z'; })) << words;
        EXPECT_FALSE(std::any_of(row + 1, phrases::google.end(), [&](const phrase& other) {
            return other.role == row->role && other.words == words;
        })) << words;
    }
}

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
    {"Votre message n'a pas \xC3\xA9t\xC3\xA9 distribu\xC3\xA9 \xC3\xA0 kim@example.org, car l'adresse est "
     "introuvable.",
     "La r\xC3\xA9ponse \xC3\xA9tait :"},
    {"Tu mensaje no se ha entregado a kim@example.org porque no se ha encontrado la direcci\xC3\xB3n.",
     "La respuesta del servidor remoto fue:"},
    {"Sua mensagem n\xC3\xA3o foi entregue a kim@example.org porque o endere\xC3\xA7o n\xC3\xA3o foi encontrado.",
     "A resposta do servidor remoto foi:"},
    {"Il tuo messaggio non \xC3\xA8 stato recapitato a kim@example.org perch\xC3\xA9 l'indirizzo non esiste.",
     "La risposta del server remoto \xC3\xA8 stata:"},
    {"Je bericht is niet bezorgd bij kim@example.org, omdat het adres niet kan worden gevonden.",
     "De reactie van de externe server was:"},
    {"Wiadomo\xC5\x9B\xC4\x87 nie zosta\xC5\x82\x61 dostarczona na adres kim@example.org, bo go nie znaleziono.",
     "Odpowied\xC5\xBA z serwera zdalnego:"},
    {"\xD0\x92\xD0\xB0\xD1\x88\xD0\xB5 \xD0\xBF\xD0\xB8\xD1\x81\xD1\x8C\xD0\xBC\xD0\xBE \xD0\xBD\xD0\xB5 "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBE "
     "\xD0\xBF\xD0\xBE\xD0\xBB\xD1\x83\xD1\x87\xD0\xB0\xD1\x82\xD0\xB5\xD0\xBB\xD1\x8E kim@example.org, "
     "\xD0\xBF\xD0\xBE\xD1\x81\xD0\xBA\xD0\xBE\xD0\xBB\xD1\x8C\xD0\xBA\xD1\x83 "
     "\xD0\xB0\xD0\xB4\xD1\x80\xD0\xB5\xD1\x81 \xD0\xBD\xD0\xB5 \xD0\xBD\xD0\xB0\xD0\xB9\xD0\xB4\xD0\xB5\xD0\xBD.",
     "\xD0\x9E\xD1\x82\xD0\xB2\xD0\xB5\xD1\x82 "
     "\xD1\x83\xD0\xB4\xD0\xB0\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBD\xD0\xBE\xD0\xB3\xD0\xBE "
     "\xD1\x81\xD0\xB5\xD1\x80\xD0\xB2\xD0\xB5\xD1\x80\xD0\xB0:"},
    {"\xE3\x82\xA2\xE3\x83\x89\xE3\x83\xAC\xE3\x82\xB9\xE3\x81\x8C\xE8\xA6\x8B\xE3\x81\xA4\xE3\x81\x8B\xE3\x82\x89\xE3"
     "\x81\xAA\xE3\x81\x84\xE3\x81\x9F\xE3\x82\x81\xE3\x80\x81kim@example.org "
     "\xE3\x81\xAB\xE3\x83\xA1\xE3\x83\xBC\xE3\x83\xAB\xE3\x81\xAF\xE9\x85\x8D\xE4\xBF\xA1\xE3\x81\x95\xE3\x82\x8C\xE3"
     "\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F\xE3\x80\x82",
     "\xE3\x83\xAA\xE3\x83\xA2\xE3\x83\xBC\xE3\x83\x88 "
     "\xE3\x82\xB5\xE3\x83\xBC\xE3\x83\x90\xE3\x83\xBC\xE3\x81\x8B\xE3\x82\x89\xE3\x81\xAE\xE5\xBF\x9C\xE7\xAD\x94:"},
    {"\xE7\x94\xB1\xE4\xBA\x8E\xE6\x89\xBE\xE4\xB8\x8D\xE5\x88\xB0\xE7\x9B\xB8\xE5\xBA\x94\xE5\x9C\xB0\xE5\x9D\x80\xEF"
     "\xBC\x8C\xE5\x9B\xA0\xE6\xAD\xA4\xE6\x9C\xAA\xE8\x83\xBD\xE5\xB0\x86\xE6\x82\xA8\xE7\x9A\x84\xE9\x82\xAE\xE4\xBB"
     "\xB6\xE9\x80\x92\xE9\x80\x81\xE8\x87\xB3kim@example.org\xE3\x80\x82",
     "\xE8\xBF\x9C\xE7\xA8\x8B\xE6\x9C\x8D\xE5\x8A\xA1\xE5\x99\xA8\xE7\x9A\x84\xE5\x9B\x9E\xE5\xA4\x8D\xE5\xA6\x82\xE4"
     "\xB8\x8B\xEF\xBC\x9A"},
    {"\xE6\x89\xBE\xE4\xB8\x8D\xE5\x88\xB0\xE9\x80\x99\xE5\x80\x8B\xE5\x9C\xB0\xE5\x9D\x80\xEF\xBC\x8C\xE5\x9B\xA0\xE6"
     "\xAD\xA4\xE7\x84\xA1\xE6\xB3\x95\xE5\xB0\x87\xE9\x83\xB5\xE4\xBB\xB6\xE5\x82\xB3\xE9\x80\x81\xE8\x87\xB3 "
     "kim@example.org\xE3\x80\x82",
     "\xE9\x81\xA0\xE7\xAB\xAF\xE4\xBC\xBA\xE6\x9C\x8D\xE5\x99\xA8\xE7\x9A\x84\xE5\x9B\x9E\xE6\x87\x89\xE5\xA6\x82\xE4"
     "\xB8\x8B\xEF\xBC\x9A"},
    {"\xEC\xA3\xBC\xEC\x86\x8C\xEB\xA5\xBC \xEC\xB0\xBE\xEC\x9D\x84 \xEC\x88\x98 \xEC\x97\x86\xEC\x96\xB4 "
     "kim@example.org\xEC\x97\x90 \xEB\xA9\x94\xEC\x9D\xBC\xEC\x9D\xB4 "
     "\xEC\xA0\x84\xEC\x86\xA1\xEB\x90\x98\xEC\xA7\x80 \xEC\x95\x8A\xEC\x95\x98\xEC\x8A\xB5\xEB\x8B\x88\xEB\x8B\xA4.",
     "\xEC\x9B\x90\xEA\xB2\xA9 \xEC\x84\x9C\xEB\xB2\x84\xEC\x9D\x98 \xEC\x9D\x91\xEB\x8B\xB5:"},
    {"Adres bulunamad\xC4\xB1\xC4\x9F\xC4\xB1ndan iletiniz kim@example.org adresine g\xC3\xB6nderilemedi.",
     "Uzak sunucudan gelen yan\xC4\xB1t:"},
    {"Meddelandet levererades inte till kim@example.org eftersom adressen inte hittades.",
     "Svaret fr\xC3\xA5n fj\xC3\xA4rrservern var:"},
    {"Din mail blev ikke leveret til kim@example.org, fordi adressen ikke blev fundet.",
     "Svaret fra fjernserveren var:"},
    {"Meldingen ble ikke levert til kim@example.org fordi adressen ikke ble funnet.",
     "Svaret fra den eksterne serveren var:"},
    {"Viesti\xC3\xA4 ei toimitettu osoitteeseen kim@example.org, koska osoitetta ei l\xC3\xB6ytynyt.",
     "Et\xC3\xA4palvelimen vastaus oli:"},
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
