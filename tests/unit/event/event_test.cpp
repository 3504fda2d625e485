#include "event/event.hpp"

#include <gtest/gtest.h>

namespace recoil::event {
namespace {

TEST(event_names, are_those_on_the_wire)
{
    EXPECT_EQ(name(source::lmtp), "lmtp");
    EXPECT_EQ(name(source::smtp), "smtp");
    EXPECT_EQ(name(source::cli), "cli");
    EXPECT_EQ(name(origin::session), "session");
    EXPECT_EQ(name(origin::remote), "remote");
}

TEST(event_record, says_nothing_until_it_is_told)
{
    const record e;
    EXPECT_FALSE(e.counted);
    EXPECT_FALSE(e.cause);
    EXPECT_FALSE(e.authentic);
    EXPECT_EQ(event::cause{}.list_action, classify::list_action::none) << "no address is suppressed by default";
}

} // namespace
} // namespace recoil::event
