// Exchange, Outlook and the services of Microsoft, in all their languages.
#pragma once

#include "dsn/phrase.hpp"

#include <array>

namespace recoil::dsn::phrases {

using enum phrase_role;

inline constexpr auto microsoft = std::to_array<phrase>({
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
});

} // namespace recoil::dsn::phrases
