// How both programs end.
#pragma once

namespace recoil::exit_code {

inline constexpr int ok = 0;
inline constexpr int failure = 1; // of recoil: something could not be read, or failed its check
inline constexpr int usage = 2;
inline constexpr int configuration = 78; // EX_CONFIG of sysexits.h; recoild's

} // namespace recoil::exit_code
