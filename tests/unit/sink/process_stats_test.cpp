#include "sink/process_stats.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace recoil::sink {
namespace {

constexpr process_units units{100, 4096};
constexpr std::string_view boot = "cpu  1 2 3\nbtime 1000000\nprocesses 5\n";

std::string stat_of(std::string_view name)
{
    return "42 (" + std::string(name) +
           ") S 1 42 42 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 3 0 12345 8192000 500 "
           "18446744073709551615 1 1 0\n";
}

TEST(process_stats, are_read_from_the_fields_of_proc)
{
    const auto stats = parse_process_stats(stat_of("recoild"), boot, units);
    ASSERT_TRUE(stats);
    EXPECT_DOUBLE_EQ(stats->cpu_seconds, 3.0);
    EXPECT_DOUBLE_EQ(stats->start_seconds, 1'000'123.45);
    EXPECT_DOUBLE_EQ(stats->virtual_bytes, 8'192'000);
    EXPECT_DOUBLE_EQ(stats->resident_bytes, 500 * 4096);
}

TEST(process_stats, a_name_may_hold_anything)
{
    for (const auto* name : {"a b", ") S 9 9 9", "", "(((", "a) R 1"}) {
        const auto stats = parse_process_stats(stat_of(name), boot, units);
        ASSERT_TRUE(stats) << name;
        EXPECT_DOUBLE_EQ(stats->cpu_seconds, 3.0) << name;
    }
}

TEST(process_stats, anything_else_is_nothing)
{
    EXPECT_FALSE(parse_process_stats("", boot, units));
    EXPECT_FALSE(parse_process_stats("42 (recoild) S 1 2 3", boot, units));
    EXPECT_FALSE(parse_process_stats(stat_of("recoild"), "", units));
    EXPECT_FALSE(parse_process_stats(stat_of("recoild"), "cpu 1\nbtime x\n", units));
    const auto whole = stat_of("recoild");
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        const auto stats = parse_process_stats(whole.substr(0, cut), boot, units);
        EXPECT_TRUE(!stats || stats->cpu_seconds == 3.0) << cut;
    }
}

TEST(process_stats, of_this_process_are_plausible)
{
    const auto stats = read_process_stats();
    ASSERT_TRUE(stats);
    const double now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    EXPECT_GE(stats->cpu_seconds, 0);
    EXPECT_GT(stats->resident_bytes, 100'000);
    EXPECT_GT(stats->virtual_bytes, stats->resident_bytes);
    EXPECT_NEAR(stats->start_seconds, now, 3600);
    EXPECT_GE(stats->open_fds, 3);
    EXPECT_GT(stats->max_fds, stats->open_fds);
}

TEST(process_stats, an_open_file_is_counted)
{
    const auto before = read_process_stats();
    const int fd = ::open("/dev/null", O_RDONLY);
    const auto after = read_process_stats();
    ::close(fd);
    ASSERT_TRUE(before && after);
    EXPECT_EQ(after->open_fds, before->open_fds + 1);
}

} // namespace
} // namespace recoil::sink
