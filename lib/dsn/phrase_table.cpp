// The table of phrase.hpp. One row a sentence, grouped by who writes it.

#include "dsn/phrase.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

using enum phrase_role;

constexpr auto phrases = std::to_array<phrase>({
    // Postfix
    {proof, "this is the mail system at host", "postfix"},
    {proof, "this is the postfix", "postfix"},
    {reporter_behind, "this is the mail system at host", "postfix"},
    {reporter_behind, "program at host", "postfix"},
    // qmail and what came of it
    {proof, "this is the qmail-send program", "qmail"},
    {proof, "i wasn't able to deliver your message", "qmail"},
    {reporter_behind, "qmail-send program at", "qmail"},
    // Exim and those that took its words
    {proof, "this message was created automatically by mail delivery software", "exim"},
    // OpenSMTPD, DragonFly
    {proof, "this is the mailer-daemon, please do not reply", "opensmtpd"},
    {proof, "this is the dragonfly mail agent", "dragonfly"},
    {reporter_behind, "this is the dragonfly mail agent", "dragonfly"},
    {recipient_behind, "there was an error delivering your mail to", "dragonfly"},
    // Sendmail
    {proof, "----- the following addresses had", "sendmail"},
    {proof, "----- transcript of session follows", "sendmail"},
    // Exchange, Outlook and the services of Microsoft
    {proof, "did not reach the following recipient(s)", "exchange"},
    {recipients_follow, "did not reach the following recipient(s)", "exchange"},
    {proof, "the following recipient(s) could not be reached", "exchange"},
    {recipients_follow, "the following recipient(s) could not be reached", "exchange"},
    {proof, "the following recipient(s) cannot be reached", "exchange"},
    {recipients_follow, "the following recipient(s) cannot be reached", "exchange"},
    {proof, "delivery has failed to these recipients or", "exchange"},
    {recipients_follow, "delivery has failed to these recipients or", "exchange"},
    {proof, "delivery to the following recipients failed", "exchange"},
    {recipients_follow, "delivery to the following recipients failed", "exchange"},
    {reporter_behind, "generating server:", "exchange"},
    {recipient_behind, "recipient address:", "exchange"},
    {reason_behind, "reported error:", "exchange"},
    {delayed, "delivery is delayed to these recipients or", "exchange"},
    {recipients_follow, "delivery is delayed to these recipients or", "exchange"},
    // Gmail
    {recipient_behind, "problem delivering your message to", "gmail"},
    {recipients_follow, "delivery to the following recipient failed", "gmail"},
    {recipients_follow, "delivery to the following recipients failed", "gmail"},
    {recipients_follow, "delivery to the following recipient has been delayed", "gmail"},
    {delayed, "has been delayed", "gmail"},
    {delayed, "gmail will retry for", "gmail"},
    {reason_follows, "technical details of permanent failure:", "gmail"},
    {reason_follows, "technical details of temporary failure:", "gmail"},
    {reason_follows, "the response from the remote server was:", "gmail"},
    {reason_follows, "the response was:", "gmail"},
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

// By the first letter, the longest first.
constexpr auto sorted = [] {
    auto rows = phrases;
    std::ranges::sort(rows, [](const phrase& a, const phrase& b) {
        return a.words.front() != b.words.front() ? a.words.front() < b.words.front() : a.words.size() > b.words.size();
    });
    return rows;
}();

} // namespace

std::span<const phrase> all_phrases()
{
    return sorted;
}

} // namespace recoil::dsn
