// How vacation replies and other answering machines begin their subjects.

#include "dsn/subject_words.hpp"

#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;

constexpr auto beginnings = std::to_array<string_view>(
    {// English
     "AUTO:", "Automatic reply", "Automatic response", "Automated reply", "Automated response", "Automated acknowledg",
     "Auto-reply", "Autoreply", "Auto reply", "Auto-response", "Auto response", "Autorespon", "Auto-respond",
     "Auto answer", "Auto-answer", "OOO:", "OOO -", "OOO |", "OOO Re:", "OOF:", "Out of office", "Out-of-office",
     "OutOfOffice", "Out of the office", "Out of town", "Out on leave", "Vacation reply", "Vacation respon",
     "Vacation message", "Vacation auto", "Vacation notice", "Vacation notification", "Vacation: ", "Vacation Re:",
     "Vacation replay", "On vacation", "On holiday", "On leave", "On annual leave", "On maternity leave",
     "Maternity leave:", "On parental leave", "Away from", "Away notice", "Away message", "Away: ", "Absence notice",
     "I am out", "I'm out of", "I am away", "I'm away", "I am on vacation", "I'm on vacation", "I am on holiday",
     "I am on leave", "I am on annual leave", "I am currently out", "I am currently away", "I am not in the office",
     "I am no longer", "I will be out", "I will be away", "I have left", "Currently out of", "Currently away",
     "Not in the office", "No longer with", "No longer at", "No longer employed", "This is an auto",
     // German
     "Automatische Antwort", "Automatische R\u00FCckantwort", "Automatische R\u00FCckmeldung",
     "Automatische Abwesenheit", "Automatische Eingangsbest\u00E4tigung", "Automatisch generierte Antwort",
     "Automatisierte Antwort", "Autom. Antwort", "Autoantwort", "Auto-Antwort", "Abwesenheit", "Abwesend",
     "Ich bin abwesend", "Ich bin nicht im", "Ich bin im Urlaub", "Ich bin derzeit", "Im Urlaub",
     "Urlaubsbenachrichtigung", "Urlaubsmeldung", "Urlaubsabwesenheit", "Au\u00DFer Haus", "Nicht im B\u00FCro",
     "Nicht im Hause", "Bin im Urlaub",
     // French
     "Reponse automatique", "R\u00E9ponse d'absence", "R\u00E9ponse auto", "Message d'absence",
     "Notification d'absence", "Avis d'absence", "Absence du bureau", "Absent du bureau", "Absent(e)",
     "Absent : ", "Absent: ", "En cong\u00E9", "En vacances", "Je suis absent", "Je suis en cong\u00E9",
     "Je suis actuellement", "Hors du bureau", "Accus\u00E9 de r\u00E9ception automatique",
     // Spanish
     "Respuesta autom\u00E1tica", "Respuesta automatica", "Respuesta automatizada", "Respuesta de ausencia",
     "Autorespuesta", "Autorrespuesta", "Auto-respuesta", "Contestador autom\u00E1tico",
     "Contestaci\u00F3n autom\u00E1tica", "Fuera de la oficina", "Fuera de oficina", "Ausente",
     "Ausencia: ", "Estoy de vacaciones", "De vacaciones", "Estoy fuera", "Aviso de ausencia",
     // Catalan, Galician
     "Resposta autom\u00E0tica", "Fora de l'oficina",
     // Italian
     "Risposta automatica", "Risposta automatizzata", "Risponditore automatico", "Autorisposta", "Fuori sede",
     "Fuori ufficio", "Fuori dall'ufficio", "Assente", "Assenza", "Sono assente", "Sono in ferie", "In ferie",
     // Portuguese
     "Resposta autom\u00E1tica", "Resposta automatica", "Resposta Automatizada", "Auto-resposta",
     "Fora do escrit\u00F3rio", "Fora da empresa", "Ausencia do escrit\u00F3rio", "Aviso de aus\u00EAncia",
     "Aviso de f\u00E9rias", "Em f\u00E9rias", "Estou de f\u00E9rias", "Estou fora",
     // Dutch
     "Automatisch antwoord", "Automatische beantwoording", "Automatische reactie", "Automatisch gegenereerd antwoord",
     "Afwezig", "Niet op kantoor", "Niet aanwezig", "Met vakantie", "Op vakantie", "Ik ben afwezig", "Buiten kantoor",
     // Swedish, Danish, Norwegian
     "Autosvar", "Auto-svar", "Auto svar", "Automatiskt svar", "Automatisk svar", "Fr\u00E5nvaro",
     "Ej p\u00E5 kontoret", "Inte p\u00E5 kontoret", "P\u00E5 semester", "Ikke p\u00E5 kontoret", "Ikke til stede",
     "Frav\u00E6r", "P\u00E5 ferie",
     // Finnish, Estonian
     "Automaattinen vastaus", "Automaattivastaus", "Poissa", "Lomailmoitus", "Lomalla", "Automaatvastus",
     "Automaatne vastus",
     // Polish
     "Automatyczna odpowied\u017A", "Odpowied\u017A automatyczna", "Odp. automatyczna", "Autoodpowied\u017A",
     "Auto-odpowied\u017A", "Poza biurem", "Nieobecno\u015B\u0107", "Nieobecny", "Jestem na urlopie",
     // Czech, Slovak
     "Automatick\u00E1 odpov\u011B\u010F", "Automatick\u00E1 odpove\u010F", "Automaticka odpoved",
     "Mimo kancel\u00E1\u0159", "Mimo kancel\u00E1riu", "Nep\u0159\u00EDtomnost", "Nepr\u00EDtomnos\u0165",
     // Hungarian, Romanian
     "Automatikus v\u00E1lasz", "H\u00E1zon k\u00EDv\u00FCl", "Szabads\u00E1gon", "R\u0103spuns automat",
     "Raspuns automat", "Absent de la birou", "\u00CEn concediu", "In concediu",
     // Croatian, Serbian, Slovene
     "Automatski odgovor",
     "\u0410\u0443\u0442\u043E\u043C\u0430\u0442\u0441\u043A\u0438 \u043E\u0434\u0433\u043E\u0432\u043E\u0440",
     "Samodejni odgovor", "Avtomatski odgovor", "Odsutnost", "Izvan ureda",
     // Latvian, Lithuanian
     "Autom\u0101tiska atbilde", "Autom\u0101tisk\u0101 atbilde", "Atva\u013Cin\u0101jum", "Promb\u016Btn",
     "Automatinis atsakymas", "Atostog",
     // Greek
     "\u0391\u03C5\u03C4\u03CC\u03BC\u03B1\u03C4\u03B7 \u03B1\u03C0\u03AC\u03BD\u03C4\u03B7\u03C3\u03B7",
     "\u0391\u03C5\u03C4\u03CC\u03BC\u03B1\u03C4\u03B7 \u03B1\u03C0\u03CC\u03BA\u03C1\u03B9\u03C3\u03B7",
     "\u0395\u03BA\u03C4\u03CC\u03C2 \u03B3\u03C1\u03B1\u03C6\u03B5\u03AF\u03BF\u03C5",
     "\u0391\u03C0\u03BF\u03C5\u03C3\u03AF\u03B1 \u03B1\u03C0\u03CC",
     // Turkish
     "Otomatik yan\u0131t", "Otomatik cevap", "Ofis d\u0131\u015F\u0131nda", "Ofiste de\u011Fil", "\u0130zindeyim",
     // Russian, Ukrainian, Bulgarian

     "\u0410\u0432\u0442\u043E\u043C\u0430\u0442\u0438\u0447\u0435\u0441\u043A\u0438\u0439 "
     "\u043E\u0442\u0432\u0435\u0442",
     "\u0410\u0432\u0442\u043E\u043C\u0430\u0442\u0438\u0447\u0435\u0441\u043A\u043E\u0435 "
     "\u0443\u0432\u0435\u0434\u043E\u043C\u043B\u0435\u043D\u0438\u0435 \u043E\u0431 "
     "\u043E\u0442\u0441\u0443\u0442\u0441\u0442\u0432\u0438\u0438",
     "\u0410\u0432\u0442\u043E\u043E\u0442\u0432\u0435\u0442",
     "\u0410\u0432\u0442\u043E-\u043E\u0442\u0432\u0435\u0442",
     "\u0410\u0432\u0442\u043E \u043E\u0442\u0432\u0435\u0442",
     "\u041D\u0435\u0442 \u043D\u0430 \u0440\u0430\u0431\u043E\u0442\u0435",
     "\u041D\u0435\u0442 \u043D\u0430 \u043C\u0435\u0441\u0442\u0435",
     "\u0412\u043D\u0435 \u043E\u0444\u0438\u0441\u0430", "\u0412 \u043E\u0442\u043F\u0443\u0441\u043A\u0435",
     "\u042F \u0432 \u043E\u0442\u043F\u0443\u0441\u043A\u0435",
     "\u041E\u0442\u0441\u0443\u0442\u0441\u0442\u0432\u0443\u044E",
     "\u0410\u0432\u0442\u043E\u043C\u0430\u0442\u0438\u0447\u043D\u0430 "
     "\u0432\u0456\u0434\u043F\u043E\u0432\u0456\u0434\u044C",
     "\u0410\u0432\u0442\u043E\u0432\u0456\u0434\u043F\u043E\u0432\u0456\u0434\u044C",
     "\u0410\u0432\u0442\u043E\u043C\u0430\u0442\u0438\u0447\u0435\u043D \u043E\u0442\u0433\u043E\u0432\u043E\u0440",
     "\u0418\u0437\u0432\u044A\u043D \u043E\u0444\u0438\u0441\u0430",
     // Hebrew, Arabic
     "\u05EA\u05E9\u05D5\u05D1\u05D4 \u05D0\u05D5\u05D8\u05D5\u05DE\u05D8\u05D9\u05EA",
     "\u05DE\u05E2\u05E0\u05D4 \u05D0\u05D5\u05D8\u05D5\u05DE\u05D8\u05D9",
     "\u05DE\u05D7\u05D5\u05E5 \u05DC\u05DE\u05E9\u05E8\u05D3", "\u0631\u062F \u062A\u0644\u0642\u0627\u0626\u064A",
     "\u0627\u0644\u0631\u062F \u0627\u0644\u062A\u0644\u0642\u0627\u0626\u064A",
     "\u062E\u0627\u0631\u062C \u0627\u0644\u0645\u0643\u062A\u0628",
     // Japanese
     "\u81EA\u52D5\u5FDC\u7B54", "\u81EA\u52D5\u8FD4\u4FE1", "\u3010\u81EA\u52D5\u8FD4\u4FE1\u3011",
     "\u3010\u81EA\u52D5\u5FDC\u7B54\u3011", "[\u81EA\u52D5\u8FD4\u4FE1]", "\u4E0D\u5728\u901A\u77E5",
     "\u4E0D\u5728\u306E", "\u4E0D\u5728\uFF1A",
     // Chinese
     "\u81EA\u52A8\u7B54\u590D", "\u81EA\u52A8\u56DE\u590D", "\u81EA\u52A8\u5E94\u7B54",
     "\u4E0D\u5728\u529E\u516C\u5BA4", "\u81EA\u52D5\u56DE\u8986", "\u81EA\u52D5\u56DE\u5FA9",
     "\u81EA\u52D5\u7B54\u8986", "\u81EA\u52D5\u56DE\u61C9", "\u4E0D\u5728\u8FA6\u516C\u5BA4",
     // Korean
     "\uC790\uB3D9 \uC751\uB2F5", "\uC790\uB3D9\uC751\uB2F5", "\uC790\uB3D9 \uD68C\uC2E0", "\uC790\uB3D9\uD68C\uC2E0",
     "\uC790\uB3D9 \uB2F5\uC7A5", "\uBD80\uC7AC\uC911", "\uBD80\uC7AC \uC911", "\uBD80\uC7AC \uC54C\uB9BC",
     // Vietnamese, Thai, Indonesian, Malay
     "Tr\u1EA3 l\u1EDDi t\u1EF1 \u0111\u1ED9ng", "Th\u01B0 tr\u1EA3 l\u1EDDi t\u1EF1 \u0111\u1ED9ng",
     "\u0E01\u0E32\u0E23\u0E15\u0E2D\u0E1A\u0E01\u0E25\u0E31\u0E1A\u0E2D\u0E31\u0E15\u0E42\u0E19\u0E21\u0E31\u0E15"
     "\u0E34",
     "\u0E15\u0E2D\u0E1A\u0E01\u0E25\u0E31\u0E1A\u0E2D\u0E31\u0E15\u0E42\u0E19\u0E21\u0E31\u0E15\u0E34",
     "\u0E44\u0E21\u0E48\u0E2D\u0E22\u0E39\u0E48\u0E17\u0E35\u0E48\u0E2A\u0E33\u0E19\u0E31\u0E01\u0E07\u0E32\u0E19",
     "Balasan otomatis", "Jawaban otomatis", "Balasan automatik"});

constexpr auto forms = std::to_array<subject_form>({
    {"", "is out of the office"},
    {"", "is out of office"},
    {"", "will be out of the office"},
    {"", "is on vacation"},
    {"", "is away from the office"},
    {"", "is no longer with"},
    {"", "(out of office)"},
    {"", "(auto-reply)"},
    {"", "(auto reply)"},
    {"", "(autoreply)"},
    {"", "[autoreply]"},
    {"", "[auto-reply]"},
    {"", "[out of office]"},
    {"", "ist au\u00DFer Haus"},
    {"", "ist nicht im B\u00FCro"},
    {"", "ist abwesend"},
});

} // namespace

subject_table automatic_subjects()
{
    return {beginnings, forms};
}

} // namespace recoil::dsn
