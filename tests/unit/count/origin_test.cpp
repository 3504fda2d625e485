#include "count/origin.hpp"

#include <gtest/gtest.h>

namespace recoil::count {
namespace {

const std::vector<std::string> own{"out1.example.com", "Out2.Example.COM", "out3.example.com."};

struct reporter {
    std::string_view mta;
    event::origin origin;
};

TEST(origin_of, is_session_for_our_own_hosts_alone)
{
    const reporter reporters[] = {
        {"out1.example.com", event::origin::session},
        {"OUT1.EXAMPLE.COM", event::origin::session},
        {"out2.example.com", event::origin::session},
        {"out1.example.com.", event::origin::session},
        {"out3.example.com", event::origin::session},
        {" out1.example.com ", event::origin::session},
        {"example.com", event::origin::remote},
        {"xout1.example.com", event::origin::remote},
        {"out1.example.com.evil.example", event::origin::remote},
        {"out1.example.co", event::origin::remote},
        {"mx.example.net", event::origin::remote},
        {"", event::origin::remote},
        {".", event::origin::remote},
    };
    for (const auto& [mta, origin] : reporters)
        EXPECT_EQ(origin_of(mta, own), origin) << mta;
}

TEST(origin_of, is_remote_where_no_host_is_ours)
{
    EXPECT_EQ(origin_of("out1.example.com", {}), event::origin::remote);
    EXPECT_EQ(origin_of("", {}), event::origin::remote);
    EXPECT_EQ(origin_of("", {""}), event::origin::remote);
}

} // namespace
} // namespace recoil::count
