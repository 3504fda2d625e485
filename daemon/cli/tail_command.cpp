// recoil tail: the last events of an event file, and those that come.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/default_events.hpp"
#include "daemon/cli/event_line.hpp"
#include "daemon/cli/event_source.hpp"
#include "daemon/cli/followed_log.hpp"
#include "daemon/cli/last_lines.hpp"
#include "daemon/cli/verdict_table.hpp"
#include "daemon/exit_code.hpp"
#include "util/utf8.hpp"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <iostream>

namespace recoil::cli {

namespace {

class tail_writer {
public:
    explicit tail_writer(const tail_options& options) : options_(options)
    {
        if (options.format == format::table)
            print(options.long_form ? table_.heading() : event_line_heading(out_));
    }

    bool wants(std::string_view line)
    {
        const boost::json::object* event = parser_.parse(line);
        damaged += event == nullptr;
        return event != nullptr && matches(options_.filter, event_facts(*event));
    }

    void show(std::string_view line)
    {
        if (options_.format == format::json)
            return print(std::string(line) + "\n");
        const boost::json::object& event = *parser_.parse(line);
        print(options_.long_form ? table_.block(row_of(event)) : event_line(event, out_));
    }

    void show_if_wanted(std::string_view line)
    {
        if (line.empty() || !wants(line))
            return;
        show(line);
        std::fflush(stdout);
    }

    std::uint64_t damaged = 0; // lines that are no events

private:
    static void print(const std::string& text) { std::fputs(text.c_str(), stdout); }

    const tail_options& options_;
    terminal out_{STDOUT_FILENO};
    verdict_table table_{out_};
    event_parser parser_;
};

bool complain(const std::string& file, const std::string& what)
{
    std::cerr << "recoil: " << utf8::escape_controls(file + ": " + what) << "\n";
    return false;
}

bool show_last(const std::string& file, line_choice choice, tail_writer& writer)
{
    choice.wanted = [&writer](std::string_view line) { return writer.wants(line); };
    std::string error;
    for (const std::string& line : last_lines(file, choice, error))
        writer.show(line);
    std::fflush(stdout);
    return error.empty() || complain(file, error);
}

int follow(const std::string& file, std::size_t lines, tail_writer& writer)
{
    const auto take = [&writer](std::string_view line) { writer.show_if_wanted(line); };
    if (file == "-")
        return follow_standard_input(take);
    std::error_code unknown;
    if (!std::filesystem::exists(file, unknown) && !unknown)
        complain(file, "is not there yet; waiting for it");
    return follow_log(file, take, [&](std::uint64_t offset) {
        if (offset > 0)
            show_last(file, {lines, offset, nullptr}, writer);
    });
}

} // namespace

int tail(const tail_options& options)
{
    const std::string file = options.file.empty() ? default_event_file() : options.file;
    if (file.empty())
        return exit_code::failure;
    tail_writer writer(options);
    if (options.follow)
        return follow(file, options.lines, writer);
    const bool read = show_last(file, {options.lines, line_choice().end, nullptr}, writer);
    if (writer.damaged > 0)
        complain(file, std::to_string(writer.damaged) + " lines are no events");
    return read && writer.damaged == 0 ? exit_code::ok : exit_code::failure;
}

} // namespace recoil::cli
