// What the daemon was told: settings and rules, read together, immutable from then on. A reload makes a new one.
#pragma once

#include "daemon/rules.hpp"
#include "daemon/tls_context.hpp"

#include "config/load.hpp"
#include "config/settings.hpp"
#include "pipeline/transaction.hpp"
#include "util/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace recoil {

struct snapshot {
    config::settings settings;
    std::shared_ptr<const pipeline::context> context;
    std::uint64_t pack_errors = 0;                                           // packs of rules.extra that were left out
    std::string status_token;                                                // that opens the status page; "" is none
    std::map<std::pair<std::string, std::string>, tls_context> certificates; // by the paths of certificate and key

    // What this configuration says of a listener that was opened as `opened`: by protocol and address, which only a
    // restart can change. `opened` itself where it says nothing any more.
    const config::listener& in_force(const config::listener& opened) const;
    tls_context certificate(const config::tls& files) const; // null where there are none
    std::size_t pack_count() const;
    std::size_t rule_count() const;
};

struct load_result {
    std::shared_ptr<const recoil::snapshot> snapshot; // null where something is wrong that cannot be left out
    recoil::problems problems;                        // also those of packs that were left out
};

// Reads `file` ("" is an empty configuration), the environment, certificates, keys and the rule packs. Compiling two
// thousand patterns takes seconds; where they are kept from the last start (compiled_rules.hpp), reading them back
// takes milliseconds.
load_result load_snapshot(const std::string& file, const config::environment& variables, bad_packs policy);
load_result load_snapshot(config::settings settings, bad_packs policy, const std::string& file = "");

// The RECOIL_* variables of this process.
config::environment environment_variables();

std::string rules_text(const snapshot& s); // 2345 rules in 90 packs

// The keys in which two settings differ and which only a restart can change: open sockets and files.
std::vector<std::string> restart_keys(const config::settings& before, const config::settings& after);

} // namespace recoil
