// How the notices of mail systems begin their subjects.

#include "dsn/header/subject_words.hpp"

#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;

constexpr auto beginnings = std::to_array<string_view>(
    {// English
     "Undeliver", "Un-deliver", "Undelivr", "Non-deliver", "Non deliver", "Nondeliver", "Not delivered",
     "NDN:", "NDR:", "Returned mail", "Returned e-mail", "Returned email", "Returned message", "Returned to sender",
     "Return to sender", "Returning message to sender", "Returning mail", "Delivery Status Notification",
     "Delivery Notification: Delivery", "Delivery Notification <", "Delivery Notification (fail", "Delivery failure",
     "Delivery failed", "Delivery has failed", "Delivery has been delayed", "Delivery of your message",
     "Delivery error", "Delivery problem", "Delivery report (fail", "Delivery unsuccessful", "Delivery incomplete",
     "Delivery temporarily", "Delivery delayed", "Mail delivery fail", "Mail delivery error", "Mail delivery problem",
     "Mail delivery status", "Mail delivery delayed", "Mail delivery has", "Mail delivery not",
     "Mail delivery: ", "Mail failure", "Mail failed", "Mail error", "Mail system error", "Mail could not be delivered",
     "Mail cannot be delivered", "Mail not delivered", "Mail returned", "Mail rejected", "Mail blocked",
     "Mail was not delivered", "Email delivery fail", "Email delivery error", "Email delivery problem",
     "Email delivery status", "Email could not be delivered", "Email not delivered", "Email rejected", "Email returned",
     "E-mail delivery fail", "E-mail delivery error", "E-mail could not be delivered", "E-mail not delivered",
     "Message delivery fail", "Message delivery has", "Message delivery error", "Message delivery delayed",
     "Message not delivered", "Message undelivered", "Message undeliverable", "Message could not be delivered",
     "Message cannot be delivered", "Message was not delivered", "Message status - undeliver", "Message rejected",
     "Message blocked", "Message bounced", "Message delayed", "Message returned", "Message you sent blocked",
     "Message you sent was", "Failure notice", "Failure notification", "Failure delivery", "Failure to deliver",
     "Failed delivery", "Failed mail", "Failed message", "Failed to deliver", "Failed to send",
     "Permanent delivery fail", "Permanent failure", "Temporary delivery fail", "Postmaster notify",
     "Postmaster notification", "Notice: mail delivery", "Notification: delivery", "Notification: mail delivery",
     "Notification of undeliver", "Notification of non", "Rejected: ", "Rejected mail", "Rejected message",
     "Rejected email", "Automatically rejected mail", "Automatic rejection", "There was an error sending your mail",
     "Unable to deliver", "Unable to forward", "Cannot deliver", "Can't deliver", "Could not deliver", "Could not send",
     "Couldn't deliver", "Error sending", "Error delivering", "Error in mail delivery", "Warning: could not send",
     "Warning--could not send", "Warning: unable to send", "Warning - delayed mail", "Delayed mail",
     "Delayed: ", "Deferred mail", "Considered UNSOLICITED BULK EMAIL", "BANNED contents", "BANNED (", "VIRUS (",
     "VIRUS in mail from you", "User unknown", "Unknown address", "Unknown recipient", "Recipient not found",
     "Recipient unknown", "Recipient address rejected", "Invalid recipient", "Bad address", "No such user",
     // German
     "Unzustellbar", "Nicht zustellbar", "Nicht zugestellt", "Mail nicht zustellbar", "E-Mail nicht zustellbar",
     "Nachricht nicht zustellbar", "Nachricht nicht zugestellt", "Nachricht unzustellbar", "Nachricht konnte nicht",
     "E-Mail konnte nicht", "Zustellung fehlgeschlagen", "Zustellung nicht möglich", "Zustellung verzögert",
     "Zustellungsfehler", "Zustellfehler", "Zustellungsproblem", "Zustellungsstatus", "Fehler bei der Zustellung",
     "Fehler beim Zustellen", "Fehlgeschlagene Zustellung", "Benachrichtigung zum Übermittlungsstatus",
     "Benachrichtigung zum Zustellstatus", "Benachrichtigung über den Zustell", "Benachrichtigung ueber den Zustell",
     "Übermittlungsfehler", "Verzögerte Zustellung",
     // French
     "Non remis", "Non distribu", "Non délivr", "Non-remise", "Échec de la remise", "Echec de la remise",
     "Échec de remise", "Echec de remise", "Échec de livraison", "Echec de livraison", "Échec de la livraison",
     "Échec de la distribution", "Notification d'état de remise", "Notification d'échec de remise",
     "Notification d'état de la remise", "Notification d'état de distribution", "Message non remis",
     "Message non distribu", "Message non délivr", "Rapport de non-remise", "Rapport de non remise",
     "Avis de non-remise", "Avis de non remise", "Courrier non remis", "Courrier non distribu", "Mail non délivr",
     "Remise différée", "Remise retardée", "Retardé : ", "Retardé: ", "Erreur de remise", "Erreur de distribution",
     "Impossible de remettre", "Impossible de délivrer", "Impossible de distribuer", "Utilisateur non recensé",
     "Utilisateur inconnu", "Destinataire inconnu",
     // Spanish
     "No entregado", "No entregable", "No se puede entregar", "No se pudo entregar", "No se ha podido entregar",
     "No se ha entregado", "No ha sido posible entregar", "Imposible entregar", "Error en la entrega",
     "Error de entrega", "Error al entregar", "Fallo en la entrega", "Fallo de entrega", "Falla en la entrega",
     "Falló la entrega", "Entrega fallida", "Entrega retrasada", "Retraso en la entrega",
     "Notificación de estado de entrega", "Notificación de estado de la entrega", "Notificación del estado de entrega",
     "Notificación de error de entrega", "Notificación de no entrega", "Aviso de no entrega", "Correo devuelto",
     "Correo no entregado", "Correo rechazado", "Mensaje no entregado", "Mensaje devuelto", "Mensaje rechazado",
     "Devuelto al remitente",
     // Portuguese
     "Não entregue", "Não é possível entregar", "Não foi possível entregar", "Não foi possível enviar",
     "Não pôde ser entregue", "Impossível entregar", "Falha na entrega", "Falha de entrega", "Falha ao entregar",
     "Falha no envio", "Erro na entrega", "Erro de entrega", "Erro no envio", "Entrega falhou", "Atraso na entrega",
     "Mensagem não entregue", "Mensagem devolvida", "Mensagem rejeitada", "E-mail não entregue", "Email não entregue",
     "E-mail devolvido", "Notificação de status de entrega", "Notificação do status de entrega",
     "Notificação de estado de entrega", "Notificação do estado de entrega", "Aviso de não entrega",
     "Devolvido ao remetente",
     // Italian
     "Non recapitabil", "Non recapitat", "Mancato recapito", "Mancata consegna", "Avviso di mancata consegna",
     "Messaggio non recapita", "Messaggio non consegnat", "Messaggio respinto", "Posta non recapita",
     "Notifica dello stato di recapito", "Notifica sullo stato del recapito", "Notifica stato di consegna",
     "Notifica di mancato recapito", "Notifica di mancata consegna", "Notifica mancata consegna",
     "Impossibile recapitare", "Impossibile consegnare", "Errore di consegna", "Errore nella consegna",
     "Errore di recapito", "Recapito non riuscito", "Consegna non riuscita", "Consegna fallita", "Consegna ritardata",
     // Dutch
     "Onbestelbaar", "Niet bezorgd", "Niet te bezorgen", "Niet afgeleverd", "Kan niet worden bezorgd",
     "Kan niet bezorgd", "Bezorging mislukt", "Bezorgen mislukt", "Mislukte bezorging", "Aflevering mislukt",
     "Bezorgingsfout", "Bericht niet bezorgd", "Bericht onbestelbaar", "Bericht kan niet",
     "Kennisgeving van bezorgingsstatus", "Melding van bezorgingsstatus",
     // Swedish
     "Olevererbar", "Olevererat", "Ej levererat", "Gick inte att leverera", "Det gick inte att leverera",
     "Det går inte att leverera", "Kan inte leverera", "Kunde inte leverera", "Leveransen misslyckades",
     "Leverans misslyckades", "Leveransfel", "Meddelande om leveransstatus", "Leveransstatusmeddelande",
     // Danish, Norwegian
     "Kan ikke levere", "Kunne ikke levere", "Ikke leveret", "Ikke levert", "Ikke-leveret", "Uleverbar",
     "Levering mislykkedes", "Levering mislyktes", "Leveringsfejl", "Leveringsfeil", "Meddelelse om leveringsstatus",
     "Meddelelse om manglende levering", "Melding om leveringsstatus",
     // Finnish, Estonian
     "Ei voi toimittaa", "Ei voitu toimittaa", "Ei toimitettavissa", "Viestiä ei voi toimittaa",
     "Viestiä ei voitu toimittaa", "Toimittaminen epäonnistui", "Toimitus epäonnistui", "Toimittamaton",
     "Toimituksen tilailmoitus", "Ei saa kätte toimetada", "Kättetoimetamine ebaõnnestus",
     // Polish
     "Niedostarcz", "Nie dostarczono", "Nie można dostarczyć", "Nie udało się dostarczyć", "Nie doręczono", "Niedoręcz",
     "Nieudane dostarczenie", "Nieudane doręczenie", "Błąd dostarcz", "Błąd doręcz",
     "Powiadomienie o stanie dostarczenia", "Powiadomienie o niedostarczeniu",
     // Czech, Slovak
     "Nedoruč", "Nelze doručit", "Nemožno doručiť", "Nedá sa doručiť", "Zprávu nelze doručit", "Zpráva nebyla doručena",
     "Správa nebola doručená", "Doručení se nezdařilo", "Doručenie zlyhalo", "Oznámení o stavu doručení",
     // Hungarian, Romanian
     "Kézbesíthetetlen", "Sikertelen kézbesítés", "Nem kézbesíthető", "Nem sikerült kézbesíteni", "Kézbesítési hiba",
     "Kézbesítési állapotjelentés", "Nelivra", "Imposibil de livrat", "Nu se poate livra", "Livrare eșuată",
     "Mesaj nelivrat", "Mesajul nu a putut fi livrat",
     // Croatian, Serbian, Slovene
     "Nije moguće isporučiti", "Neisporuč", "Isporuka nije uspjela", "Isporuka nije uspela", "Ni mogoče dostaviti",
     "Ni dostavljivo", "Nedostavljiv",
     // Latvian, Lithuanian
     "Nepiegād", "Nevar piegādāt", "Piegāde neizdevās", "Nepristat", "Neįmanoma pristatyti", "Nepavyko pristatyti",
     // Greek
     "Αδύνατη η παράδοση",
     "Δεν είναι δυνατή η "
     "παράδοση",
     "Δεν παραδόθηκε", "Αποτυχία παράδοσης", "Ανεπίδοτο",
     // Turkish
     "Teslim edilem", "Teslim edilmedi", "Teslimat başarısız", "Teslim hatası", "İletilem", "Gönderilemedi",
     "Teslim durumu bildirimi",
     // Russian

     "Ваше сообщение не "
     "доставлено",
     "Ваше письмо не "
     "доставлено",
     "Сообщение не "
     "доставлено",
     "Письмо не доставлено", "Почта не доставлена", "Не доставлено", "Недоставлен", "Не удается доставить",
     "Не удаётся доставить", "Не удалось доставить",
     "Невозможно "
     "доставить",
     "Невозможно "
     "отправить",
     "Ошибка доставки", "Ошибка при доставке", "Ошибка отправки", "Сбой доставки", "Отчет о недоставке",
     "Отчёт о недоставке",
     "Уведомление о "
     "недоставке",
     "Уведомление о "
     "состоянии доставки",
     "Уведомление о "
     "доставке (сбой",
     "Возврат письма", "Возвращенное письмо",
     "Сообщение "
     "возвращено",
     // Ukrainian, Bulgarian
     "Не вдалося доставити", "Неможливо доставити",
     "Повідомлення не "
     "доставлено",
     "Ваше повідомлення не "
     "доставлено",
     "Недоставимо",
     "Не може да бъде "
     "доставено",
     "Неуспешна доставка",
     // Hebrew, Arabic
     "לא ניתן למסור", "לא ניתן למסירה", "לא נמסר", "הודעה שלא נמסרה", "تعذر التسليم", "تعذر تسليم", "يتعذر تسليم",
     "يتعذر التسليم", "لم يتم التسليم", "لم يتم تسليم", "فشل التسليم", "غير قابل للتسليم",
     // Japanese
     "配信不能", "配信できません", "配信に失敗", "配信エラー", "配信失敗", "配信の遅延", "配送不能", "配送エラー",
     "配送できません", "配送失敗", "不達", "未配信", "未達", "送信エラー", "送信できません", "送信失敗", "送信不能",
     "エラーメール", "メールを配信できません", "メールを送信できません", "メールを配送できません",
     "メールが配信できません", "メールが送信できません", "メール配信エラー", "メール配送エラー", "メール配信不能",
     "メール送信エラー", "メール送信失敗", "メール不達", "メッセージを配信できません", "メッセージを送信できません",
     "メッセージが配信されません", "メッセージを配送できません", "返送メール", "宛先不明",
     // Chinese
     "无法传递", "无法投递", "无法送达", "无法发送", "无法传送", "未传递", "未送达", "未投递", "退信", "系统退信",
     "邮件退回", "邮件被退回", "邮件退信", "邮件系统退信", "投递失败", "邮件投递失败", "邮件发送失败", "发送失败",
     "传递失败", "传递状态通知", "投递状态通知", "邮件传递状态", "無法傳遞", "無法投遞", "無法遞送", "無法傳送",
     "無法寄達", "未傳遞", "未送達", "郵件退回", "郵件被退回", "傳遞失敗", "投遞失敗", "寄送失敗", "傳遞狀態通知",
     "傳送狀態通知",
     // Korean
     "배달되지 않음", "배달할 수 없음", "배달할 수 없는", "배달 실패", "배달 상태 알림", "배달 지연", "전달할 수 없음",
     "전달되지 않음", "전달 실패", "전송 실패", "발송 실패", "발송실패", "수신 실패", "메일 전송 실패",
     "메일 발송 실패", "메일 발송실패", "메일이 반송", "메일 반송", "반송된 메일", "반송 메일", "반송메일",
     // Vietnamese, Thai, Indonesian, Malay
     "Không thể gửi", "Không gửi được", "Không thể chuyển", "Thư không gửi được", "ไม่สามารถส่ง", "ส่งไม่ได้",
     "Tidak terkirim", "Tidak dapat dikirim", "Gagal terkirim", "Gagal kirim", "Pengiriman gagal",
     "Tidak boleh dihantar"});

