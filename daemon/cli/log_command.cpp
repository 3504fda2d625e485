// recoil log: what a Postfix log says, without a daemon and without a configuration.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/followed_log.hpp"
#include "daemon/cli/input_file.hpp"
#include "daemon/cli/line_splitter.hpp"
#include "daemon/cli/load_rules.hpp"
#include "daemon/cli/log_summary.hpp"
#include "daemon/cli/progress.hpp"
#include "daemon/cli/verdict_writer.hpp"
#include "daemon/exit_code.hpp"
#include "daemon/host.hpp"
#include "pipeline/delivery_log.hpp"
#include "util/utf8.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <utility>
#include <vector>

namespace recoil::cli {

namespace {

constexpr auto any_age = std::chrono::hours(24 * 365 * 100); // an old log is what is asked about

std::shared_ptr<const pipeline::context> make_context(std::shared_ptr<const classify::classifier> classifier)
{
    auto context = std::make_shared<pipeline::context>();
    context->classifier = std::move(classifier);
    context->host = host_name();
    return context;
}

pipeline::delivery_log_options lines_options(const log_options& options)
{
    pipeline::delivery_log_options result;
    if (!options.services.empty())
        result.services = options.services;
    result.max_age = any_age;
    result.every_deferral = options.every;
    result.to_utc = local_to_utc;
    result.year = options.year;
    return result;
}

// Lines in; a summary or the events themselves out.
class log_reader {
public:
    log_reader(const log_options& options, std::shared_ptr<const classify::classifier> rules)
        : format_(options.format)
        , lines_(make_context(std::move(rules)), lines_options(options))
        , events_(make_writer(options.format))
    {
    }

    void read(const std::string& file, std::string_view line)
    {
        said_.clear();
        summary_.line(lines_.read(line, wall_clock(), said_));
        for (pipeline::logged& said : said_) {
            if (format_ == format::summary)
                summary_.add(said);
            else if (said.is_event)
                events_->message(file, {said.record});
        }
    }

    const log_summary& summary() const { return summary_; }

private:
    cli::format format_;
    pipeline::delivery_log lines_;
    std::unique_ptr<verdict_writer> events_;
    std::vector<pipeline::logged> said_;
    log_summary summary_;
};

// "mail.log*" names the newest first, and a message's lines are joined in their order. What has no time, such as
// standard input, comes last; what has the same time stays in its order.
std::vector<std::string> oldest_first(const std::vector<std::string>& paths)
{
    std::vector<std::pair<std::filesystem::file_time_type, std::size_t>> order;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        std::error_code none;
        const auto time = std::filesystem::last_write_time(paths[i], none);
        order.emplace_back(none ? std::filesystem::file_time_type::max() : time, i);
    }
    std::ranges::sort(order);
    std::vector<std::string> sorted;
    for (const auto& [time, i] : order)
        sorted.push_back(paths[i]);
    return sorted;
}

int read_files(const std::vector<std::string>& paths, log_reader& reader)
{
    progress shown;
    int code = exit_code::ok;
    for (const std::string& path : oldest_first(paths)) {
        line_splitter lines([&](std::string_view line, bool) {
            reader.read(path, line);
            shown.message();
        });
        std::string error;
        const auto take = [&](std::string_view bytes) {
            lines.feed(bytes);
            shown.bytes(bytes.size());
        };
        if (!read_file(path, take, error)) {
            std::cerr << "recoil: " << utf8::escape_controls(path + ": " + error) << "\n";
            code = exit_code::failure;
        }
        lines.finish();
    }
    return code;
}

int follow(const std::string& path, log_reader& reader)
{
    return follow_log(path, [&](std::string_view line) {
        reader.read(path, line);
        std::fflush(stdout);
    });
}

} // namespace

int log(const log_options& given)
{
    log_options options = given;
    if (options.follow && options.format == format::summary)
        options.format = format::table; // a summary comes at the end, and here is none
    std::shared_ptr<const classify::classifier> rules = load_rules(options.rules);
    if (!rules)
        return exit_code::failure;
    log_reader reader(options, std::move(rules));
    if (options.follow)
        return follow(options.paths.front(), reader);
    const int code = read_files(options.paths, reader);
    if (options.format == format::summary)
        std::fputs(reader.summary().text(terminal(STDOUT_FILENO), options.top).c_str(), stdout);
    return code;
}

} // namespace recoil::cli
