#include "dsn/feedback.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::dsn {
namespace {

using addresses = std::vector<std::string>;

TEST(feedback, who_complains_is_what_the_report_says_best)
{
    feedback f;
    EXPECT_TRUE(complainants(f).empty());
    f.returned_recipient = "c@example.net";
    EXPECT_EQ(complainants(f), addresses{"c@example.net"});
    f.removal_recipient = "b@example.net";
    EXPECT_EQ(complainants(f), addresses{"b@example.net"});
    f.original_recipients = {"a@example.net", "d@example.net"};
    EXPECT_EQ(complainants(f), (addresses{"a@example.net", "d@example.net"}));
}

} // namespace
} // namespace recoil::dsn
