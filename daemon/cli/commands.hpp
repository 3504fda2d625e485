// The commands of `recoil`, each in a source of its own. They print to standard output, complain on standard error and
// return the exit code.
#pragma once

#include "daemon/cli/event_filter.hpp"
#include "daemon/cli/event_groups.hpp"
#include "util/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recoil::cli {

struct command; // command_tree.hpp

enum class format { table, json, summary };

struct rule_choice {
    std::vector<std::string> extra; // site packs over the others, as rules.extra
    std::vector<std::string> packs; // instead of the shipped ones, as rules.packs
};

struct classify_options {
    cli::format format = format::table;
    bool text = false; // the inputs are bare replies, one a line
    rule_choice rules;
    std::vector<std::string> paths;
};
int classify(const classify_options& options);

struct explain_options {
    cli::format format = format::table;
    std::string provider;
    std::string remote_mta;
    std::string stage;
    std::string action = "failed";
    std::string status; // the Status field of a report: for a reply without a code
    std::string reply;
    rule_choice rules;
};
int explain(const explain_options& options);

struct rules_options {
    rule_choice rules;
    std::string pack; // only this one; "" is all
    cli::format format = format::table;
    bool notes = false;  // list what only the priority tells apart
    bool strict = false; // whatever does not rest on evidence is a failure
    std::string folder;  // where export writes; "" is standard output
};
int rules_test(const rules_options& options);
int rules_list(const rules_options& options);
int rules_reasons(const rules_options& options);
int rules_export(const rules_options& options);

struct log_options {
    cli::format format = format::summary; // table and json: the events themselves
    bool follow = false;                  // what is written to the one path from now on; never a summary
    bool every = false;                   // each deferral is an event
    std::optional<int> year;              // of time stamps that have none
    std::uint64_t top = 50;               // groups of the summary; 0 is all
    std::vector<std::string> services;    // whose deliveries are looked at; empty: smtp, relay and error
    rule_choice rules;
    std::vector<std::string> paths{"/var/log/mail.log"};
};
int log(const log_options& options);

struct replay_options {
    cli::format format = format::table;
    rule_choice rules;      // as they shall be
    rule_choice present;    // as they are
    bool recorded = false;  // compare with the verdicts that the events hold
    std::uint64_t top = 50; // changes to be shown; 0 is all
    std::vector<std::string> paths;
};
int replay(const replay_options& options);

struct unclassified_options {
    cli::format format = format::table;
    rule_choice rules;
    std::uint64_t top = 20; // replies to be shown; 0 is all
    std::vector<std::string> paths;
};
int unclassified(const unclassified_options& options);

struct stats_options {
    cli::format format = format::table;
    std::vector<grouping> by; // a table for each; none: the overview
    std::optional<time_point> since;
    std::optional<time_point> until;
    std::optional<std::uint64_t> top; // rows of each table; 0 is all
    bool all = false;                 // also what the metrics leave out
    filter_options filter;
    std::vector<std::string> paths; // none: the default ones
};
int stats(const stats_options& options);

struct tail_options {
    cli::format format = format::table;
    bool follow = false;
    bool long_form = false; // a block for each event, not a line
    std::uint64_t lines = 10;
    filter_options filter;
    std::string file; // "": the default one
};
int tail(const tail_options& options);

struct healthcheck_options {
    std::string address = "127.0.0.1:9850"; // of recoild's metrics
};
int healthcheck(const healthcheck_options& options);

enum class shell { bash, zsh, fish };

struct completion_options {
    cli::shell shell = shell::bash;
};
int completion(const completion_options& options, const command& root);

} // namespace recoil::cli
