// Groupware, gateways, filters and list managers: Domino, GroupWise, IMail, Mimecast, InterScan, Sieve, fml ...
#pragma once

#include "dsn/prose/phrase.hpp"

#include <array>

namespace recoil::dsn::phrases {

using enum phrase_role;

inline constexpr auto gateways = std::to_array<phrase>({
    // Domino, Notes
    {recipients_follow, "was not delivered to:", "domino"},
    {reason_follows, "because:", "domino"},
    {recipients_follow, "wurde nicht zugestellt an:", "domino"},
    {recipients_follow, "konnte nicht zugestellt werden an:", "domino"},
    {recipients_follow, "wurde nicht übermittelt an:", "domino"},
    {reason_follows, "weil:", "domino"},
    {reason_follows, "aus folgendem grund:", "domino"},
    {reason_follows, "aus folgenden gründen:", "domino"},
    {recipients_follow, "n'a pas été remis à :", "domino"},
    {recipients_follow, "n'a pas été délivré à :", "domino"},
    {recipients_follow, "n'a pas été distribué à :", "domino"},
    {recipients_follow, "n'a pas pu être remis à :", "domino"},
    {reason_follows, "pour la raison suivante :", "domino"},
    {reason_follows, "parce que :", "domino"},
    {reason_follows, "car :", "domino"},
    {recipients_follow, "no se ha entregado a:", "domino"},
    {recipients_follow, "no se entregó a:", "domino"},
    {reason_follows, "debido a:", "domino"},
    {reason_follows, "porque:", "domino"},
    {recipients_follow, "non è stato consegnato a:", "domino"},
    {recipients_follow, "non è stato recapitato a:", "domino"},
    {reason_follows, "perché:", "domino"},
    {recipients_follow, "não foi entregue a:", "domino"},
    {recipients_follow, "は次の宛先に送信されませんでした", "domino"},
    {recipients_follow, "は次の宛先に配信されませんでした", "domino"},
    {recipients_follow, "は以下の宛先に配信されませんでした", "domino"},
    {recipients_follow, "へ配信されませんでした", "domino"},
    {reason_follows, "理由:", "domino"},
    {reason_follows, "理由：", "domino"},
    {reason_follows, "原因:", "domino"},
    {reason_follows, "原因：", "domino"},
    // Netscape Messaging Server
    {recipients_follow, "the following destination addresses were unknown", "netscape"},
    {reason_itself, "the following destination addresses were unknown", "netscape"},
    // NPlex, as "Mail Delivery Service"
    {recipients_follow, "these recipients of your message have been processed by the mail server:", "nplex"},
    {recipients_follow, "the following recipients have not yet received your message:", "nplex"},
    {reason_behind, "smtp diagnostic:", "nplex"},
    {delayed, "this is only a notification about a delay in the delivery", "nplex"},
    // GroupWise
    {recipients_follow, "undeliverable to the following", "groupwise"},
    {recipients_follow, "the message that you sent was undeliverable to the following", "groupwise"},
    // IMail
    {recipient_behind, "unknown user:", "imail"},
    {recipient_behind, "invalid user:", "imail"},
    {recipient_behind, "unknown host:", "imail"},
    {recipient_behind, "user mailbox exceeds allowed size:", "imail"},
    {recipient_behind, "user's mailbox is full:", "imail"},
    {reason_itself, "user's mailbox is full:", "imail"},
    {recipient_behind, "undeliverable to", "imail"},
    {recipient_behind, "attempts:", "imail"},
    {recipient_behind, "delivery userid:", "imail"},
    {reason_follows, "generated following response", "imail"},
    {reason_follows, "generated response:", "imail"},
    // MailEnable
    {recipient_behind, "recipient: [smtp:", "mailenable"},
    {reason_behind, "reason:", "mailenable"},
    // Mimecast
    {recipients_follow, "to the following address could not be delivered", "mimecast"},
    {recipients_follow, "to the following addresses could not be delivered", "mimecast"},
    {reason_follows, "the problem appears to be", "mimecast"},
    {reason_follows, "additional information follows", "mimecast"},
    // InterScan and the other gateways of Trend Micro
    {recipient_behind, "sent <<< rcpt to:", "interscan"},
    {reason_behind, "received >>>", "interscan"},
    {reason_follows, "unable to deliver message to recipient(s). reason:", "interscan"},
    {recipients_follow, "the following recipients are invalid", "interscan"},
    // Barracuda, FortiMail, IronPort, Proofpoint, Sophos
    {recipient_behind, "your message to:", "barracuda"},
    {proof, "was blocked by our spam firewall", "barracuda"},
    {reason_itself, "was blocked by our spam firewall", "barracuda"},
    {recipients_follow, "the following message to", "ironport"},
    {recipient_before, "was undeliverable", "ironport"},
    {reason_follows, "the reason for the problem:", "ironport"},
    {recipient_behind, "the message you sent to", "fortimail"},
    {recipients_follow, "to the following recipients was aborted after", "x3"},
    {recipients_follow, "to the following recipients failed permanently", "x3"},
    {reason_follows, "delivery failed for the following reason:", "mailfoundry"},
    {recipient_behind, "unable to deliver message to", "mailfoundry"},
    {recipient_behind, "unable to deliver message to:", "mailfoundry"},
    // MailMarshal, Trustwave
    {reason_follows, "could not be delivered because of", "mailmarshal"},
    {recipients_follow, "the following recipients were affected:", "mailmarshal"},
    // MXLogic, McAfee, Symantec, MessageLabs
    {recipients_follow, "the following addresses had delivery problems", "mcafee"},
    {proof, "could not be delivered to the following recipients", "symantec"},
    {recipients_follow, "could not be delivered to the following recipients", "symantec"},
    {proof, "could not deliver message to the following recipient(s)", "generic"},
    {recipients_follow, "could not deliver message to the following recipient(s)", "generic"},
    {proof, "could not be delivered to the following user", "generic"},
    {recipients_follow, "could not be delivered to the following user", "generic"},
    // m-FILTER
    {proof, "「m-filter」が自動的に", "mfilter"},
    {proof, "以下のメールアドレスへの送信に失敗しました", "mfilter"},
    {recipients_follow, "以下のメールアドレスへの送信に失敗しました", "mfilter"},
    {reason_follows, "-------server message", "mfilter"},
    // SurfControl, SpamTitan, NoSpamProxy, SpamLion
    {reason_follows, "your message could not be delivered.", "surfcontrol"},
    {recipients_follow, "ihre e-mail konnte nicht an die folgenden empfänger zugestellt werden", "nospamproxy"},
    {recipients_follow, "die folgende nachricht konnte nicht zugestellt werden", "nospamproxy"},
    {recipients_follow, "konnte den folgenden empfängern nicht zugestellt werden", "nospamproxy"},
    // CommuniGate, LSMTP, James
    {recipient_behind, "error-for:", "lsmtp"},
    {reason_behind, "error-text:", "lsmtp"},
    {recipient_behind, "rcpt to: ", "james"},
    {proof, "error: invalid user address", "james"},
    {reason_follows, "error message below:", "james"},
    // Sieve, and other filters of the recipient
    {proof, "was automatically rejected:", "sieve"},
    {recipient_before, "was automatically rejected:", "sieve"},
    {reason_follows, "was automatically rejected:", "sieve"},
    {proof, "was automatically rejected by sieve", "sieve"},
    {proof, "refused by the recipient's mail filtering program", "sieve"},
    {reason_follows, "reason given was as follows:", "sieve"},
    {reason_follows, "the following reason was given:", "sieve"},
    // Lists that take no mail from outside
    {proof, "you are not a member of this mailing list", "fml"},
    {recipient_behind, "you are not a member of this mailing list", "fml"},
    {reason_itself, "you are not a member of this mailing list", "fml"},
    {proof, "you are not allowed to post to this mailing list", "mailman"},
    {proof, "you are not authorized to send mail to the", "listserv"},
});

} // namespace recoil::dsn::phrases
