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

TEST(origin_of, a_short_name_of_ours_is_that_host_without_a_domain_only)
{
    const std::vector<std::string> short_name{"mail"};
    EXPECT_EQ(origin_of("MAIL", short_name), event::origin::session);
    EXPECT_EQ(origin_of("mail.localdomain", short_name), event::origin::session);
    EXPECT_EQ(origin_of("Mail.LocalDomain.", short_name), event::origin::session);
    EXPECT_EQ(origin_of("mail.example.net", short_name), event::origin::remote) << "a namesake";
    EXPECT_EQ(origin_of("xmail.localdomain", short_name), event::origin::remote);
    EXPECT_EQ(origin_of(".localdomain", {""}), event::origin::remote);
    EXPECT_EQ(origin_of("mail", {"mail.example.com"}), event::origin::remote) << "somebody's short name";
    EXPECT_EQ(origin_of("mail.localdomain", {"mail.example.com"}), event::origin::remote);
}

TEST(is_own_mta, compares_whole_names)
{
    EXPECT_TRUE(is_own_mta(" OUT3.example.com ", own));
    EXPECT_FALSE(is_own_mta("example.com", own));
    EXPECT_FALSE(is_own_mta("", own));
    EXPECT_FALSE(is_own_mta("out1.example.com", {}));
}

TEST(own_name, joins_the_spellings_of_a_host_of_ours)
{
    const std::vector<std::string> ours{"out1.example.com", "relay"};
    EXPECT_EQ(own_name("OUT1.example.com.", ours), "out1.example.com");
    EXPECT_EQ(own_name("relay.localdomain", ours), "relay");
    EXPECT_EQ(own_name("mx.example.net", ours), "mx.example.net");
    EXPECT_EQ(own_name("", ours), "");
}

} // namespace
} // namespace recoil::count
