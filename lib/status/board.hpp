// Everything that the status page and /api/v1/status show, as values: put together once for a request, written by
// page.hpp or board_json.hpp. Texts that came from mail are as they came, but for addresses (address_mask.hpp): who
// writes them escapes them. Names on the wire stand in docs/status-page.md.
#pragma once

#include "status/last_hour.hpp"
#include "util/clock.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace recoil::status {

struct ban { // one that was seen since the start, or in the hours before it
    std::string provider;
    std::string sending_ip; // the label: a configured address, foreign or unknown
    std::string address;    // the one that the last refusal named; "" where it named none
    std::string category;
    std::string reason;
    bool active = false;
    bool ours = false; // of one of our addresses, or told to our own MTA; else of a stranger
    time_point since;
    time_point last_seen;
    std::uint64_t refusals = 0;
    std::string rule; // of the last one; from here on by the packs alone, never by mail
    std::string fix_owner;
    std::string delist_url; // https, or ""
    std::string advice;
};

struct failure { // a recipient that failed for good
    time_point time;
    std::string recipient;
    std::string original_recipient; // where it is another one
    std::string provider;
    std::string category;
    std::string reason;
    std::string fix_owner;
    std::string status; // 5.7.606
    std::string diagnostic;
    std::string advice;
    std::string rule;
    bool suppress = false;
};

struct rule_hits {
    std::string pack;
    std::string rule;
    std::uint64_t hits = 0; // since the start
};

struct unexplained {  // replies of one form that no rule explains
    std::string text; // of the latest
    std::string provider;
    std::uint64_t count = 0;
    time_point last_seen;
};

struct event_sink {
    std::string name;
    std::string path;
    std::uint64_t written = 0; // lines, since the start
    std::uint64_t refused = 0;
    std::uint64_t dropped = 0;
    std::uint64_t queued = 0;
    std::uint64_t free_bytes = std::numeric_limits<std::uint64_t>::max(); // the greatest number: there is no limit
    bool blocked = false;
    bool enough_space = true;
};

struct listener {
    std::string protocol;
    std::string address;
    std::uint64_t open = 0; // sessions of all listeners of the protocol
    std::uint64_t ended = 0;
};

struct log_source {
    std::string input;
    std::uint64_t lines = 0; // since the start
    std::uint64_t unparsed = 0;
    std::uint64_t lag_bytes = 0;
    std::optional<time_point> last_line; // the time that the newest one tells
};

struct configuration {
    std::string file;     // "" is none: all defaults
    time_point read_at;   // the last time, whether or not it was taken
    bool accepted = true; // else it was refused, and the one before it is in force
    std::uint64_t packs = 0;
    std::uint64_t rules = 0;
    std::uint64_t packs_left_out = 0;
    std::vector<std::string> problems; // file:line: key: what, of the last reading
    std::vector<std::string> restart;  // keys that were changed and need one
};

struct board {
    time_point now;
    time_point started;
    std::string host;
    std::string version;
    bool addresses_masked = true;
    std::vector<ban> bans; // those that stand first, and of those ours
    traffic hour;
    std::vector<traffic_row> categories; // with something in the last hour, the busiest first
    std::vector<traffic_row> providers;
    std::vector<failure> failures; // newest first
    std::vector<rule_hits> rules;  // most hits first
    std::vector<unexplained> unclassified;
    std::vector<event_sink> sinks;
    std::vector<listener> listeners;
    std::vector<log_source> log_sources;
    status::configuration configuration;
};

} // namespace recoil::status
