#include "daemon/log.hpp"

#include "util/utf8.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace recoil::log {

namespace {

// %* is the text with its control characters escaped.
class escaped_text : public spdlog::custom_flag_formatter {
public:
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override
    {
        const std::string text = utf8::escape_controls({message.payload.data(), message.payload.size()});
        out.append(text.data(), text.data() + text.size());
    }
    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<escaped_text>(); }
};

// %P is the priority as the journal reads it at the start of a line.
class journal_priority : public spdlog::custom_flag_formatter {
public:
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override
    {
        constexpr std::string_view priorities[] = {"<7>", "<7>", "<6>", "<4>", "<3>", "<2>", "<6>"};
        const std::string_view priority = priorities[message.level];
        out.append(priority.data(), priority.data() + priority.size());
    }
    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<journal_priority>(); }
};

// JOURNAL_STREAM names the device and inode of the stream; stderr may have been redirected since (systemd.exec(5)).
bool stderr_is_journal()
{
    const char* stream = std::getenv("JOURNAL_STREAM");
    struct stat status {};
    return stream && fstat(STDERR_FILENO, &status) == 0 &&
           stream == std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
}

void start(std::shared_ptr<spdlog::sinks::sink> sink, const std::string& pattern)
{
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<escaped_text>('*').add_flag<journal_priority>('P').set_pattern(pattern);
    auto logger = std::make_shared<spdlog::logger>("recoild", std::move(sink));
    logger->set_formatter(std::move(formatter));
    logger->set_level(spdlog::get_level());
    logger->flush_on(spdlog::level::trace);
    spdlog::set_default_logger(std::move(logger));
}

spdlog::level::level_enum to_spdlog(level l)
{
    constexpr spdlog::level::level_enum levels[] = {spdlog::level::trace, spdlog::level::debug, spdlog::level::info,
                                                    spdlog::level::warn, spdlog::level::err};
    return levels[static_cast<std::size_t>(l)];
}

} // namespace

void start()
{
    start(std::make_shared<spdlog::sinks::stderr_sink_mt>(),
          stderr_is_journal() ? "%P%*" : "%Y-%m-%dT%H:%M:%S.%e%z %l: %*");
}

void start(std::ostream& out)
{
    start(std::make_shared<spdlog::sinks::ostream_sink_mt>(out), "%l: %*");
}

void set_level(std::string_view name)
{
    const std::string_view known = name == "warn" ? "warning" : name;
    const auto level = spdlog::level::from_str(std::string(known));
    spdlog::set_level(level == spdlog::level::off ? spdlog::level::info : level);
}

bool enabled(level l)
{
    return spdlog::should_log(to_spdlog(l));
}

void write(level l, std::string_view text)
{
    spdlog::log(to_spdlog(l), spdlog::string_view_t(text.data(), text.size()));
}

} // namespace recoil::log
