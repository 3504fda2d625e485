// recoil tail: the last events of an event file, for people.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/event_source.hpp"
#include "daemon/cli/terminal.hpp"
#include "daemon/cli/verdict_table.hpp"
#include "daemon/exit_code.hpp"
#include "util/utf8.hpp"

#include <boost/json.hpp>

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <deque>
#include <fstream>
#include <iostream>

namespace recoil::cli {

namespace {

namespace json = boost::json;

verdict_row row_of(const json::object& event)
{
    verdict_row row;
    const std::pair<const char*, std::string*> fields[] = {
        {"recipient", &row.recipient},   {"action", &row.action},           {"status", &row.status},
        {"category", &row.category},     {"reason", &row.reason},           {"provider", &row.provider},
        {"fix_owner", &row.fix_owner},   {"list_action", &row.list_action}, {"sending_ip", &row.sending_ip},
        {"delist_url", &row.delist_url}, {"diagnostic", &row.diagnostic},   {"meaning", &row.meaning},
        {"advice", &row.advice},
    };
    for (const auto& [key, value] : fields)
        *value = text_of(event, key);
    if (row.action.empty())
        row.action = text_of(event, "kind");
    return row;
}

} // namespace

int tail(const tail_options& options)
{
    const std::string shown_name = utf8::escape_controls(options.file);
    std::ifstream in(options.file);
    std::deque<std::string> last;
    for (std::string line; std::getline(in, line);) {
        last.push_back(std::move(line));
        if (last.size() > options.lines)
            last.pop_front();
    }
    if (!in.is_open() || in.bad()) { // bad: a folder, or a disk that fails
        std::cerr << "recoil: " << shown_name << ": " << std::strerror(errno) << "\n";
        return exit_code::failure;
    }
    const terminal out(STDOUT_FILENO);
    const verdict_table table(out);
    std::fputs(table.heading().c_str(), stdout);
    bool damaged = false;
    for (const std::string& line : last) {
        boost::system::error_code error;
        const json::value event = json::parse(line, error);
        if (error || !event.is_object()) {
            damaged = true;
            continue;
        }
        std::fputs(table.block(row_of(event.as_object())).c_str(), stdout);
    }
    if (damaged)
        std::cerr << "recoil: " << shown_name << ": some lines are no events\n";
    return damaged ? exit_code::failure : exit_code::ok;
}

} // namespace recoil::cli
