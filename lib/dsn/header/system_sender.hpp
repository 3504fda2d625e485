// Senders that are programs: the mail systems that write notices, and the filters that ask a sender who he is.
#pragma once

#include <string_view>

namespace recoil::dsn {

// `address` without its display name; `from` is the whole field, decoded. A mail system goes by its local part
// (MAILER-DAEMON, postmaster) or its name (Mail Delivery Subsystem).
bool is_mail_system(std::string_view address, std::string_view from);

// The address or name of a challenge-and-response service. Its users' own mail does not come from there.
bool is_challenge_sender(std::string_view address, std::string_view from);

} // namespace recoil::dsn
