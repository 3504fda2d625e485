#include "daemon/ledger.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

namespace recoil {
namespace {

event::record failure(const std::string& id)
{
    event::record e;
    e.id = id;
    e.kind = dsn::kind::dsn;
    e.action = dsn::action::failed;
    e.recipient = "nobody@example.net";
    return e;
}

pipeline::outcome message(std::vector<event::record> events)
{
    pipeline::outcome result;
    result.kind = events.front().kind;
    result.events = std::move(events);
    return result;
}

TEST(ledger, counts_a_new_failure)
{
    ledger book;
    const ledger::entry e = book.write(message({failure("1")}));
    EXPECT_TRUE(e.outcome.events[0].counted);
    EXPECT_FALSE(e.outcome.events[0].duplicate);
}

TEST(ledger, writes_one_line_for_each_event)
{
    ledger book;
    const ledger::entry e = book.write(message({failure("1"), failure("2"), failure("3")}));
    EXPECT_EQ(std::ranges::count(e.lines, '\n'), 3);
    EXPECT_EQ(e.lines.back(), '\n');
    EXPECT_EQ(e.lines.front(), '{');
    EXPECT_NE(e.lines.find("\"counted\":true"), std::string::npos);
}

TEST(ledger, a_notice_that_comes_again_is_a_duplicate)
{
    ledger book;
    book.committed(book.write(message({failure("1")})));
    const ledger::entry again = book.write(message({failure("1"), failure("2")}));
    EXPECT_TRUE(again.outcome.events[0].duplicate);
    EXPECT_FALSE(again.outcome.events[0].counted);
    EXPECT_TRUE(again.outcome.events[1].counted);
    EXPECT_NE(again.lines.find("\"duplicate\":true"), std::string::npos);
}

TEST(ledger, a_copy_during_the_commit_is_a_duplicate)
{
    ledger book;
    const ledger::entry first = book.write(message({failure("1")}));
    EXPECT_TRUE(book.write(message({failure("1")})).outcome.events[0].duplicate);
    book.committed(first);
    EXPECT_TRUE(book.write(message({failure("1")})).outcome.events[0].duplicate);
}

TEST(ledger, the_same_id_twice_in_one_message_counts_once)
{
    ledger book;
    const ledger::entry e = book.write(message({failure("1"), failure("1")}));
    EXPECT_TRUE(e.outcome.events[0].counted);
    EXPECT_TRUE(e.outcome.events[1].duplicate);
}

TEST(ledger, what_could_not_be_kept_is_new_when_it_comes_again)
{
    ledger book;
    book.failed(book.write(message({failure("1")})));
    EXPECT_TRUE(book.write(message({failure("1")})).outcome.events[0].counted);
}

// The first copy fails, the second, seen as a duplicate of it, is kept: nobody has counted it yet.
TEST(ledger, a_kept_duplicate_of_a_failed_message_remembers_nothing)
{
    ledger book;
    const ledger::entry first = book.write(message({failure("1")}));
    const ledger::entry copy = book.write(message({failure("1")}));
    book.failed(first);
    book.committed(copy);
    EXPECT_TRUE(book.write(message({failure("1")})).outcome.events[0].counted);
}

TEST(ledger, forgets_the_oldest_beyond_its_capacity)
{
    ledger book(2);
    for (const char* id : {"1", "2", "3"})
        book.committed(book.write(message({failure(id)})));
    EXPECT_FALSE(book.write(message({failure("1")})).outcome.events[0].duplicate);
    EXPECT_TRUE(book.write(message({failure("3")})).outcome.events[0].duplicate);
}

TEST(ledger, only_failures_and_delays_of_bounces_count)
{
    struct {
        dsn::kind kind;
        std::optional<dsn::action> action;
        bool counts;
    } const cases[] = {
        {dsn::kind::dsn, dsn::action::failed, true},
        {dsn::kind::dsn, dsn::action::delayed, true},
        {dsn::kind::nonstandard_bounce, dsn::action::failed, true},
        {dsn::kind::dsn, dsn::action::delivered, false},
        {dsn::kind::dsn, dsn::action::relayed, false},
        {dsn::kind::dsn, dsn::action::expanded, false},
        {dsn::kind::dsn, std::nullopt, false},
        {dsn::kind::complaint, dsn::action::failed, false},
        {dsn::kind::auto_reply, std::nullopt, false},
        {dsn::kind::mdn, std::nullopt, false},
        {dsn::kind::other, std::nullopt, false},
    };
    for (const auto& c : cases) {
        event::record e = failure("1");
        e.kind = c.kind;
        e.action = c.action;
        EXPECT_EQ(countable(e), c.counts) << dsn::name(c.kind);
    }
}

TEST(ledger, a_forged_notice_does_not_count)
{
    event::record e = failure("1");
    e.authentic = false;
    EXPECT_FALSE(countable(e));
    e.authentic = true;
    EXPECT_TRUE(countable(e));
}

TEST(ledger, a_message_without_a_recipient_has_its_line)
{
    event::record e;
    e.id = "1";
    ledger book;
    const ledger::entry entry = book.write(message({e}));
    EXPECT_NE(entry.lines.find("\"recipient\":null"), std::string::npos);
    EXPECT_FALSE(entry.outcome.events[0].counted);
}

} // namespace
} // namespace recoil
