#include "daemon/cli/command_line.hpp"

#include "daemon/cli/command_table.hpp"
#include "daemon/exit_code.hpp"
#include "util/utf8.hpp"

#include <csignal>
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

namespace recoil::cli {

namespace {

// A disk that is full must not look like success.
int finish_output(int exit_code)
{
    std::cout.flush();
    if (std::cout && std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return exit_code;
    std::cerr << "recoil: cannot write to standard output\n";
    return exit_code::failure;
}

// --help and --version are "errors" that end well. A complaint repeats what was typed: it is escaped.
int exit_code_of(const CLI::App& app, const CLI::ParseError& error)
{
    std::stringstream complaint;
    const int code = app.exit(error, std::cout, complaint);
    for (std::string text; std::getline(complaint, text);)
        std::cerr << utf8::escape_controls(text) << "\n";
    return finish_output(code == 0 ? exit_code::ok : exit_code::usage);
}

} // namespace

int run(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_DFL); // `recoil ... | head` ends quietly
    command_table table;
    try {
        table.app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return exit_code_of(table.app, error);
    }
    return finish_output(table.chosen());
}

} // namespace recoil::cli
