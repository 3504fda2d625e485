// Groupware, gateways, filters and list managers: Domino, GroupWise, IMail, Mimecast, InterScan, Sieve, fml ...
#pragma once

#include "dsn/phrase.hpp"

#include <array>

namespace recoil::dsn::phrases {

using enum phrase_role;

inline constexpr auto gateways = std::to_array<phrase>({
    // Domino, Notes
    {recipients_follow, "was not delivered to:", "domino"},
    {reason_follows, "because:", "domino"},
    {recipients_follow, "wurde nicht zugestellt an:", "domino"},
    {recipients_follow, "konnte nicht zugestellt werden an:", "domino"},
    {recipients_follow, "wurde nicht \xC3\xBC\x62\x65rmittelt an:", "domino"},
    {reason_follows, "weil:", "domino"},
    {reason_follows, "aus folgendem grund:", "domino"},
    {reason_follows, "aus folgenden gr\xC3\xBCnden:", "domino"},
    {recipients_follow, "n'a pas \xC3\xA9t\xC3\xA9 remis \xC3\xA0 :", "domino"},
    {recipients_follow, "n'a pas \xC3\xA9t\xC3\xA9 d\xC3\xA9livr\xC3\xA9 \xC3\xA0 :", "domino"},
    {recipients_follow, "n'a pas \xC3\xA9t\xC3\xA9 distribu\xC3\xA9 \xC3\xA0 :", "domino"},
    {recipients_follow, "n'a pas pu \xC3\xAAtre remis \xC3\xA0 :", "domino"},
    {reason_follows, "pour la raison suivante :", "domino"},
    {reason_follows, "parce que :", "domino"},
    {reason_follows, "car :", "domino"},
    {recipients_follow, "no se ha entregado a:", "domino"},
    {recipients_follow, "no se entreg\xC3\xB3 a:", "domino"},
    {reason_follows, "debido a:", "domino"},
    {reason_follows, "porque:", "domino"},
    {recipients_follow, "non \xC3\xA8 stato consegnato a:", "domino"},
    {recipients_follow, "non \xC3\xA8 stato recapitato a:", "domino"},
    {reason_follows, "perch\xC3\xA9:", "domino"},
    {recipients_follow, "n\xC3\xA3o foi entregue a:", "domino"},
    {recipients_follow,
     "\xE3\x81\xAF\xE6\xAC\xA1\xE3\x81\xAE\xE5\xAE\x9B\xE5\x85\x88\xE3\x81\xAB\xE9\x80\x81\xE4\xBF\xA1\xE3\x81\x95\xE3"
     "\x82\x8C\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "domino"},
    {recipients_follow,
     "\xE3\x81\xAF\xE6\xAC\xA1\xE3\x81\xAE\xE5\xAE\x9B\xE5\x85\x88\xE3\x81\xAB\xE9\x85\x8D\xE4\xBF\xA1\xE3\x81\x95\xE3"
     "\x82\x8C\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "domino"},
    {recipients_follow,
     "\xE3\x81\xAF\xE4\xBB\xA5\xE4\xB8\x8B\xE3\x81\xAE\xE5\xAE\x9B\xE5\x85\x88\xE3\x81\xAB\xE9\x85\x8D\xE4\xBF\xA1\xE3"
     "\x81\x95\xE3\x82\x8C\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97\xE3\x81\x9F",
     "domino"},
    {recipients_follow,
     "\xE3\x81\xB8\xE9\x85\x8D\xE4\xBF\xA1\xE3\x81\x95\xE3\x82\x8C\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3"
     "\x81\x97\xE3\x81\x9F",
     "domino"},
    {reason_follows, "\xE7\x90\x86\xE7\x94\xB1:", "domino"},
    {reason_follows, "\xE7\x90\x86\xE7\x94\xB1\xEF\xBC\x9A", "domino"},
    {reason_follows, "\xE5\x8E\x9F\xE5\x9B\xA0:", "domino"},
    {reason_follows, "\xE5\x8E\x9F\xE5\x9B\xA0\xEF\xBC\x9A", "domino"},
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
    {proof, "\xE3\x80\x8Cm-filter\xE3\x80\x8D\xE3\x81\x8C\xE8\x87\xAA\xE5\x8B\x95\xE7\x9A\x84\xE3\x81\xAB", "mfilter"},
    {proof,
     "\xE4\xBB\xA5\xE4\xB8\x8B\xE3\x81\xAE\xE3\x83\xA1\xE3\x83\xBC\xE3\x83\xAB\xE3\x82\xA2\xE3\x83\x89\xE3\x83\xAC\xE3"
     "\x82\xB9\xE3\x81\xB8\xE3\x81\xAE\xE9\x80\x81\xE4\xBF\xA1\xE3\x81\xAB\xE5\xA4\xB1\xE6\x95\x97\xE3\x81\x97\xE3\x81"
     "\xBE\xE3\x81\x97\xE3\x81\x9F",
     "mfilter"},
    {recipients_follow,
     "\xE4\xBB\xA5\xE4\xB8\x8B\xE3\x81\xAE\xE3\x83\xA1\xE3\x83\xBC\xE3\x83\xAB\xE3\x82\xA2\xE3\x83\x89\xE3\x83\xAC\xE3"
     "\x82\xB9\xE3\x81\xB8\xE3\x81\xAE\xE9\x80\x81\xE4\xBF\xA1\xE3\x81\xAB\xE5\xA4\xB1\xE6\x95\x97\xE3\x81\x97\xE3\x81"
     "\xBE\xE3\x81\x97\xE3\x81\x9F",
     "mfilter"},
    {reason_follows, "-------server message", "mfilter"},
    // SurfControl, SpamTitan, NoSpamProxy, SpamLion
    {reason_follows, "your message could not be delivered.", "surfcontrol"},
    {recipients_follow, "ihre e-mail konnte nicht an die folgenden empf\xC3\xA4nger zugestellt werden", "nospamproxy"},
    {recipients_follow, "die folgende nachricht konnte nicht zugestellt werden", "nospamproxy"},
    {recipients_follow, "konnte den folgenden empf\xC3\xA4ngern nicht zugestellt werden", "nospamproxy"},
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
