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
    e.counted = true;
    return e;
}

ledger::entry write(ledger& book, std::vector<event::record>& events)
{
    std::vector<event::record*> pointers;
    for (event::record& e : events)
        pointers.push_back(&e);
    return book.write(pointers);
}

ledger::entry write(ledger& book, event::record& e)
{
    event::record* const pointers[] = {&e};
    return book.write(pointers);
}

// What the ledger makes of a failure with this id, which is then durable.
event::record kept(ledger& book, const std::string& id)
{
    event::record e = failure(id);
    book.committed(write(book, e));
    return e;
}

TEST(ledger, counts_a_new_failure)
{
    ledger book;
    const event::record e = kept(book, "1");
    EXPECT_TRUE(e.counted);
    EXPECT_FALSE(e.duplicate);
}

TEST(ledger, never_counts_what_the_caller_does_not)
{
    ledger book;
    event::record e = failure("1");
    e.counted = false;
    book.committed(write(book, e));
    EXPECT_FALSE(e.counted);
    EXPECT_FALSE(e.duplicate);
}

TEST(ledger, writes_one_line_for_each_event)
{
    ledger book;
    std::vector<event::record> events{failure("1"), failure("2"), failure("3")};
    const ledger::entry e = write(book, events);
    EXPECT_EQ(std::ranges::count(e.lines, '\n'), 3);
    EXPECT_EQ(e.lines.back(), '\n');
    EXPECT_EQ(e.lines.front(), '{');
    EXPECT_NE(e.lines.find("\"counted\":true"), std::string::npos);
}

TEST(ledger, what_comes_again_is_a_duplicate)
{
    ledger book;
    kept(book, "1");
    std::vector<event::record> again{failure("1"), failure("2")};
    const ledger::entry e = write(book, again);
    EXPECT_TRUE(again[0].duplicate);
    EXPECT_FALSE(again[0].counted);
    EXPECT_TRUE(again[1].counted);
    EXPECT_NE(e.lines.find("\"duplicate\":true"), std::string::npos);
}

TEST(ledger, a_copy_during_the_commit_is_a_duplicate)
{
    ledger book;
    event::record first = failure("1");
    event::record copy = failure("1");
    const ledger::entry under_way = write(book, first);
    write(book, copy);
    EXPECT_TRUE(copy.duplicate);
    book.committed(under_way);
    EXPECT_TRUE(kept(book, "1").duplicate);
}

TEST(ledger, the_same_id_twice_in_one_message_counts_once)
{
    ledger book;
    std::vector<event::record> events{failure("1"), failure("1")};
    write(book, events);
    EXPECT_TRUE(events[0].counted);
    EXPECT_TRUE(events[1].duplicate);
}

TEST(ledger, what_could_not_be_kept_is_new_when_it_comes_again)
{
    ledger book;
    event::record e = failure("1");
    book.failed(write(book, e));
    EXPECT_TRUE(kept(book, "1").counted);
}

// The first copy fails, the second, seen as a duplicate of it, is kept: nobody has counted it yet.
TEST(ledger, a_kept_duplicate_of_a_failed_message_remembers_nothing)
{
    ledger book;
    event::record first = failure("1");
    event::record copy = failure("1");
    const ledger::entry failed = write(book, first);
    const ledger::entry kept_copy = write(book, copy);
    book.failed(failed);
    book.committed(kept_copy);
    EXPECT_TRUE(kept(book, "1").counted);
}

TEST(ledger, what_an_earlier_start_has_recorded_is_a_duplicate)
{
    ledger book;
    book.remember("1");
    EXPECT_TRUE(kept(book, "1").duplicate);
    EXPECT_FALSE(kept(book, "2").duplicate);
}

// Ids can be guessed: a stranger's notice must not take the place of the true one.
TEST(ledger, a_forged_event_makes_no_duplicate_of_the_true_one)
{
    ledger book;
    event::record forged = failure("1");
    forged.authentic = false;
    const ledger::entry under_way = write(book, forged);
    EXPECT_FALSE(kept(book, "1").duplicate);
    book.committed(under_way);
    EXPECT_TRUE(kept(book, "1").duplicate) << "of the true one";
}

TEST(ledger, a_message_without_a_recipient_has_its_line)
{
    event::record e;
    e.id = "1";
    ledger book;
    EXPECT_NE(write(book, e).lines.find("\"recipient\":null"), std::string::npos);
}

} // namespace
} // namespace recoil
