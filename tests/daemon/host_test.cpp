#include "daemon/host.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <string>

namespace recoil {
namespace {

constexpr const char* debian = "127.0.0.1\tlocalhost\n"
                               "127.0.1.1\tout1.example.com\tout1\n"
                               "# 192.0.2.9 out1.example.org out1\n"
                               "::1     localhost ip6-localhost ip6-loopback\n";

TEST(full_name, is_the_one_with_a_dot_beside_the_short_one)
{
    EXPECT_EQ(full_name("out1", debian), "out1.example.com");
    EXPECT_EQ(full_name("OUT1", debian), "out1.example.com");
    EXPECT_EQ(full_name("out1", "192.0.2.1 out1 out1.example.com"), "out1.example.com") << "in either order";
    EXPECT_EQ(full_name("out1", "192.0.2.1 out1\n192.0.2.2 out1.example.com out1 # me\n"), "out1.example.com");
}

TEST(full_name, is_the_short_one_where_the_file_does_not_say)
{
    EXPECT_EQ(full_name("out2", debian), "out2");
    EXPECT_EQ(full_name("localhost", debian), "localhost");
    EXPECT_EQ(full_name("out1", ""), "out1");
    EXPECT_EQ(full_name("out1", "192.0.2.1 out1"), "out1");
    EXPECT_EQ(full_name("out1", "out1 out1x.example.com"), "out1") << "the first word is the address";
    EXPECT_EQ(full_name("out1", "192.0.2.1 out1.example.com"), "out1") << "perhaps another host";
    EXPECT_EQ(full_name("out1", "\n\n\t\n#"), "out1");
}

TEST(host_name, is_never_empty)
{
    EXPECT_FALSE(host_name().empty());
    EXPECT_EQ(host_name(), host_name());
}

class local_time : public ::testing::Test {
protected:
    local_time() { set("CET-1CEST,M3.5.0,M10.5.0/3"); }
    ~local_time() override
    {
        unsetenv("TZ");
        tzset();
    }
    static void set(const char* zone)
    {
        setenv("TZ", zone, 1);
        tzset();
    }
    static std::string utc(unsigned month, unsigned day, int hour, int minute = 0)
    {
        const std::chrono::local_days date(std::chrono::year(2024) / month / day);
        return format_rfc3339(local_to_utc(date + std::chrono::hours(hour) + std::chrono::minutes(minute)));
    }
};

TEST_F(local_time, is_that_of_the_zone_in_winter_and_summer)
{
    EXPECT_EQ(utc(1, 15, 12), "2024-01-15T11:00:00.000Z");
    EXPECT_EQ(utc(7, 15, 12), "2024-07-15T10:00:00.000Z");
    set("UTC0");
    EXPECT_EQ(utc(7, 15, 12), "2024-07-15T12:00:00.000Z");
}

// Whatever was asked before: mktime() remembers.
TEST_F(local_time, of_an_hour_that_comes_twice_is_the_second_once_it_is_past)
{
    for (const int before : {1, 12}) {
        utc(10, 27, before);
        EXPECT_EQ(utc(10, 27, 2, 30), "2024-10-27T01:30:00.000Z");
    }
    EXPECT_EQ(utc(10, 27, 1, 59), "2024-10-26T23:59:00.000Z");
    EXPECT_EQ(utc(10, 27, 3), "2024-10-27T02:00:00.000Z");
}

TEST_F(local_time, of_an_hour_that_was_left_out_is_near_it)
{
    const std::string read = utc(3, 31, 2, 30);
    EXPECT_TRUE(read == "2024-03-31T00:30:00.000Z" || read == "2024-03-31T01:30:00.000Z") << read;
}

} // namespace
} // namespace recoil