constexpr auto forms = std::to_array<subject_form>({
    {"Fatal error", "mail"},
    {"Permanent error", "deliver"},
    {"Sorry, your message", "not be delivered"},
    {"Sorry, your mail", "not be delivered"},
    {"Sorry, your email", "not be delivered"},
    {"Warning: message", "delayed"},
    {"Warning: message", "not"},
    {"Warning: mail", "delayed"},
    {"Your message", "not be delivered"},
    {"Your message", "not been delivered"},
    {"Your message", "undeliver"},
    {"Your message", "was not delivered"},
    {"Your message", "delayed"},
    {"Your message", "rejected"},
    {"Your message", "blocked"},
    {"Your message", "returned"},
    {"Your mail", "not be delivered"},
    {"Your mail", "undeliver"},
    {"Your mail", "delayed"},
    {"Your mail", "rejected"},
    {"Your mail", "blocked"},
    {"Your email", "not be delivered"},
    {"Your email", "undeliver"},
    {"Your email", "delayed"},
    {"Your email", "rejected"},
    {"Your email", "blocked"},
    {"Your e-mail", "not be delivered"},
    {"You", "are not member ("},
    {"Ihre Nachricht", "nicht zugestellt"},
    {"Ihre E-Mail", "nicht zugestellt"},
    {"Ihre Mail", "nicht zugestellt"},
    {"Rücksendung", "Nachricht"},
    {"Votre message", "pas pu être"},
    {"Su mensaje", "no pudo"},
    {"Su mensaje", "no se pudo"},
    {"Su mensaje", "no ha podido"},
    {"Sua mensagem", "não"},
    {"Il messaggio", "non è stato recapitato"},
    {"Il messaggio", "non è stato consegnato"},
    {"Uw bericht", "niet worden"},
    {"来自", "退信"},
});

} // namespace

subject_table failure_subjects()
{
    return {beginnings, forms};
}

} // namespace recoil::dsn
