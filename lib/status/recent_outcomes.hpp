// What the status page remembers of the outcomes that were counted, in bounded memory; nothing of it survives a
// restart but what restore() brings back. The only place of lib/status that locks: may be used from every thread.
#pragma once

#include "count/ban_state.hpp"
#include "sink/counting_watcher.hpp"
#include "status/last_hour.hpp"
#include "status/recent_failures.hpp"
#include "status/unclassified_samples.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::status {

struct ban_note { // what the state of a ban (count/ban_state.hpp) does not tell
    std::string pack;
    std::string rule;
    std::string address; // that the last refusal named, canonical; "" where it named none. Ours go before others'
    std::uint64_t refusals = 0;
    std::optional<time_point> refused_us; // when our own MTA was refused in its session the last time
};
using ban_notes = std::map<count::ban, ban_note>;

class recent_outcomes final : public sink::counting_watcher {
public:
    void failed(const sink::counted_failure& f) override;
    void delivered(const event::record& e, std::string_view provider) override;

    // Addresses in the texts are masked where `masked` says so, and then the texts are cut (bounded_text.hpp).
    struct memory {
        std::vector<traffic_row> categories;
        std::vector<traffic_row> providers;
        std::vector<failure> failures;
        std::vector<unexplained> unclassified;
        ban_notes bans;
    };
    memory recall(time_point now, bool masked) const;

    // Of the bans alone, to be kept over a restart; and what was noted before one.
    ban_notes bans() const;
    void restore(const count::ban& of, ban_note note);

private:
    void note_ban(const sink::counted_failure& f);

    mutable std::mutex mutex_; // of all that follows
    last_hour categories_;
    last_hour providers_;
    recent_failures failures_;
    unclassified_samples unclassified_;
    ban_notes bans_; // bounded as ban_state is: its keys come from closed sets
};

} // namespace recoil::status
