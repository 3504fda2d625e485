// Mail transfer agents: Postfix, qmail, Exim, Sendmail, OpenSMTPD, DragonFly and what came of them.
#pragma once

#include "dsn/phrase.hpp"

#include <array>

namespace recoil::dsn::phrases {

using enum phrase_role;

inline constexpr auto mta = std::to_array<phrase>({
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
});

} // namespace recoil::dsn::phrases
