// A rule and a pack as they are written; nothing here knows YAML or a regex engine.
#pragma once

#include "classify/taxonomy.hpp"
#include "dsn/report.hpp"
#include "dsn/status_code.hpp"
#include "util/problem.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recoil::classify {

// 5.7.606-649, 5.1.10, 4.2.2. A range runs over the detail.
struct status_range {
    dsn::status_code first;
    std::uint16_t last_detail = 0;

    bool exact() const { return first.detail == last_detail; }
    bool contains(dsn::status_code code) const;
};

struct code_range { // of reply codes: 550, 500-599
    std::uint16_t first = 0;
    std::uint16_t last = 0;
};

struct example {
    int line = 0;
    std::string text;
    std::string remote_mta;
    std::optional<dsn::stage> stage;
    dsn::action action = dsn::action::failed;
};

// All conditions that are given must hold; within one condition any of its values may.
struct rule {
    std::string id;
    std::string file;
    int line = 0;
    // conditions
    std::vector<status_range> status;
    bool status_optional = false; // the text alone suffices where the reply holds no enhanced code at all
    std::vector<code_range> smtp_code;
    std::vector<std::string> token;      // RE2 syntax, case-insensitive: a provider's own token, (S3150), AS16012607
    std::vector<std::string> text;       // the same, words
    std::vector<position> places;        // of these patterns: of `token`, then of `text`; empty where not from a file
    std::vector<std::string> remote_mta; // host globs
    std::vector<dsn::stage> stage;
    std::vector<dsn::action> action;
    std::string provider;     // one of the pack's; "" is any of them
    bool distinctive = false; // needs no other sign of the pack's provider, and names it
    // verdict
    const classify::reason* reason = nullptr;
    classify::permanence permanence{};
    classify::scope scope{};
    classify::fix_owner fix_owner{};
    int priority = 0;                 // higher wins within a tier, among rules with as many conditions
    std::vector<std::string> capture; // RE2 with the named groups of capture.hpp
    std::string blocklist;            // fixed values, where the rule itself knows them
    std::string delist_url;
    std::string meaning;
    std::string advice;
    std::vector<std::string> links;
    std::vector<example> examples;
    std::vector<example> counterexamples;
};

struct provider_signs {
    std::string name;               // of the taxonomy, or new
    std::vector<std::string> hosts; // globs over the answering host
    std::vector<std::string> texts; // RE2 over the reply
    bool relay = false;             // sends its customers' mail, and its notices quote what others answered
    std::vector<position> places{}; // of `texts`; empty where they are not from a file
};

struct pack {
    std::string name;
    std::string version;
    std::string file;
    bool site = false; // from rules.extra: before shipped ones at equal rank, and the same id replaces
    std::vector<provider_signs> providers; // empty: generic text, status codes, reply codes
    std::vector<rule> rules;
};

} // namespace recoil::classify
