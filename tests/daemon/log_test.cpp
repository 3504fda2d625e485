#include "daemon/log.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <sstream>
#include <string>

namespace recoil {
namespace {

class log_test : public testing::Test {
protected:
    log_test()
    {
        log::set_level("info");
        log::start(out);
    }
    ~log_test() override
    {
        log::set_level("info");
        log::start();
    }
    std::ostringstream out;
};

TEST_F(log_test, writes_one_line_with_its_level)
{
    log::warn("{} sessions", 3);
    EXPECT_EQ(out.str(), "warning: 3 sessions\n");
}

TEST_F(log_test, text_from_outside_cannot_forge_a_line)
{
    log::info("subject {}", "a\nerror: all is lost\r\x1b[2J\x7f");
    EXPECT_EQ(out.str(), "info: subject a\\nerror: all is lost\\x0D\\x1B[2J\\x7F\n");
}

TEST_F(log_test, text_from_outside_is_no_format)
{
    log::error("{}", "{} %v %n");
    EXPECT_EQ(out.str(), "error: {} %v %n\n");
}

TEST_F(log_test, levels_below_the_set_one_are_silent)
{
    log::debug("hidden");
    log::set_level("debug");
    log::debug("shown");
    log::set_level("error");
    log::warn("hidden again");
    EXPECT_EQ(out.str(), "debug: shown\n");
}

TEST_F(log_test, every_name_of_the_configuration_is_a_level)
{
    const struct {
        const char* name;
        log::level lowest;
    } cases[] = {{"trace", log::level::trace},
                 {"debug", log::level::debug},
                 {"info", log::level::info},
                 {"warn", log::level::warn},
                 {"error", log::level::error}};
    for (const auto& c : cases) {
        log::set_level(c.name);
        for (const log::level l :
             {log::level::trace, log::level::debug, log::level::info, log::level::warn, log::level::error})
            EXPECT_EQ(log::enabled(l), l >= c.lowest) << c.name;
    }
}

std::string journal_stream()
{
    struct stat status {};
    fstat(STDERR_FILENO, &status);
    return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
}

std::string what_stderr_gets(const std::string& stream)
{
    testing::internal::CaptureStderr();
    setenv("JOURNAL_STREAM", (stream.empty() ? journal_stream() : stream).c_str(), 1);
    log::start();
    log::error("a line");
    unsetenv("JOURNAL_STREAM");
    return testing::internal::GetCapturedStderr();
}

TEST_F(log_test, in_the_journal_a_line_begins_with_its_priority)
{
    EXPECT_EQ(what_stderr_gets(""), "<3>a line\n");
}

TEST_F(log_test, a_stderr_that_is_not_the_journal_gets_the_time)
{
    const std::string line = what_stderr_gets("1:1");
    EXPECT_EQ(line.find("<3>"), std::string::npos);
    EXPECT_TRUE(line.ends_with(" error: a line\n")) << line;
}

} // namespace
} // namespace recoil
