// Which bans stand, as far as refusals and deliveries tell: a ban is active from its first refusal until a while passes
// without another one, or until mail from the banned address is taken again.
#pragma once

#include "util/clock.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::count {

// Who bans what of ours, as label values.
struct ban {
    std::string provider;
    std::string sending_ip;
    std::string category; // banned_ip, banned_sender
    std::string reason;

    auto operator<=>(const ban&) const = default;
};

struct ban_status {
    count::ban ban;
    time_point since;     // the first refusal since it was last inactive
    time_point last_seen; // the newest refusal
    bool active = false;
    std::optional<time_point> delivered{}; // the newest delivery that can end it
};

// All times are those of the event, passed in; they may come in any order. Bounded by what the caller names bans by:
// providers, addresses and reasons come from closed sets, so nothing is ever forgotten. Not thread-safe.
class ban_state {
public:
    static constexpr std::chrono::hours quiet_time{6}; // so long without a refusal, and a ban is taken to be over

    // One that is older than the last one known is a late report, and changes nothing.
    void refused(const ban& of, time_point when);

    // Ends bans of that address by that provider which were last seen earlier; within one unit of a log's time stamps
    // nobody knows which came first, and the ban stands. Never one of the category banned_sender: that another sender's
    // mail was taken from the same address says nothing about the sender who is banned. Nor where the label names no
    // one address (foreign, unknown) or no one provider (other, none, local, overflow): it need not be the same one.
    void delivered(std::string_view provider, std::string_view sending_ip, time_point when);

    // As list() had it before a restart; `active` follows from the times. Not where that ban is known already.
    void restore(const ban_status& known);

    std::vector<ban_status> list(time_point now) const; // every ban seen, sorted

private:
    struct times {
        time_point since;
        time_point last_seen;
        std::optional<time_point> delivered;

        bool ended() const { return delivered > last_seen; } // nothing is less than any time
    };
    std::map<ban, times> bans_;
};

} // namespace recoil::count
