// How a session ended: the label `result` of recoil_sessions_total. A refused one never began.
#pragma once

#include <string_view>

namespace recoil::session_result {

inline constexpr std::string_view ok = "ok";
inline constexpr std::string_view timeout = "timeout";
inline constexpr std::string_view lost = "lost";
inline constexpr std::string_view shutdown = "shutdown";
inline constexpr std::string_view refused = "refused";

} // namespace recoil::session_result
