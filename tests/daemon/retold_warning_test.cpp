#include "daemon/retold_warning.hpp"

#include "daemon/log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace recoil {
namespace {

event::record failure(dsn::kind kind, event::origin origin, const std::string& queue_id)
{
    event::record e;
    e.kind = kind;
    e.origin = origin;
    e.action = dsn::action::failed;
    e.queue_id = queue_id;
    e.recipient = "gone@example.net";
    e.counted = true;
    return e;
}

std::string told_of(event::origin of_notices)
{
    std::ostringstream told;
    log::start(told);
    retold_warning warning;
    for (const char* id : {"4Xy1", "4Xy2", "4Xy3"}) {
        warning.look_at(failure(dsn::kind::log_line, event::origin::session, id));
        warning.look_at(failure(dsn::kind::dsn, of_notices, id));
    }
    log::start();
    return told.str();
}

TEST(retold_warning, the_first_in_a_minute_is_told_with_its_queue_id)
{
    const std::string text = told_of(event::origin::remote);
    EXPECT_NE(text.find("the failure of 4Xy1 in the queue"), std::string::npos) << text;
    EXPECT_NE(text.find("own_mtas"), std::string::npos) << text;
    EXPECT_EQ(std::ranges::count(text, '\n'), 1) << text;
}

TEST(retold_warning, what_is_known_as_ours_is_not_told)
{
    EXPECT_EQ(told_of(event::origin::session), "");
}

} // namespace
} // namespace recoil
