// Mail services that write their own notices: Gmail, Google Groups, Yahoo, Zoho, Mail.ru ...
#pragma once

#include "dsn/phrase.hpp"

#include <array>

namespace recoil::dsn::phrases {

using enum phrase_role;

inline constexpr auto services = std::to_array<phrase>({
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
});

} // namespace recoil::dsn::phrases
