#include "daemon/log.hpp"
#include "daemon/options.hpp"
#include "daemon/server.hpp"
#include "daemon/signals.hpp"
#include "daemon/snapshot.hpp"
#include "daemon/systemd.hpp"

#include <cstdio>
#include <exception>
#include <iostream>

namespace {

using namespace recoil;

int report(const load_result& result)
{
    for (const problem& p : result.problems)
        std::cerr << to_string(p) << '\n';
    return result.snapshot ? exit_code::ok : exit_code::configuration;
}

int serve_until_stopped(const options& given)
{
    load_result first = load_snapshot(given.config, environment_variables(), bad_packs::leave_out);
    if (!first.snapshot)
        return report(first);
    log::start();
    log::set_level(first.snapshot->settings.log_level);
    for (const problem& p : first.problems)
        log::error("rule pack left out: {}", to_string(p));
    server_options options;
    options.config = given.config;
    options.problems = std::move(first.problems);
    options.snapshot = std::move(first.snapshot);
    options.load = [file = given.config] { return load_snapshot(file, environment_variables(), bad_packs::refuse); };
    options.sockets = systemd::inherited_sockets();
    server daemon(options);
    const signals handlers(daemon.loop(), {[&] { daemon.stop(); }, [&] { daemon.reload(); }, [&] { daemon.reopen(); }});
    daemon.run();
    return exit_code::ok;
}

} // namespace

int main(int argc, char** argv)
try {
    const std::variant<options, int> parsed = parse_options(argc, argv);
    if (const int* done = std::get_if<int>(&parsed))
        return *done;
    const options& given = std::get<options>(parsed);
    if (given.print_defaults)
        return std::fputs(config::print_defaults().c_str(), stdout) < 0 ? exit_code::failure : exit_code::ok;
    if (given.check)
        return report(load_snapshot(given.config, environment_variables(), bad_packs::refuse));
    return serve_until_stopped(given);
} catch (const std::exception& e) {
    log::error("{}", e.what());
    return exit_code::failure;
}
