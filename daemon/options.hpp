// The command line of recoild.
#pragma once

#include "daemon/exit_code.hpp"

#include <string>
#include <variant>

namespace recoil {

struct options {
    std::string config;          // the file to read; "" means all defaults
    bool check = false;          // read configuration and rules, report every problem, stop
    bool print_defaults = false; // show the configuration with its defaults, stop
};

// The options, or the exit code where there is nothing more to do (--help, --version, a usage error; already printed).
// Without --config the system's file is taken where it exists.
std::variant<options, int> parse_options(int argc, const char* const* argv);

} // namespace recoil
