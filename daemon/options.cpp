#include "daemon/options.hpp"

#include <CLI/CLI.hpp>

#include <unistd.h>

namespace recoil {

namespace {
constexpr const char* system_config = "/etc/recoil/recoil.yaml";
}

std::variant<options, int> parse_options(int argc, const char* const* argv)
{
    options result;
    CLI::App app("Takes bounces from an MTA by LMTP or SMTP and says why each recipient failed.", "recoild");
    app.add_option("--config", result.config, "Configuration file (default: " + std::string(system_config) + ")")
        ->type_name("FILE");
    app.add_flag("--check", result.check, "Read configuration and rules, report every problem and stop");
    app.add_flag("--print-defaults", result.print_defaults, "Show the configuration with its defaults and stop");
    app.set_version_flag("--version", "recoild " RECOIL_VERSION);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? exit_code::ok : exit_code::usage;
    }
    if (app.count("--config") == 0 && access(system_config, F_OK) == 0)
        result.config = system_config;
    return result;
}

} // namespace recoil
