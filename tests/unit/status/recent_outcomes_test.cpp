#include "status/recent_outcomes.hpp"

#include "outcomes.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace recoil::status {
namespace {

using namespace std::chrono_literals;

TEST(recent_outcomes, a_failure_stands_in_all_its_places)
{
    recent_outcomes recent;
    recent.failed(test::failure_of(test::full_record()));
    const auto memory = recent.recall(test::now, false);
    ASSERT_EQ(memory.categories.size(), 1u);
    EXPECT_EQ(memory.categories[0].name, "banned_ip");
    EXPECT_EQ(memory.categories[0].total, (traffic{1, 0, 0}));
    EXPECT_EQ(memory.providers.at(0).name, "microsoft365");
    ASSERT_EQ(memory.failures.size(), 1u);
    ASSERT_EQ(memory.bans.size(), 1u);
    const auto& [of, note] = *memory.bans.begin();
    EXPECT_EQ(of, (count::ban{"microsoft365", "192.0.2.3", "banned_ip", "ip_banned"}));
    EXPECT_EQ(note.pack + " " + note.rule, "microsoft365 m365-banned-ip");
    EXPECT_EQ(note.address, "192.0.2.3");
    EXPECT_EQ(note.refusals, 1u);
}

TEST(recent_outcomes, what_is_put_off_is_no_failure)
{
    recent_outcomes recent;
    event::record e = test::full_record();
    e.action = dsn::action::delayed;
    recent.failed(test::failure_of(e));
    const auto memory = recent.recall(test::now, false);
    EXPECT_TRUE(memory.failures.empty());
    EXPECT_EQ(memory.categories.at(0).total, (traffic{0, 1, 0}));
    EXPECT_EQ(memory.bans.begin()->second.refusals, 1u) << "but a refusal by a ban all the same";
}

TEST(recent_outcomes, where_nobody_was_asked_nobody_refused)
{
    recent_outcomes recent;
    event::record e = test::unexplained_record("450 nobody knows");
    e.action = dsn::action::delayed;
    auto f = test::failure_of(e);
    f.asked = false;
    recent.failed(f);
    const event::record banned = test::full_record();
    auto g = test::failure_of(banned);
    g.asked = false;
    recent.failed(g);
    const auto memory = recent.recall(test::now, false);
    EXPECT_TRUE(memory.bans.empty());
    EXPECT_TRUE(memory.unclassified.empty());
    EXPECT_EQ(memory.categories.size(), 2u) << "yet the mail was put off";
}

TEST(recent_outcomes, a_log_tells_when_it_happened_and_a_notice_when_it_came)
{
    recent_outcomes recent;
    event::record line = test::full_record();
    line.kind = dsn::kind::log_line;
    line.occurred_at = line.time - 10min;
    recent.failed(test::failure_of(line));
    event::record notice = test::full_record();
    notice.occurred_at = notice.time - 10min;
    recent.failed(test::failure_of(notice));
    const auto rows = recent.recall(test::now, false).categories;
    EXPECT_EQ(rows.at(0).by_minute[49].failed, 1u);
    EXPECT_EQ(rows.at(0).by_minute[59].failed, 1u);
}

TEST(recent_outcomes, a_line_of_hours_ago_is_not_of_the_last_hour)
{
    recent_outcomes recent;
    event::record line = test::full_record();
    line.kind = dsn::kind::log_line;
    line.occurred_at = line.time - 2h;
    recent.failed(test::failure_of(line));
    recent.delivered(line, "gmail");
    EXPECT_TRUE(recent.recall(test::now, false).categories.empty());
    EXPECT_TRUE(recent.recall(test::now, false).providers.empty());
}

TEST(recent_outcomes, deliveries_belong_to_providers)
{
    recent_outcomes recent;
    const event::record e = test::full_record();
    recent.delivered(e, "gmail");
    const auto memory = recent.recall(test::now, false);
    EXPECT_EQ(memory.providers.at(0).total, (traffic{0, 0, 1}));
    EXPECT_TRUE(memory.categories.empty());
}

TEST(recent_outcomes, addresses_are_masked_when_asked)
{
    recent_outcomes recent;
    event::record e =
        test::failed_record("j.doe@contoso.com", "550 j.doe@contoso.com: j.doe is gone, says kim@fabrikam.com");
    e.original_recipient = "jane@example.org";
    recent.failed(test::failure_of(e));
    recent.failed(test::failure_of(test::unexplained_record("550 <j.doe> what?", "j.doe@contoso.com")));
    auto memory = recent.recall(test::now, true);
    EXPECT_EQ(memory.failures.at(1).recipient, "j***@contoso.com");
    EXPECT_EQ(memory.failures.at(1).original_recipient, "j***@example.org");
    EXPECT_EQ(memory.failures.at(1).diagnostic, "550 j***@contoso.com: j*** is gone, says k***@fabrikam.com");
    EXPECT_EQ(memory.unclassified.at(0).text, "550 <j***> what?");
    memory = recent.recall(test::now, false);
    EXPECT_EQ(memory.failures.at(1).recipient, "j.doe@contoso.com");
    EXPECT_EQ(memory.unclassified.at(0).text, "550 <j.doe> what?") << "nothing is lost";
}

TEST(recent_outcomes, an_address_that_is_none_is_not_kept)
{
    recent_outcomes recent;
    event::record e = test::full_record();
    e.sending_ip = "<script>";
    recent.failed(test::failure_of(e));
    EXPECT_EQ(recent.recall(test::now, false).bans.begin()->second.address, "");
    e.sending_ip = "2001:DB8:0::1";
    auto f = test::failure_of(e);
    f.sending_ip = "<script>"; // the label of the first one
    recent.failed(f);
    EXPECT_EQ(recent.recall(test::now, false).bans.begin()->second.address, "2001:db8::1") << "canonical";
}

TEST(recent_outcomes, may_be_used_from_every_thread)
{
    recent_outcomes recent;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            const event::record e = test::full_record();
            for (int i = 0; i < 500; ++i) {
                recent.failed(test::failure_of(e));
                recent.delivered(e, "gmail");
                if (i % 100 == 0)
                    recent.recall(test::now, true);
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(recent.recall(test::now, false).categories.at(0).total.failed, 2000u);
}

} // namespace
} // namespace recoil::status
