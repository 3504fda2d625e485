// Groupware and gateways: Domino, GroupWise, IMail, MailEnable, Mimecast, InterScan ...
#pragma once

#include "dsn/phrase.hpp"

#include <array>

namespace recoil::dsn::phrases {

using enum phrase_role;

inline constexpr auto gateways = std::to_array<phrase>({
    // Domino, Notes
    {recipients_follow, "was not delivered to:", "domino"},
    {reason_follows, "because:", "domino"},
    // GroupWise
    {recipients_follow, "undeliverable to the following", "groupwise"},
    // IMail
    {recipient_behind, "unknown user:", "imail"},
    {recipient_behind, "invalid user:", "imail"},
    {recipient_behind, "user mailbox exceeds allowed size:", "imail"},
    {recipient_behind, "undeliverable to", "imail"},
    {recipient_behind, "attempts:", "imail"},
    {reason_follows, "generated following response", "imail"},
    {reason_follows, "generated response:", "imail"},
    // MailEnable
    {recipient_behind, "recipient: [smtp:", "mailenable"},
    {reason_behind, "reason:", "mailenable"},
    // Barracuda, MailFoundry, MailMarshal, Mimecast, InterScan, MessageLabs and other gateways
    {recipient_behind, "unable to deliver message to", "gateway"},
    {recipients_follow, "unable to deliver message to the following address(es)", "gateway"},
    {reason_follows, "delivery failed for the following reason:", "gateway"},
    {reason_follows, "could not be delivered because of", "mailmarshal"},
    {recipients_follow, "the following recipients were affected:", "mailmarshal"},
    {recipients_follow, "to the following address could not be delivered", "mimecast"},
    {reason_follows, "the problem appears to be", "mimecast"},
    {reason_follows, "additional information follows", "mimecast"},
    {recipient_behind, "sent <<< rcpt to:", "interscan"},
    {reason_behind, "received >>>", "interscan"},
    {recipients_follow, "failed addresses follow", "communigate"},
    {recipient_behind, "error-for:", "lsmtp"},
    {reason_behind, "error-text:", "lsmtp"},
    {recipient_behind, "could not be delivered to:", "kddi"},
    {recipient_behind, "failed recipient:", "generic"},
});

} // namespace recoil::dsn::phrases
