// What somebody must know who reads no further: how it stands, and the few sentences that say why.
#pragma once

#include "status/board.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace recoil::status {

enum class state {
    calm,
    attention, // something is wrong that can wait for the morning
    alarm,     // a ban of ours stands, or mail is being deferred
};
std::string_view name(state s);

struct verdict {
    status::state state = state::calm;
    std::vector<std::string> sentences; // plain text, the most urgent first; the first two always stand
};

verdict judge(const board& b);

std::string duration_text(std::chrono::seconds time);                              // 12 s, 4 min, 3 h 12 min, 5 d 2 h
std::string counted(std::uint64_t n, std::string_view one, std::string_view many); // 1 ban, 2 bans
std::string grouped(std::uint64_t n);                                              // 12,345

} // namespace recoil::status
