// recoil stats: what is going on, from event files.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/default_events.hpp"
#include "daemon/cli/stats_view.hpp"
#include "daemon/exit_code.hpp"
#include "daemon/host.hpp"

#include <unistd.h>

#include <cstdio>

namespace recoil::cli {

namespace {

const std::vector<grouping> overview{grouping::category, grouping::provider, grouping::reason, grouping::domain,
                                     grouping::stream};

bool within(const stats_options& options, const event_facts& event)
{
    if (!options.since && !options.until)
        return true;
    return event.time && (!options.since || *event.time >= *options.since) &&
           (!options.until || *event.time < *options.until);
}

events_read read_into(event_statistics& all, const stats_options& options, const std::vector<std::string>& paths)
{
    progress shown("events", progress::output::at_the_end);
    const auto take = [&](const boost::json::object& object) {
        const event_facts event(object);
        if (within(options, event) && matches(options.filter, event))
            all.add(event);
    };
    return read_events(paths, take, &shown);
}

} // namespace

int stats(const stats_options& options)
{
    const std::vector<std::string> paths = options.paths.empty() ? default_event_files() : options.paths;
    if (paths.empty())
        return exit_code::failure;
    event_statistics all(options.by.empty() ? overview : options.by, options.all);
    const events_read read = read_into(all, options, paths);
    const stats_view view{all, read, options.by.empty(), options.top, wall_clock()};
    const std::string text =
        options.format == format::json ? stats_json(view) : stats_table(view, terminal(STDOUT_FILENO));
    std::fputs(text.c_str(), stdout);
    return read.complain() ? exit_code::ok : exit_code::failure;
}

} // namespace recoil::cli
