// The commands of `recoil`, each in a source of its own. They print to standard output, complain on standard error and
// return the exit code.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace recoil::cli {

enum class format { table, json, summary };

struct classify_options {
    cli::format format = format::table;
    bool text = false; // the inputs are bare replies, one a line
    std::vector<std::string> rules;
    std::vector<std::string> paths;
};
int classify(const classify_options& options);

struct explain_options {
    std::string provider;
    std::string reply;
    std::vector<std::string> rules;
};
int explain(const explain_options& options);

struct rules_options {
    std::vector<std::string> rules;
    std::string pack; // only this one; "" is all
};
int rules_test(const rules_options& options);
int rules_list(const rules_options& options);
int rules_export(const rules_options& options);

struct tail_options {
    std::string file = "events.jsonl";
    std::uint64_t lines = 10;
};
int tail(const tail_options& options);

struct healthcheck_options {
    std::string address = "127.0.0.1:9850"; // of recoild's metrics
};
int healthcheck(const healthcheck_options& options);

} // namespace recoil::cli
