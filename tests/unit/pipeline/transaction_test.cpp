#include "pipeline/transaction.hpp"

#include "event/json.hpp"
#include "support/notice.hpp"
#include "support/signed_address.hpp"
#include "support/small_context.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

namespace recoil::pipeline {

namespace {

constexpr time_point now{std::chrono::seconds(1'800'000'000)};

std::shared_ptr<const context> shared_context()
{
    static const auto shared = std::make_shared<const context>(test::small_context());
    return shared;
}

outcome finish(std::string_view message, std::size_t piece = std::string_view::npos)
{
    transaction t(shared_context(), event::source::lmtp);
    for (std::size_t at = 0; at < message.size(); at += std::min(piece, message.size()))
        t.content(message.substr(at, piece));
    return t.finish(now);
}

std::string shown(const outcome& result)
{
    std::string text(dsn::name(result.kind));
    for (const event::record& record : result.events) {
        text += '\n';
        event::append_json(text, record);
    }
    return text;
}

std::string without_ids(std::string message)
{
    for (const std::string_view name : {"Message-Id: ", "X-Postfix-Queue-ID: "})
        for (std::size_t at; (at = message.find(name)) != std::string::npos;)
            message.erase(at, message.find('\n', at) + 1 - at);
    return message;
}

TEST(transaction, a_notice_becomes_one_record_a_recipient)
{
    const outcome result = finish(test::notice("Q1"));
    EXPECT_EQ(result.kind, dsn::kind::dsn);
    ASSERT_EQ(result.events.size(), 1U);
    const event::record& r = result.events.front();
    EXPECT_EQ(r.time, now);
    EXPECT_EQ(r.source, event::source::lmtp);
    EXPECT_EQ(r.recipient, "nobody@example.net");
    EXPECT_EQ(r.action, dsn::action::failed);
    EXPECT_EQ(r.queue_id, "Q1");
    EXPECT_FALSE(r.envelope.has_value());
    EXPECT_FALSE(r.counted);
    EXPECT_FALSE(r.duplicate);
    EXPECT_EQ(result.bytes, test::notice("Q1").size());
}

TEST(transaction, ordinary_mail_is_known_when_its_header_has_ended)
{
    const auto may_be_notice = [](const char* sender, std::string_view header) {
        transaction t(shared_context(), event::source::milter);
        if (sender != nullptr)
            t.mail_from(sender);
        t.content(header);
        return t.may_be_notice();
    };
    const std::string_view ordinary = "From: kim@example.net\r\nSubject: lunch\r\n\r\n";
    const std::string_view notice = "From: kim@example.net\r\nSubject: Undelivered Mail Returned to Sender\r\n\r\n";
    EXPECT_FALSE(may_be_notice("kim@example.net", ordinary));
    EXPECT_FALSE(may_be_notice(nullptr, ordinary)) << "no envelope is no null sender";
    EXPECT_TRUE(may_be_notice("", ordinary));
    EXPECT_TRUE(may_be_notice("MAILER-DAEMON@example.net", ordinary));
    EXPECT_TRUE(may_be_notice("kim@example.net", notice));
    EXPECT_TRUE(may_be_notice(nullptr, notice));
}

TEST(transaction, the_envelope_goes_into_every_record)
{
    transaction t(shared_context(), event::source::smtp);
    t.mail_from("");
    t.rcpt_to("bounces+a@example.com");
    t.rcpt_to("bounces+b@example.com");
    t.content(test::notice("Q1"));
    const outcome result = t.finish(now);
    ASSERT_EQ(result.events.size(), 1U) << "two envelope recipients of one notice are one set of events";
    ASSERT_TRUE(result.events[0].envelope.has_value());
    EXPECT_EQ(result.events[0].envelope->mail_from, "");
    EXPECT_EQ(result.events[0].envelope->rcpt_to,
              (std::vector<std::string>{"bounces+a@example.com", "bounces+b@example.com"}));
}

// Every event repeats them: those of a thousand RCPTs times those of a thousand recipients.
TEST(transaction, the_first_recipients_of_the_envelope_stand_for_all)
{
    transaction t(shared_context(), event::source::smtp);
    t.mail_from("");
    for (int i = 0; i < 1000; ++i)
        t.rcpt_to("bounces+" + std::to_string(i) + "@example.com");
    t.content(test::notice("Q1"));
    const outcome result = t.finish(now);
    ASSERT_EQ(result.events[0].envelope->rcpt_to.size(), 8U);
    EXPECT_EQ(result.events[0].envelope->rcpt_to[7], "bounces+7@example.com");
}

TEST(transaction, the_envelope_recipient_is_the_return_path)
{
    context with_patterns = test::small_context();
    const std::vector<std::string> patterns{R"(^b\+(?P<stream>\w+)\+(?P<recipient>.+)@b\.example\.com$)"};
    with_patterns.return_paths = std::make_shared<const classify::return_path_patterns>(patterns);
    with_patterns.stream = stream_rule("verp", {"news"});
    transaction t(std::make_shared<const context>(with_patterns), event::source::lmtp);
    t.mail_from("");
    t.rcpt_to("b+news+old=example.org@b.example.com");
    t.content(test::notice("Q1"));
    const event::record r = t.finish(now).events.front();
    EXPECT_EQ(r.recipient, "nobody@example.net");
    EXPECT_EQ(r.original_recipient, "old@example.org");
    EXPECT_EQ(r.stream, "news");
}

TEST(transaction, a_signed_return_path_is_as_old_as_the_message_is_new)
{
    context with_keys = test::small_context();
    const std::vector<signing_key> keys{{"the key of this test"}};
    with_keys.return_path_keys = std::make_shared<const return_path_keys>(keys, std::chrono::days(30));
    const auto today = std::chrono::floor<std::chrono::days>(now);
    const auto authentic = [&](std::chrono::days age) {
        transaction t(std::make_shared<const context>(with_keys), event::source::lmtp);
        t.mail_from("");
        t.rcpt_to(test::sign("the key of this test", "b+nobody=example.net@example.com", today - age));
        t.content(test::notice("Q1"));
        return t.finish(now).events.front().authentic;
    };
    EXPECT_EQ(authentic(std::chrono::days(30)), true);
    EXPECT_EQ(authentic(std::chrono::days(31)), false);
}

TEST(transaction, the_pieces_do_not_matter)
{
    const std::string message = test::notice("Q1");
    const std::string whole = shown(finish(message));
    for (const std::size_t piece : {1, 2, 3, 5, 17, 64})
        EXPECT_EQ(shown(finish(message, piece)), whole) << piece;
}

TEST(transaction, a_recipient_named_twice_with_one_outcome_is_one_record)
{
    std::string message = test::notice("Q1");
    const std::string group = "Final-Recipient: rfc822; nobody@example.net\r\nAction: failed\r\nStatus: 5.1.1\r\n"
                              "Diagnostic-Code: smtp; 550 5.1.1 No such user here\r\n\r\n";
    const std::size_t at = message.find("Final-Recipient");
    EXPECT_EQ(finish(std::string(message).insert(at, group)).events.size(), 1U);
    std::string other = group;
    other.replace(other.find("nobody"), 6, "NOBODY");
    EXPECT_EQ(finish(std::string(message).insert(at, other)).events.size(), 1U) << "case aside";
    other.replace(other.find("NOBODY"), 6, "somebody");
    EXPECT_EQ(finish(std::string(message).insert(at, other)).events.size(), 2U);
}

TEST(transaction, a_repeat_has_the_same_ids_and_another_message_has_others)
{
    const event::record first = finish(test::notice("Q1")).events.front();
    const event::record again = finish(test::notice("Q1"), 7).events.front();
    const event::record other = finish(test::notice("Q2")).events.front();
    EXPECT_EQ(first.id, again.id);
    EXPECT_NE(first.id, other.id);
    EXPECT_NE(first.message_key, other.message_key);
}

TEST(transaction, failed_after_delayed_is_another_event_of_the_same_message)
{
    const event::record delayed = finish(test::notice("Q1", "a@example.net", "delayed")).events.front();
    const event::record failed = finish(test::notice("Q1", "a@example.net", "failed")).events.front();
    EXPECT_NE(delayed.id, failed.id);
    EXPECT_EQ(delayed.message_key, failed.message_key);
}

TEST(transaction, a_message_that_carries_no_name_is_known_by_its_octets)
{
    const std::string message = without_ids(test::notice("Q1"));
    const std::string id = finish(message).events.front().id;
    EXPECT_EQ(finish(message, 3).events.front().id, id);
    EXPECT_NE(finish(message + "\r\n").events.front().id, id) << "another length";
    std::string changed = message;
    changed[changed.find("MAILER")] = 'N';
    EXPECT_NE(finish(changed).events.front().id, id) << "another head";
}

TEST(transaction, an_ordinary_mail_gives_a_record_without_recipient)
{
    const outcome result = finish("From: a@example.com\r\nSubject: hello\r\n\r\nHow are you?\r\n");
    EXPECT_EQ(result.kind, dsn::kind::other);
    ASSERT_EQ(result.events.size(), 1U);
    EXPECT_EQ(result.events[0].recipient, "");
    EXPECT_FALSE(result.events[0].cause.has_value());
}

TEST(transaction, nothing_at_all_is_a_message_too)
{
    const outcome result = finish("");
    EXPECT_EQ(result.kind, dsn::kind::other);
    EXPECT_EQ(result.events.size(), 1U);
    EXPECT_EQ(result.bytes, 0U);
}

TEST(transaction, the_times_spent_are_measured)
{
    const outcome result = finish(test::notice("Q1"), 1);
    EXPECT_GT(result.parse_time.count(), 0.0);
    EXPECT_GT(result.classify_time.count(), 0.0);
}

} // namespace

} // namespace recoil::pipeline
