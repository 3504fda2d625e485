#include "dsn/phrases/postmasters.hpp"
#include "dsn/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

TEST(postmasters_phrases, each_row_is_found)
{
    for (const phrase& row : phrases::postmasters) {
        const std::string line = "  " + std::string(row.words) + " x";
        const auto found = find_phrases(line);
        EXPECT_TRUE(std::ranges::any_of(found, [&](const found_phrase& f) {
            return f.what->role == row.role && f.what->words == row.words;
        })) << line;
    }
}

TEST(postmasters_phrases, rows_stand_once_and_in_lower_case)
{
    for (auto row = phrases::postmasters.begin(); row != phrases::postmasters.end(); ++row) {
        const std::string_view words = row->words;
        EXPECT_EQ(words.find("  "), std::string_view::npos) << words;
        EXPECT_TRUE(std::ranges::none_of(words, [](char c) { return c >= 'A' && c <= 'Z'; })) << words;
        EXPECT_FALSE(std::any_of(row + 1, phrases::postmasters.end(), [&](const phrase& other) {
            return other.role == row->role && other.words == words;
        })) << words;
    }
}

struct sample {
    std::string_view text;
    std::string_view answer;
};
constexpr sample samples[] = {
    {"Ihre Mail konnte an folgende Empf\xC3\xA4nger nicht zugestellt werden:\n\n  kim@example.org\n\nGrund: 550 "
     "unbekannt\n",
     "550 unbekannt"},
    {"Ihre Mail an kim@example.org konnte nicht zugestellt werden: Postfach voll\n", "Postfach voll"},
    {"Votre message n'a pas pu \xC3\xAAtre remis aux destinataires suivants :\n\n  kim@example.org\n\nMotif : 550 "
     "inconnu\n",
     "550 inconnu"},
    {"Su mensaje no pudo ser entregado a los siguientes destinatarios:\n\n  kim@example.org\n\nMotivo: 550 "
     "desconocido\n",
     "550 desconocido"},
    {"Sua mensagem n\xC3\xA3o p\xC3\xB4\x64\x65 ser entregue aos seguintes destinat\xC3\xA1rios:\n\n  "
     "kim@example.org\n  550 desconhecido\n",
     "550 desconhecido"},
    {"Il messaggio non pu\xC3\xB2 essere consegnato ai seguenti destinatari:\n\n  kim@example.org\n  550 sconosciuto\n",
     "550 sconosciuto"},
    {"Uw bericht kon niet worden bezorgd bij de volgende ontvangers:\n\n  kim@example.org\n  550 onbekend\n",
     "550 onbekend"},
    {"Wiadomo\xC5\x9B\xC4\x87 nie zosta\xC5\x82\x61 dostarczona do nast\xC4\x99puj\xC4\x85\x63ych "
     "odbiorc\xC3\xB3w:\n\n  kim@example.org\n\nPow\xC3\xB3\x64: 550 nieznany\n",
     "550 nieznany"},
    {"\xD0\x92\xD0\xB0\xD1\x88\xD0\xB5 \xD1\x81\xD0\xBE\xD0\xBE\xD0\xB1\xD1\x89\xD0\xB5\xD0\xBD\xD0\xB8\xD0\xB5 "
     "\xD0\xBD\xD0\xB5 \xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xBE "
     "\xD1\x81\xD0\xBB\xD0\xB5\xD0\xB4\xD1\x83\xD1\x8E\xD1\x89\xD0\xB8\xD0\xBC "
     "\xD0\xBF\xD0\xBE\xD0\xBB\xD1\x83\xD1\x87\xD0\xB0\xD1\x82\xD0\xB5\xD0\xBB\xD1\x8F\xD0\xBC:\n\n  "
     "kim@example.org\n\n\xD0\x9F\xD1\x80\xD0\xB8\xD1\x87\xD0\xB8\xD0\xBD\xD0\xB0: 550 \xD0\xBD\xD0\xB5\xD1\x82 "
     "\xD1\x82\xD0\xB0\xD0\xBA\xD0\xBE\xD0\xB3\xD0\xBE\n",
     "550 \xD0\xBD\xD0\xB5\xD1\x82 \xD1\x82\xD0\xB0\xD0\xBA\xD0\xBE\xD0\xB3\xD0\xBE"},
    {"\xE4\xBB\xA5\xE4\xB8\x8B\xE3\x81\xAE\xE5\xAE\x9B\xE5\x85\x88\xE3\x81\xAB\xE9\x85\x8D\xE4\xBF\xA1\xE3\x81\xA7\xE3"
     "\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F\xE3\x80\x82\n\n  "
     "kim@example.org\n  550 Unknown user\n",
     "550 Unknown user"},
    {"\xE6\x82\xA8\xE7\x9A\x84\xE9\x82\xAE\xE4\xBB\xB6\xE6\x97\xA0\xE6\xB3\x95\xE9\x80\x81\xE8\xBE\xBE\xE4\xBB\xA5\xE4"
     "\xB8\x8B\xE6\x94\xB6\xE4\xBB\xB6\xE4\xBA\xBA\xEF\xBC\x9A\n\n  kim@example.org\n  550 Unknown user\n",
     "550 Unknown user"},
    {"to local user kim.\n(Originally addressed to kim@example.org)\n\nUser not known\n", "User not known"},
};

TEST(postmasters_phrases, each_kind_of_notice_is_read)
{
    for (const sample& s : samples) {
        const auto lines = test::lines_of(s.text);
        const auto found = read_listed_text(lines);
        ASSERT_EQ(found.size(), 1u) << s.text;
        EXPECT_EQ(found[0].recipient, "kim@example.org");
        EXPECT_EQ(found[0].answer.text, s.answer) << s.text;
    }
}

} // namespace
} // namespace recoil::dsn
