// How vacation replies and other answering machines begin their subjects.

#include "dsn/header/subject_words.hpp"

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
     "Automatische Antwort", "Automatische Rückantwort", "Automatische Rückmeldung", "Automatische Abwesenheit",
     "Automatische Eingangsbestätigung", "Automatisch generierte Antwort", "Automatisierte Antwort", "Autom. Antwort",
     "Autoantwort", "Auto-Antwort", "Abwesenheit", "Abwesend", "Ich bin abwesend", "Ich bin nicht im",
     "Ich bin im Urlaub", "Ich bin derzeit", "Im Urlaub", "Urlaubsbenachrichtigung", "Urlaubsmeldung",
     "Urlaubsabwesenheit", "Außer Haus", "Nicht im Büro", "Nicht im Hause", "Bin im Urlaub",
     // French
     "Reponse automatique", "Réponse d'absence", "Réponse auto", "Message d'absence", "Notification d'absence",
     "Avis d'absence", "Absence du bureau", "Absent du bureau", "Absent(e)", "Absent : ", "Absent: ", "En congé",
     "En vacances", "Je suis absent", "Je suis en congé", "Je suis actuellement", "Hors du bureau",
     "Accusé de réception automatique",
     // Spanish
     "Respuesta automática", "Respuesta automatica", "Respuesta automatizada", "Respuesta de ausencia", "Autorespuesta",
     "Autorrespuesta", "Auto-respuesta", "Contestador automático", "Contestación automática", "Fuera de la oficina",
     "Fuera de oficina", "Ausente", "Ausencia: ", "Estoy de vacaciones", "De vacaciones", "Estoy fuera",
     "Aviso de ausencia",
     // Catalan, Galician
     "Resposta automàtica", "Fora de l'oficina",
     // Italian
     "Risposta automatica", "Risposta automatizzata", "Risponditore automatico", "Autorisposta", "Fuori sede",
     "Fuori ufficio", "Fuori dall'ufficio", "Assente", "Assenza", "Sono assente", "Sono in ferie", "In ferie",
     // Portuguese
     "Resposta automática", "Resposta automatica", "Resposta Automatizada", "Auto-resposta", "Fora do escritório",
     "Fora da empresa", "Ausencia do escritório", "Aviso de ausência", "Aviso de férias", "Em férias",
     "Estou de férias", "Estou fora",
     // Dutch
     "Automatisch antwoord", "Automatische beantwoording", "Automatische reactie", "Automatisch gegenereerd antwoord",
     "Afwezig", "Niet op kantoor", "Niet aanwezig", "Met vakantie", "Op vakantie", "Ik ben afwezig", "Buiten kantoor",
     // Swedish, Danish, Norwegian
     "Autosvar", "Auto-svar", "Auto svar", "Automatiskt svar", "Automatisk svar", "Frånvaro", "Ej på kontoret",
     "Inte på kontoret", "På semester", "Ikke på kontoret", "Ikke til stede", "Fravær", "På ferie",
     // Finnish, Estonian
     "Automaattinen vastaus", "Automaattivastaus", "Poissa", "Lomailmoitus", "Lomalla", "Automaatvastus",
     "Automaatne vastus",
     // Polish
     "Automatyczna odpowiedź", "Odpowiedź automatyczna", "Odp. automatyczna", "Autoodpowiedź", "Auto-odpowiedź",
     "Poza biurem", "Nieobecność", "Nieobecny", "Jestem na urlopie",
     // Czech, Slovak
     "Automatická odpověď", "Automatická odpoveď", "Automaticka odpoved", "Mimo kancelář", "Mimo kanceláriu",
     "Nepřítomnost", "Neprítomnosť",
     // Hungarian, Romanian
     "Automatikus válasz", "Házon kívül", "Szabadságon", "Răspuns automat", "Raspuns automat", "Absent de la birou",
     "În concediu", "In concediu",
     // Croatian, Serbian, Slovene
     "Automatski odgovor", "Аутоматски одговор", "Samodejni odgovor", "Avtomatski odgovor", "Odsutnost", "Izvan ureda",
     // Latvian, Lithuanian
     "Automātiska atbilde", "Automātiskā atbilde", "Atvaļinājum", "Prombūtn", "Automatinis atsakymas", "Atostog",
     // Greek
     "Αυτόματη απάντηση", "Αυτόματη απόκριση", "Εκτός γραφείου", "Απουσία από",
     // Turkish
     "Otomatik yanıt", "Otomatik cevap", "Ofis dışında", "Ofiste değil", "İzindeyim",
     // Russian, Ukrainian, Bulgarian

     "Автоматический "
     "ответ",
     "Автоматическое "
     "уведомление об "
     "отсутствии",
     "Автоответ", "Авто-ответ", "Авто ответ", "Нет на работе", "Нет на месте", "Вне офиса", "В отпуске", "Я в отпуске",
     "Отсутствую",
     "Автоматична "
     "відповідь",
     "Автовідповідь", "Автоматичен отговор", "Извън офиса",
     // Hebrew, Arabic
     "תשובה אוטומטית", "מענה אוטומטי", "מחוץ למשרד", "رد تلقائي", "الرد التلقائي", "خارج المكتب",
     // Japanese
     "自動応答", "自動返信", "【自動返信】", "【自動応答】", "[自動返信]", "不在通知", "不在の", "不在：",
     // Chinese
     "自动答复", "自动回复", "自动应答", "不在办公室", "自動回覆", "自動回復", "自動答覆", "自動回應", "不在辦公室",
     // Korean
     "자동 응답", "자동응답", "자동 회신", "자동회신", "자동 답장", "부재중", "부재 중", "부재 알림",
     // Vietnamese, Thai, Indonesian, Malay
     "Trả lời tự động", "Thư trả lời tự động",
     "การตอบกลับอัตโนมัต"
     "ิ",
     "ตอบกลับอัตโนมัติ", "ไม่อยู่ที่สำนักงาน", "Balasan otomatis", "Jawaban otomatis", "Balasan automatik"});

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
    {"", "ist außer Haus"},
    {"", "ist nicht im Büro"},
    {"", "ist abwesend"},
});

} // namespace

subject_table automatic_subjects()
{
    return {beginnings, forms};
}

} // namespace recoil::dsn
