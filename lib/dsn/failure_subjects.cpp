// How the notices of mail systems begin their subjects.

#include "dsn/subject_words.hpp"

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
     "E-Mail konnte nicht", "Zustellung fehlgeschlagen", "Zustellung nicht m\u00F6glich", "Zustellung verz\u00F6gert",
     "Zustellungsfehler", "Zustellfehler", "Zustellungsproblem", "Zustellungsstatus", "Fehler bei der Zustellung",
     "Fehler beim Zustellen", "Fehlgeschlagene Zustellung", "Benachrichtigung zum \u00DCbermittlungsstatus",
     "Benachrichtigung zum Zustellstatus", "Benachrichtigung \u00FCber den Zustell",
     "Benachrichtigung ueber den Zustell", "\u00DCbermittlungsfehler", "Verz\u00F6gerte Zustellung",
     // French
     "Non remis", "Non distribu", "Non d\u00E9livr", "Non-remise", "\u00C9chec de la remise", "Echec de la remise",
     "\u00C9chec de remise", "Echec de remise", "\u00C9chec de livraison", "Echec de livraison",
     "\u00C9chec de la livraison", "\u00C9chec de la distribution", "Notification d'\u00E9tat de remise",
     "Notification d'\u00E9chec de remise", "Notification d'\u00E9tat de la remise",
     "Notification d'\u00E9tat de distribution", "Message non remis", "Message non distribu", "Message non d\u00E9livr",
     "Rapport de non-remise", "Rapport de non remise", "Avis de non-remise", "Avis de non remise", "Courrier non remis",
     "Courrier non distribu", "Mail non d\u00E9livr", "Remise diff\u00E9r\u00E9e", "Remise retard\u00E9e",
     "Retard\u00E9 : ", "Retard\u00E9: ", "Erreur de remise", "Erreur de distribution", "Impossible de remettre",
     "Impossible de d\u00E9livrer", "Impossible de distribuer", "Utilisateur non recens\u00E9", "Utilisateur inconnu",
     "Destinataire inconnu",
     // Spanish
     "No entregado", "No entregable", "No se puede entregar", "No se pudo entregar", "No se ha podido entregar",
     "No se ha entregado", "No ha sido posible entregar", "Imposible entregar", "Error en la entrega",
     "Error de entrega", "Error al entregar", "Fallo en la entrega", "Fallo de entrega", "Falla en la entrega",
     "Fall\u00F3 la entrega", "Entrega fallida", "Entrega retrasada", "Retraso en la entrega",
     "Notificaci\u00F3n de estado de entrega", "Notificaci\u00F3n de estado de la entrega",
     "Notificaci\u00F3n del estado de entrega", "Notificaci\u00F3n de error de entrega",
     "Notificaci\u00F3n de no entrega", "Aviso de no entrega", "Correo devuelto", "Correo no entregado",
     "Correo rechazado", "Mensaje no entregado", "Mensaje devuelto", "Mensaje rechazado", "Devuelto al remitente",
     // Portuguese
     "N\u00E3o entregue", "N\u00E3o \u00E9 poss\u00EDvel entregar", "N\u00E3o foi poss\u00EDvel entregar",
     "N\u00E3o foi poss\u00EDvel enviar", "N\u00E3o p\u00F4de ser entregue", "Imposs\u00EDvel entregar",
     "Falha na entrega", "Falha de entrega", "Falha ao entregar", "Falha no envio", "Erro na entrega",
     "Erro de entrega", "Erro no envio", "Entrega falhou", "Atraso na entrega", "Mensagem n\u00E3o entregue",
     "Mensagem devolvida", "Mensagem rejeitada", "E-mail n\u00E3o entregue", "Email n\u00E3o entregue",
     "E-mail devolvido", "Notifica\u00E7\u00E3o de status de entrega", "Notifica\u00E7\u00E3o do status de entrega",
     "Notifica\u00E7\u00E3o de estado de entrega", "Notifica\u00E7\u00E3o do estado de entrega",
     "Aviso de n\u00E3o entrega", "Devolvido ao remetente",
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
     "Det g\u00E5r inte att leverera", "Kan inte leverera", "Kunde inte leverera", "Leveransen misslyckades",
     "Leverans misslyckades", "Leveransfel", "Meddelande om leveransstatus", "Leveransstatusmeddelande",
     // Danish, Norwegian
     "Kan ikke levere", "Kunne ikke levere", "Ikke leveret", "Ikke levert", "Ikke-leveret", "Uleverbar",
     "Levering mislykkedes", "Levering mislyktes", "Leveringsfejl", "Leveringsfeil", "Meddelelse om leveringsstatus",
     "Meddelelse om manglende levering", "Melding om leveringsstatus",
     // Finnish, Estonian
     "Ei voi toimittaa", "Ei voitu toimittaa", "Ei toimitettavissa", "Viesti\u00E4 ei voi toimittaa",
     "Viesti\u00E4 ei voitu toimittaa", "Toimittaminen ep\u00E4onnistui", "Toimitus ep\u00E4onnistui", "Toimittamaton",
     "Toimituksen tilailmoitus", "Ei saa k\u00E4tte toimetada", "K\u00E4ttetoimetamine eba\u00F5nnestus",
     // Polish
     "Niedostarcz", "Nie dostarczono", "Nie mo\u017Cna dostarczy\u0107", "Nie uda\u0142o si\u0119 dostarczy\u0107",
     "Nie dor\u0119czono", "Niedor\u0119cz", "Nieudane dostarczenie", "Nieudane dor\u0119czenie",
     "B\u0142\u0105d dostarcz", "B\u0142\u0105d dor\u0119cz", "Powiadomienie o stanie dostarczenia",
     "Powiadomienie o niedostarczeniu",
     // Czech, Slovak
     "Nedoru\u010D", "Nelze doru\u010Dit", "Nemo\u017Eno doru\u010Di\u0165", "Ned\u00E1 sa doru\u010Di\u0165",
     "Zpr\u00E1vu nelze doru\u010Dit", "Zpr\u00E1va nebyla doru\u010Dena", "Spr\u00E1va nebola doru\u010Den\u00E1",
     "Doru\u010Den\u00ED se nezda\u0159ilo", "Doru\u010Denie zlyhalo", "Ozn\u00E1men\u00ED o stavu doru\u010Den\u00ED",
     // Hungarian, Romanian
     "K\u00E9zbes\u00EDthetetlen", "Sikertelen k\u00E9zbes\u00EDt\u00E9s", "Nem k\u00E9zbes\u00EDthet\u0151",
     "Nem siker\u00FClt k\u00E9zbes\u00EDteni", "K\u00E9zbes\u00EDt\u00E9si hiba",
     "K\u00E9zbes\u00EDt\u00E9si \u00E1llapotjelent\u00E9s", "Nelivra", "Imposibil de livrat", "Nu se poate livra",
     "Livrare e\u0219uat\u0103", "Mesaj nelivrat", "Mesajul nu a putut fi livrat",
     // Croatian, Serbian, Slovene
     "Nije mogu\u0107e isporu\u010Diti", "Neisporu\u010D", "Isporuka nije uspjela", "Isporuka nije uspela",
     "Ni mogo\u010De dostaviti", "Ni dostavljivo", "Nedostavljiv",
     // Latvian, Lithuanian
     "Nepieg\u0101d", "Nevar pieg\u0101d\u0101t", "Pieg\u0101de neizdev\u0101s", "Nepristat",
     "Ne\u012Fmanoma pristatyti", "Nepavyko pristatyti",
     // Greek
     "\u0391\u03B4\u03CD\u03BD\u03B1\u03C4\u03B7 \u03B7 \u03C0\u03B1\u03C1\u03AC\u03B4\u03BF\u03C3\u03B7",
     "\u0394\u03B5\u03BD \u03B5\u03AF\u03BD\u03B1\u03B9 \u03B4\u03C5\u03BD\u03B1\u03C4\u03AE \u03B7 "
     "\u03C0\u03B1\u03C1\u03AC\u03B4\u03BF\u03C3\u03B7",
     "\u0394\u03B5\u03BD \u03C0\u03B1\u03C1\u03B1\u03B4\u03CC\u03B8\u03B7\u03BA\u03B5",
     "\u0391\u03C0\u03BF\u03C4\u03C5\u03C7\u03AF\u03B1 \u03C0\u03B1\u03C1\u03AC\u03B4\u03BF\u03C3\u03B7\u03C2",
     "\u0391\u03BD\u03B5\u03C0\u03AF\u03B4\u03BF\u03C4\u03BF",
     // Turkish
     "Teslim edilem", "Teslim edilmedi", "Teslimat ba\u015Far\u0131s\u0131z", "Teslim hatas\u0131", "\u0130letilem",
     "G\u00F6nderilemedi", "Teslim durumu bildirimi",
     // Russian

     "\u0412\u0430\u0448\u0435 \u0441\u043E\u043E\u0431\u0449\u0435\u043D\u0438\u0435 \u043D\u0435 "
     "\u0434\u043E\u0441\u0442\u0430\u0432\u043B\u0435\u043D\u043E",
     "\u0412\u0430\u0448\u0435 \u043F\u0438\u0441\u044C\u043C\u043E \u043D\u0435 "
     "\u0434\u043E\u0441\u0442\u0430\u0432\u043B\u0435\u043D\u043E",
     "\u0421\u043E\u043E\u0431\u0449\u0435\u043D\u0438\u0435 \u043D\u0435 "
     "\u0434\u043E\u0441\u0442\u0430\u0432\u043B\u0435\u043D\u043E",
     "\u041F\u0438\u0441\u044C\u043C\u043E \u043D\u0435 \u0434\u043E\u0441\u0442\u0430\u0432\u043B\u0435\u043D\u043E",
     "\u041F\u043E\u0447\u0442\u0430 \u043D\u0435 \u0434\u043E\u0441\u0442\u0430\u0432\u043B\u0435\u043D\u0430",
     "\u041D\u0435 \u0434\u043E\u0441\u0442\u0430\u0432\u043B\u0435\u043D\u043E",
     "\u041D\u0435\u0434\u043E\u0441\u0442\u0430\u0432\u043B\u0435\u043D",
     "\u041D\u0435 \u0443\u0434\u0430\u0435\u0442\u0441\u044F \u0434\u043E\u0441\u0442\u0430\u0432\u0438\u0442\u044C",
     "\u041D\u0435 \u0443\u0434\u0430\u0451\u0442\u0441\u044F \u0434\u043E\u0441\u0442\u0430\u0432\u0438\u0442\u044C",
     "\u041D\u0435 \u0443\u0434\u0430\u043B\u043E\u0441\u044C \u0434\u043E\u0441\u0442\u0430\u0432\u0438\u0442\u044C",
     "\u041D\u0435\u0432\u043E\u0437\u043C\u043E\u0436\u043D\u043E "
     "\u0434\u043E\u0441\u0442\u0430\u0432\u0438\u0442\u044C",
     "\u041D\u0435\u0432\u043E\u0437\u043C\u043E\u0436\u043D\u043E "
     "\u043E\u0442\u043F\u0440\u0430\u0432\u0438\u0442\u044C",
     "\u041E\u0448\u0438\u0431\u043A\u0430 \u0434\u043E\u0441\u0442\u0430\u0432\u043A\u0438",
     "\u041E\u0448\u0438\u0431\u043A\u0430 \u043F\u0440\u0438 \u0434\u043E\u0441\u0442\u0430\u0432\u043A\u0435",
     "\u041E\u0448\u0438\u0431\u043A\u0430 \u043E\u0442\u043F\u0440\u0430\u0432\u043A\u0438",
     "\u0421\u0431\u043E\u0439 \u0434\u043E\u0441\u0442\u0430\u0432\u043A\u0438",
     "\u041E\u0442\u0447\u0435\u0442 \u043E \u043D\u0435\u0434\u043E\u0441\u0442\u0430\u0432\u043A\u0435",
     "\u041E\u0442\u0447\u0451\u0442 \u043E \u043D\u0435\u0434\u043E\u0441\u0442\u0430\u0432\u043A\u0435",
     "\u0423\u0432\u0435\u0434\u043E\u043C\u043B\u0435\u043D\u0438\u0435 \u043E "
     "\u043D\u0435\u0434\u043E\u0441\u0442\u0430\u0432\u043A\u0435",
     "\u0423\u0432\u0435\u0434\u043E\u043C\u043B\u0435\u043D\u0438\u0435 \u043E "
     "\u0441\u043E\u0441\u0442\u043E\u044F\u043D\u0438\u0438 \u0434\u043E\u0441\u0442\u0430\u0432\u043A\u0438",
     "\u0423\u0432\u0435\u0434\u043E\u043C\u043B\u0435\u043D\u0438\u0435 \u043E "
     "\u0434\u043E\u0441\u0442\u0430\u0432\u043A\u0435 (\u0441\u0431\u043E\u0439",
     "\u0412\u043E\u0437\u0432\u0440\u0430\u0442 \u043F\u0438\u0441\u044C\u043C\u0430",
     "\u0412\u043E\u0437\u0432\u0440\u0430\u0449\u0435\u043D\u043D\u043E\u0435 \u043F\u0438\u0441\u044C\u043C\u043E",
     "\u0421\u043E\u043E\u0431\u0449\u0435\u043D\u0438\u0435 "
     "\u0432\u043E\u0437\u0432\u0440\u0430\u0449\u0435\u043D\u043E",
     // Ukrainian, Bulgarian
     "\u041D\u0435 \u0432\u0434\u0430\u043B\u043E\u0441\u044F \u0434\u043E\u0441\u0442\u0430\u0432\u0438\u0442\u0438",
     "\u041D\u0435\u043C\u043E\u0436\u043B\u0438\u0432\u043E \u0434\u043E\u0441\u0442\u0430\u0432\u0438\u0442\u0438",
     "\u041F\u043E\u0432\u0456\u0434\u043E\u043C\u043B\u0435\u043D\u043D\u044F \u043D\u0435 "
     "\u0434\u043E\u0441\u0442\u0430\u0432\u043B\u0435\u043D\u043E",
     "\u0412\u0430\u0448\u0435 \u043F\u043E\u0432\u0456\u0434\u043E\u043C\u043B\u0435\u043D\u043D\u044F \u043D\u0435 "
     "\u0434\u043E\u0441\u0442\u0430\u0432\u043B\u0435\u043D\u043E",
     "\u041D\u0435\u0434\u043E\u0441\u0442\u0430\u0432\u0438\u043C\u043E",
     "\u041D\u0435 \u043C\u043E\u0436\u0435 \u0434\u0430 \u0431\u044A\u0434\u0435 "
     "\u0434\u043E\u0441\u0442\u0430\u0432\u0435\u043D\u043E",
     "\u041D\u0435\u0443\u0441\u043F\u0435\u0448\u043D\u0430 \u0434\u043E\u0441\u0442\u0430\u0432\u043A\u0430",
     // Hebrew, Arabic
     "\u05DC\u05D0 \u05E0\u05D9\u05EA\u05DF \u05DC\u05DE\u05E1\u05D5\u05E8",
     "\u05DC\u05D0 \u05E0\u05D9\u05EA\u05DF \u05DC\u05DE\u05E1\u05D9\u05E8\u05D4",
     "\u05DC\u05D0 \u05E0\u05DE\u05E1\u05E8",
     "\u05D4\u05D5\u05D3\u05E2\u05D4 \u05E9\u05DC\u05D0 \u05E0\u05DE\u05E1\u05E8\u05D4",
     "\u062A\u0639\u0630\u0631 \u0627\u0644\u062A\u0633\u0644\u064A\u0645",
     "\u062A\u0639\u0630\u0631 \u062A\u0633\u0644\u064A\u0645",
     "\u064A\u062A\u0639\u0630\u0631 \u062A\u0633\u0644\u064A\u0645",
     "\u064A\u062A\u0639\u0630\u0631 \u0627\u0644\u062A\u0633\u0644\u064A\u0645",
     "\u0644\u0645 \u064A\u062A\u0645 \u0627\u0644\u062A\u0633\u0644\u064A\u0645",
     "\u0644\u0645 \u064A\u062A\u0645 \u062A\u0633\u0644\u064A\u0645",
     "\u0641\u0634\u0644 \u0627\u0644\u062A\u0633\u0644\u064A\u0645",
     "\u063A\u064A\u0631 \u0642\u0627\u0628\u0644 \u0644\u0644\u062A\u0633\u0644\u064A\u0645",
     // Japanese
     "\u914D\u4FE1\u4E0D\u80FD", "\u914D\u4FE1\u3067\u304D\u307E\u305B\u3093", "\u914D\u4FE1\u306B\u5931\u6557",
     "\u914D\u4FE1\u30A8\u30E9\u30FC", "\u914D\u4FE1\u5931\u6557", "\u914D\u4FE1\u306E\u9045\u5EF6",
     "\u914D\u9001\u4E0D\u80FD", "\u914D\u9001\u30A8\u30E9\u30FC", "\u914D\u9001\u3067\u304D\u307E\u305B\u3093",
     "\u914D\u9001\u5931\u6557", "\u4E0D\u9054", "\u672A\u914D\u4FE1", "\u672A\u9054", "\u9001\u4FE1\u30A8\u30E9\u30FC",
     "\u9001\u4FE1\u3067\u304D\u307E\u305B\u3093", "\u9001\u4FE1\u5931\u6557", "\u9001\u4FE1\u4E0D\u80FD",
     "\u30A8\u30E9\u30FC\u30E1\u30FC\u30EB", "\u30E1\u30FC\u30EB\u3092\u914D\u4FE1\u3067\u304D\u307E\u305B\u3093",
     "\u30E1\u30FC\u30EB\u3092\u9001\u4FE1\u3067\u304D\u307E\u305B\u3093",
     "\u30E1\u30FC\u30EB\u3092\u914D\u9001\u3067\u304D\u307E\u305B\u3093",
     "\u30E1\u30FC\u30EB\u304C\u914D\u4FE1\u3067\u304D\u307E\u305B\u3093",
     "\u30E1\u30FC\u30EB\u304C\u9001\u4FE1\u3067\u304D\u307E\u305B\u3093",
     "\u30E1\u30FC\u30EB\u914D\u4FE1\u30A8\u30E9\u30FC", "\u30E1\u30FC\u30EB\u914D\u9001\u30A8\u30E9\u30FC",
     "\u30E1\u30FC\u30EB\u914D\u4FE1\u4E0D\u80FD", "\u30E1\u30FC\u30EB\u9001\u4FE1\u30A8\u30E9\u30FC",
     "\u30E1\u30FC\u30EB\u9001\u4FE1\u5931\u6557", "\u30E1\u30FC\u30EB\u4E0D\u9054",
     "\u30E1\u30C3\u30BB\u30FC\u30B8\u3092\u914D\u4FE1\u3067\u304D\u307E\u305B\u3093",
     "\u30E1\u30C3\u30BB\u30FC\u30B8\u3092\u9001\u4FE1\u3067\u304D\u307E\u305B\u3093",
     "\u30E1\u30C3\u30BB\u30FC\u30B8\u304C\u914D\u4FE1\u3055\u308C\u307E\u305B\u3093",
     "\u30E1\u30C3\u30BB\u30FC\u30B8\u3092\u914D\u9001\u3067\u304D\u307E\u305B\u3093", "\u8FD4\u9001\u30E1\u30FC\u30EB",
     "\u5B9B\u5148\u4E0D\u660E",
     // Chinese
     "\u65E0\u6CD5\u4F20\u9012", "\u65E0\u6CD5\u6295\u9012", "\u65E0\u6CD5\u9001\u8FBE", "\u65E0\u6CD5\u53D1\u9001",
     "\u65E0\u6CD5\u4F20\u9001", "\u672A\u4F20\u9012", "\u672A\u9001\u8FBE", "\u672A\u6295\u9012", "\u9000\u4FE1",
     "\u7CFB\u7EDF\u9000\u4FE1", "\u90AE\u4EF6\u9000\u56DE", "\u90AE\u4EF6\u88AB\u9000\u56DE",
     "\u90AE\u4EF6\u9000\u4FE1", "\u90AE\u4EF6\u7CFB\u7EDF\u9000\u4FE1", "\u6295\u9012\u5931\u8D25",
     "\u90AE\u4EF6\u6295\u9012\u5931\u8D25", "\u90AE\u4EF6\u53D1\u9001\u5931\u8D25", "\u53D1\u9001\u5931\u8D25",
     "\u4F20\u9012\u5931\u8D25", "\u4F20\u9012\u72B6\u6001\u901A\u77E5", "\u6295\u9012\u72B6\u6001\u901A\u77E5",
     "\u90AE\u4EF6\u4F20\u9012\u72B6\u6001", "\u7121\u6CD5\u50B3\u905E", "\u7121\u6CD5\u6295\u905E",
     "\u7121\u6CD5\u905E\u9001", "\u7121\u6CD5\u50B3\u9001", "\u7121\u6CD5\u5BC4\u9054", "\u672A\u50B3\u905E",
     "\u672A\u9001\u9054", "\u90F5\u4EF6\u9000\u56DE", "\u90F5\u4EF6\u88AB\u9000\u56DE", "\u50B3\u905E\u5931\u6557",
     "\u6295\u905E\u5931\u6557", "\u5BC4\u9001\u5931\u6557", "\u50B3\u905E\u72C0\u614B\u901A\u77E5",
     "\u50B3\u9001\u72C0\u614B\u901A\u77E5",
     // Korean
     "\uBC30\uB2EC\uB418\uC9C0 \uC54A\uC74C", "\uBC30\uB2EC\uD560 \uC218 \uC5C6\uC74C",
     "\uBC30\uB2EC\uD560 \uC218 \uC5C6\uB294", "\uBC30\uB2EC \uC2E4\uD328", "\uBC30\uB2EC \uC0C1\uD0DC \uC54C\uB9BC",
     "\uBC30\uB2EC \uC9C0\uC5F0", "\uC804\uB2EC\uD560 \uC218 \uC5C6\uC74C", "\uC804\uB2EC\uB418\uC9C0 \uC54A\uC74C",
     "\uC804\uB2EC \uC2E4\uD328", "\uC804\uC1A1 \uC2E4\uD328", "\uBC1C\uC1A1 \uC2E4\uD328", "\uBC1C\uC1A1\uC2E4\uD328",
     "\uC218\uC2E0 \uC2E4\uD328", "\uBA54\uC77C \uC804\uC1A1 \uC2E4\uD328", "\uBA54\uC77C \uBC1C\uC1A1 \uC2E4\uD328",
     "\uBA54\uC77C \uBC1C\uC1A1\uC2E4\uD328", "\uBA54\uC77C\uC774 \uBC18\uC1A1", "\uBA54\uC77C \uBC18\uC1A1",
     "\uBC18\uC1A1\uB41C \uBA54\uC77C", "\uBC18\uC1A1 \uBA54\uC77C", "\uBC18\uC1A1\uBA54\uC77C",
     // Vietnamese, Thai, Indonesian, Malay
     "Kh\u00F4ng th\u1EC3 g\u1EEDi", "Kh\u00F4ng g\u1EEDi \u0111\u01B0\u1EE3c", "Kh\u00F4ng th\u1EC3 chuy\u1EC3n",
     "Th\u01B0 kh\u00F4ng g\u1EEDi \u0111\u01B0\u1EE3c",
     "\u0E44\u0E21\u0E48\u0E2A\u0E32\u0E21\u0E32\u0E23\u0E16\u0E2A\u0E48\u0E07",
     "\u0E2A\u0E48\u0E07\u0E44\u0E21\u0E48\u0E44\u0E14\u0E49", "Tidak terkirim", "Tidak dapat dikirim",
     "Gagal terkirim", "Gagal kirim", "Pengiriman gagal", "Tidak boleh dihantar"});

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
    {"R\u00FCcksendung", "Nachricht"},
    {"Votre message", "pas pu \u00EAtre"},
    {"Su mensaje", "no pudo"},
    {"Su mensaje", "no se pudo"},
    {"Su mensaje", "no ha podido"},
    {"Sua mensagem", "n\u00E3o"},
    {"Il messaggio", "non \u00E8 stato recapitato"},
    {"Il messaggio", "non \u00E8 stato consegnato"},
    {"Uw bericht", "niet worden"},
    {"\u6765\u81EA", "\u9000\u4FE1"},
});

} // namespace

subject_table failure_subjects()
{
    return {beginnings, forms};
}

} // namespace recoil::dsn
