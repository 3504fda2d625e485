// What the events of some files say in all: totals, bans, and groups with their course over time. In bounded memory,
// whatever the number of events, and whatever their order.
#pragma once

#include "daemon/cli/event_facts.hpp"
#include "daemon/cli/event_groups.hpp"
#include "daemon/cli/id_memory.hpp"
#include "daemon/cli/tally.hpp"
#include "daemon/cli/time_series.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recoil::cli {

struct group_row {
    std::uint64_t count = 0; // failed and deferred
    std::uint64_t failed = 0;
    time_series course;

    std::uint64_t deferred() const { return count - failed; }
    bool precious() const { return false; }
};

// A ban by one provider, of one address and for one reason.
struct ban_row {
    std::string provider;
    std::string sending_ip; // "" where the reply does not tell
    std::string category;
    std::string reason;
    std::string delist_url;
    std::optional<time_point> since;
    std::optional<time_point> last;
    std::uint64_t count = 0;
    bool ours = false; // at least one event was known to be about our mail

    bool precious() const { return false; }
};

class event_statistics {
public:
    static constexpr std::size_t most_groups = 10'000; // that are kept apart, of each grouping
    static constexpr std::size_t most_bans = 1'000;

    // `all`: also what the metrics leave out.
    event_statistics(const std::vector<grouping>& by, bool all);

    void add(const event_facts& event);

    struct group_tally {
        grouping by;
        tally<group_row> rows;
    };
    const std::vector<group_tally>& groups() const { return groups_; }
    std::vector<const ban_row*> bans() const; // ours come first, then the one that was seen last

    std::uint64_t failed = 0;
    std::uint64_t deferred = 0;
    std::uint64_t delivered = 0; // that an event tells of: after a deferral, or by a notice of success
    std::uint64_t complaints = 0;
    std::uint64_t suppressible = 0; // failures of dead addresses
    time_series course;             // of failures and deferrals
    std::optional<time_point> first;
    std::optional<time_point> last;

    struct omissions {
        std::uint64_t duplicates = 0; // and repeats
        std::uint64_t forged = 0;
        std::uint64_t told_twice = 0; // by a source that is not the one to be counted
        std::uint64_t late = 0;
    };
    omissions left_out;

private:
    bool leaves_out(const event_facts& event);
    void add_failure(const event_facts& event);
    void add_ban(const event_facts& event);

    bool all_;
    id_memory seen_;
    std::vector<group_tally> groups_;
    tally<ban_row> bans_{most_bans};
};

} // namespace recoil::cli
