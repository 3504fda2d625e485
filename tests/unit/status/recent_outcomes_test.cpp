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

TEST(recent_outcomes, what_was_noted_of_a_ban_before_a_restart_goes_on)
{
    recent_outcomes before;
    event::record e = test::full_record();
    e.origin = event::origin::session;
    before.failed(test::failure_of(e));
    recent_outcomes recent;
    for (const auto& [of, note] : before.bans())
        recent.restore(of, note);
    e.origin = event::origin::remote;
    recent.failed(test::failure_of(e));
    const auto bans = recent.recall(test::now, false).bans;
    ASSERT_EQ(bans.size(), 1u);
    EXPECT_EQ(bans.begin()->second.refusals, 2u);
    EXPECT_EQ(bans.begin()->second.refused_us, before.bans().begin()->second.refused_us);
    recent.restore(bans.begin()->first, {});
    EXPECT_EQ(recent.bans().begin()->second.refusals, 2u) << "what is known is newer";
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

TEST(recent_outcomes, a_log_whose_clock_is_ahead_tells_of_now)
{
    recent_outcomes recent;
    event::record line = test::full_record();
    line.kind = dsn::kind::log_line;
    line.occurred_at = line.time + 10min;
    recent.failed(test::failure_of(line));
    const auto memory = recent.recall(test::now, false);
    ASSERT_EQ(memory.categories.size(), 1u) << "it is not lost";
    EXPECT_EQ(memory.categories[0].by_minute[59].failed, 1u);
    EXPECT_EQ(memory.failures.at(0).time, line.time);
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

TEST(recent_outcomes, texts_are_masked_before_they_are_cut)
{
    // The cut falls before the @, into the local part, behind it, and at the very end.
    for (const std::size_t before : {480u, 499u, 502u, 505u, 506u, 507u, 600u}) {
        recent_outcomes recent;
        const std::string text = "550 " + std::string(before - 5, '-') + " secret@example.com is gone";
        event::record e = test::unexplained_record(text);
        e.original_recipient = std::string(before, 's') + "ecret@example.com";
        recent.failed(test::failure_of(e));
        const auto memory = recent.recall(test::now, true);
        for (const std::string& shown : {memory.failures.at(0).diagnostic, memory.unclassified.at(0).text}) {
            EXPECT_EQ(shown.find("se"), std::string::npos) << shown;
            EXPECT_LE(shown.size(), 515u);
        }
        EXPECT_EQ(memory.failures.at(0).original_recipient, "s***@example.com");
    }
}

TEST(recent_outcomes, a_word_that_was_cut_before_it_came_here_is_not_shown)
{
    recent_outcomes recent;
    std::string text = "550";
    while (text.size() < 2'030)
        text += " " + std::string(50, 'x') + "@a.example";
    text = text.substr(0, 2'030) + " ";
    text.append(2'048 - text.size(), 's'); // of secretary@example.com, for one
    recent.failed(test::failure_of(test::unexplained_record(text)));
    const auto memory = recent.recall(test::now, true);
    EXPECT_EQ(memory.failures.at(0).diagnostic.find("ss"), std::string::npos)
        << "masked, it is short enough to be shown";
    EXPECT_EQ(memory.unclassified.at(0).text.find("ss"), std::string::npos);
    EXPECT_NE(recent.recall(test::now, false).failures.at(0).diagnostic.find("xx@a.example"), std::string::npos);
}

TEST(recent_outcomes, a_sample_names_no_original_recipient)
{
    recent_outcomes recent;
    event::record e = test::unexplained_record("550 <j.doe> what?", "kim@contoso.com");
    e.original_recipient = "j.doe@example.org";
    recent.failed(test::failure_of(e));
    EXPECT_EQ(recent.recall(test::now, true).unclassified.at(0).text, "550 <j***> what?");
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

TEST(recent_outcomes, remembers_when_our_own_mta_was_refused)
{
    recent_outcomes recent;
    event::record e = test::full_record();
    recent.failed(test::failure_of(e));
    const auto note = [&] { return recent.recall(test::now, false).bans.begin()->second; };
    EXPECT_FALSE(note().refused_us) << "another system reports it";
    e.origin = event::origin::session;
    recent.failed(test::failure_of(e));
    EXPECT_EQ(note().refused_us, e.occurred_at);
    e.occurred_at = *e.occurred_at - 1h;
    recent.failed(test::failure_of(e));
    EXPECT_EQ(note().refused_us, e.time - 90s) << "a late report";
    e.origin = event::origin::remote;
    e.sending_ip = "203.0.113.9";
    const event::record stranger = e;
    auto g = test::failure_of(stranger);
    g.sending_ip = "192.0.2.3"; // the same label
    recent.failed(g);
    EXPECT_EQ(note().address, "192.0.2.3") << "not that of a stranger";
    EXPECT_EQ(note().refusals, 4u);
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
