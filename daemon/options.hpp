// The command line of recoild.
#pragma once

#include <string>
#include <variant>

namespace recoil {

namespace exit_code {
inline constexpr int ok = 0;
inline constexpr int failure = 1;
inline constexpr int usage = 2;
inline constexpr int configuration = 78; // EX_CONFIG of sysexits.h
} // namespace exit_code

struct options {
    std::string config;          // the file to read; "" means all defaults
    bool check = false;          // read configuration and rules, report every problem, stop
    bool print_defaults = false; // show the configuration with its defaults, stop
};

// The options, or the exit code where there is nothing more to do (--help, --version, a usage error; already printed).
// Without --config the system's file is taken where it exists.
std::variant<options, int> parse_options(int argc, const char* const* argv);

} // namespace recoil
