#include "proto/postfix_line.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::proto {
namespace {

std::string name_of(const postfix_line& line)
{
    constexpr std::string_view names[] = {"other", "delivery", "queued", "returned", "named", "removed"};
    return std::string(names[line.what.index()]) + (line.damaged ? ", damaged" : "");
}

struct expected {
    std::string_view message;
    std::string_view queue_id;
    delivery what;
};

using enum delivery_status;

constexpr expected deliveries[] = {
    {"4ABCDEF0123: to=<u@example.net>, relay=mx.example.net[192.0.2.25]:25, delay=1.2, delays=0.1/0/0.5/0.6, "
     "dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.25] said: 550 5.1.1 User unknown (in reply to RCPT TO "
     "command))",
     "4ABCDEF0123",
     {"u@example.net", "", "mx.example.net", "192.0.2.25", 25, 1.2, "5.1.1", bounced,
      "host mx.example.net[192.0.2.25] said: 550 5.1.1 User unknown (in reply to RCPT TO command)"}},
    {"4bXyZ10Wk7z9tLk: to=<u@example.net>, orig_to=<list@example.com>, relay=mx.example.net[2001:db8::25]:25, "
     "conn_use=2, delay=86400, delays=86399/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5ABC)",
     "4bXyZ10Wk7z9tLk",
     {"u@example.net", "list@example.com", "mx.example.net", "2001:db8::25", 25, 86400, "2.0.0", sent,
      "250 2.0.0 Ok: queued as 5ABC"}},
    {"4ABCDEF: to=<u@example.net>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (delivery "
     "temporarily suspended: host mx[192.0.2.1] said: 451 x (in reply to MAIL FROM command))",
     "4ABCDEF",
     {"u@example.net", "", "", "", 0, 30, "4.4.1", deferred,
      "delivery temporarily suspended: host mx[192.0.2.1] said: 451 x (in reply to MAIL FROM command)"}},
    {"4ABCDEF: to=<u@example.com>, relay=local, delay=0.02, delays=0.01/0.01/0/0, dsn=2.0.0, status=sent (delivered to "
     "mailbox)",
     "4ABCDEF",
     {"u@example.com", "", "local", "", 0, 0.02, "2.0.0", sent, "delivered to mailbox"}},
    {"4ABCDEF: to=<u@example.com>, relay=mx.example.com[private/lmtp], delay=1, dsn=2.0.0, status=sent (250 OK)",
     "4ABCDEF",
     {"u@example.com", "", "mx.example.com[private/lmtp]", "", 0, 1, "2.0.0", sent, "250 OK"}},
    {"4ABCDEF: to=<u@example.com>, relay=mx[/var/run/lmtp.sock], delay=1, dsn=2.0.0, status=sent (250 OK)",
     "4ABCDEF",
     {"u@example.com", "", "mx[/var/run/lmtp.sock]", "", 0, 1, "2.0.0", sent, "250 OK"}},
    {"4ABCDEF: to=<u@example.com>, relay=[192.0.2.1]:2525, delay=1, dsn=2.0.0, status=sent (250 OK)",
     "4ABCDEF",
     {"u@example.com", "", "", "192.0.2.1", 2525, 1, "2.0.0", sent, "250 OK"}},
    {"4ABCDEF: to=<u@example.com>, relay=mx[192.0.2.1], delay=1, status=sent (250 OK)",
     "4ABCDEF",
     {"u@example.com", "", "mx", "192.0.2.1", 0, 1, "", sent, "250 OK"}},
    // relays that are no HOST[IP]:PORT
    {"4ABCDEF: to=<u@e>, relay=mx[192.0.2.1]:65536, status=sent (x)",
     "4ABCDEF",
     {"u@e", "", "mx[192.0.2.1]:65536", "", 0, 0, "", sent, "x"}},
    {"4ABCDEF: to=<u@e>, relay=mx[192.0.2.1]:, status=sent (x)",
     "4ABCDEF",
     {"u@e", "", "mx[192.0.2.1]:", "", 0, 0, "", sent, "x"}},
    {"4ABCDEF: to=<u@e>, relay=mx[192.0.2.1]25, status=sent (x)",
     "4ABCDEF",
     {"u@e", "", "mx[192.0.2.1]25", "", 0, 0, "", sent, "x"}},
    {"4ABCDEF: to=<u@e>, relay=mx[beef]:25, status=sent (x)",
     "4ABCDEF",
     {"u@e", "", "mx[beef]:25", "", 0, 0, "", sent, "x"}},
    {"4ABCDEF: to=<u@e>, relay=mx[]:25, status=sent (x)", "4ABCDEF", {"u@e", "", "mx[]:25", "", 0, 0, "", sent, "x"}},
    {"4ABCDEF: to=<u@e>, relay=]mx[:25, status=sent (x)", "4ABCDEF", {"u@e", "", "]mx[:25", "", 0, 0, "", sent, "x"}},
    {"4ABCDEF: to=<u@e>, relay=, status=sent (x)", "4ABCDEF", {"u@e", "", "", "", 0, 0, "", sent, "x"}},
    // recipients
    {"4ABCDEF: to=<>, relay=none, delay=1, dsn=5.0.0, status=bounced (x)",
     "4ABCDEF",
     {"", "", "", "", 0, 1, "5.0.0", bounced, "x"}},
    {R"(4ABCDEF: to=<"a>, b"@c>, relay=none, status=sent (x))",
     "4ABCDEF",
     {R"("a>, b"@c)", "", "", "", 0, 0, "", sent, "x"}},
    {R"(4ABCDEF: to=<"a\"> \\"@c>, relay=none, status=sent (x))",
     "4ABCDEF",
     {R"("a\"> \\"@c)", "", "", "", 0, 0, "", sent, "x"}},
    {R"(4ABCDEF: to=<"">, relay=none, status=sent (x))", "4ABCDEF", {R"("")", "", "", "", 0, 0, "", sent, "x"}},
    {"4ABCDEF: to=<a b@c>, relay=none, status=sent (x)", "4ABCDEF", {"a b@c", "", "", "", 0, 0, "", sent, "x"}},
    {"4ABCDEF: to=<a,=b\"@c>, orig_to=<root>, status=sent (x)",
     "4ABCDEF",
     {"a,=b\"@c", "root", "", "", 0, 0, "", sent, "x"}},
    {R"x(4ABCDEF: to=<a@b>, orig_to=<"x>, status=sent (y)"@z>, status=bounced (x))x",
     "4ABCDEF",
     {"a@b", R"x("x>, status=sent (y)"@z)x", "", "", 0, 0, "", bounced, "x"}},
    {"4ABCDEF: to=<a@b>, orig_to=<>, status=sent (x)", "4ABCDEF", {"a@b", "", "", "", 0, 0, "", sent, "x"}},
    {"4ABCDEF: to=<j\xC3\xB6@b>, status=sent (x)", "4ABCDEF", {"j\xC3\xB6@b", "", "", "", 0, 0, "", sent, "x"}},
    // the fields in between
    {"4ABCDEF: to=<a@b>, new=<x>, newer=y z, dsn=2.1.5, status=deliverable (x)",
     "4ABCDEF",
     {"a@b", "", "", "", 0, 0, "2.1.5", deliverable, "x"}},
    {"4ABCDEF: to=<a@b>, delay=-1, status=sent (x)", "4ABCDEF", {"a@b", "", "", "", 0, 0, "", sent, "x"}},
    {"4ABCDEF: to=<a@b>, delay=inf, status=sent (x)", "4ABCDEF", {"a@b", "", "", "", 0, 0, "", sent, "x"}},
    {"4ABCDEF: to=<a@b>, delay=0x10, status=sent (x)", "4ABCDEF", {"a@b", "", "", "", 0, 0, "", sent, "x"}},
    {"4ABCDEF: to=<a@b>, delay=0.05, status=sent (x)", "4ABCDEF", {"a@b", "", "", "", 0, 0.05, "", sent, "x"}},
    {"4ABCDEF: to=<a@b>, delay=1e300, status=sent (x)", "4ABCDEF", {"a@b", "", "", "", 0, 1, "", sent, "x"}},
    {"4ABCDEF: to=<a@b>, delay=, status=sent (x)", "4ABCDEF", {"a@b", "", "", "", 0, 0, "", sent, "x"}},
    // statuses and texts
    {"4ABCDEF: to=<a@b>, status=sent", "4ABCDEF", {"a@b", "", "", "", 0, 0, "", sent, ""}},
    {"4ABCDEF: to=<a@b>, status=sent ()", "4ABCDEF", {"a@b", "", "", "", 0, 0, "", sent, ""}},
    {"4ABCDEF: to=<a@b>, status=sent (", "4ABCDEF", {"a@b", "", "", "", 0, 0, "", sent, ""}},
    {"4ABCDEF: to=<a@b>, status=bounced (host x said: 550 cut in the mid",
     "4ABCDEF",
     {"a@b", "", "", "", 0, 0, "", bounced, "host x said: 550 cut in the mid"}},
    {"4ABCDEF: to=<a@b>, status=bounced ((a) (b))", "4ABCDEF", {"a@b", "", "", "", 0, 0, "", bounced, "(a) (b)"}},
    {"4ABCDEF: to=<a@b>, status=bounced (\xE9\xFF)", "4ABCDEF", {"a@b", "", "", "", 0, 0, "", bounced, "\xE9\xFF"}},
    {"4ABCDEF: to=<a@b>, status=expired (x)", "4ABCDEF", {"a@b", "", "", "", 0, 0, "", expired, "x"}},
    {"4ABCDEF: to=<a@b>, status=SOFTBOUNCE (x)", "4ABCDEF", {"a@b", "", "", "", 0, 0, "", deferred, "x"}},
    {"4ABCDEF: to=<a@b>, status=undeliverable (x)", "4ABCDEF", {"a@b", "", "", "", 0, 0, "", undeliverable, "x"}},
    {"4ABCDEF: to=<a@b>, status=undeliverable-but-not-cached (x)",
     "4ABCDEF",
     {"a@b", "", "", "", 0, 0, "", undeliverable, "x"}},
};

void expect_equal(const delivery& got, const delivery& wanted)
{
    EXPECT_EQ(got.recipient, wanted.recipient);
    EXPECT_EQ(got.original_recipient, wanted.original_recipient);
    EXPECT_EQ(got.relay_host, wanted.relay_host);
    EXPECT_EQ(got.relay_ip, wanted.relay_ip);
    EXPECT_EQ(got.relay_port, wanted.relay_port);
    EXPECT_DOUBLE_EQ(got.delay_seconds, wanted.delay_seconds);
    EXPECT_EQ(got.dsn, wanted.dsn);
    EXPECT_EQ(got.status, wanted.status);
    EXPECT_EQ(got.text, wanted.text);
}

TEST(postfix_line, deliveries)
{
    for (const expected& e : deliveries) {
        SCOPED_TRACE(e.message);
        const postfix_line got = parse_postfix_line("smtp", e.message);
        EXPECT_EQ(got.queue_id, e.queue_id);
        ASSERT_EQ(name_of(got), "delivery");
        expect_equal(std::get<delivery>(got.what), e.what);
    }
}

// What a remote server may say. None of it is more than text, whatever stands there.
constexpr std::string_view forgeries[] = {
    "status=sent, to=<x@y>",
    "), status=sent (250 OK)",
    ")), relay=mx.evil.example[192.0.2.66]:25, dsn=2.0.0, status=sent (250 2.0.0 OK",
    "5ABCDEF: to=<x@y>, relay=mx.evil.example[192.0.2.66]:25, delay=0, dsn=2.0.0, status=sent (250 OK)",
    "Nov 21 08:00:00 mx1 postfix/smtp[1]: 5ABCDEF: to=<x@y>, relay=none, dsn=2.0.0, status=sent (OK)",
    "\"@c>, relay=mx.evil.example[192.0.2.66]:25, dsn=2.0.0, status=sent (OK)",
    ">, status=sent (OK)",
    ", orig_to=<x@y>, status=sent",
    "from=<x@y>, status=expired, returned to sender",
    "removed",
    "\n5ABCDEF: removed",
};

TEST(postfix_line, a_reply_forges_nothing)
{
    const std::string before = "4ABCDEF: to=<u@example.net>, relay=mx.example.net[192.0.2.25]:25, delay=1, dsn=5.1.1, "
                               "status=bounced (host mx.example.net[192.0.2.25] said: 550 ";
    for (const std::string_view forgery : forgeries) {
        for (const std::string_view after : {" (in reply to RCPT TO command))", ""}) {
            SCOPED_TRACE(forgery);
            const std::string message = before + std::string(forgery) + std::string(after);
            const postfix_line got = parse_postfix_line("smtp", message);
            EXPECT_EQ(got.queue_id, "4ABCDEF");
            ASSERT_EQ(name_of(got), "delivery");
            const auto& d = std::get<delivery>(got.what);
            EXPECT_EQ(d.recipient, "u@example.net");
            EXPECT_EQ(d.original_recipient, "");
            EXPECT_EQ(d.relay_host, "mx.example.net");
            EXPECT_EQ(d.relay_ip, "192.0.2.25");
            EXPECT_EQ(d.dsn, "5.1.1");
            EXPECT_EQ(d.status, bounced);
            EXPECT_TRUE(d.text.starts_with("host mx.example.net[192.0.2.25] said: 550 "));
            EXPECT_GE(d.text.size() + 1, message.size() - before.size() + 42);
        }
    }
}

TEST(postfix_line, neither_does_a_recipient_in_quotes)
{
    for (const std::string_view forgery : forgeries) {
        std::string local;
        for (const char c : forgery)
            local += (c == '"' || c == '\\' ? "\\" : "") + std::string(1, c);
        const std::string address = "\"" + local + "\"@example.net";
        const std::string message = "4ABCDEF: to=<" + address + ">, relay=none, delay=1, dsn=5.1.1, status=bounced (x)";
        const postfix_line got = parse_postfix_line("smtp", message);
        ASSERT_EQ(name_of(got), "delivery") << message;
        EXPECT_EQ(std::get<delivery>(got.what).recipient, address);
        EXPECT_EQ(std::get<delivery>(got.what).status, bounced);
    }
}

TEST(postfix_line, nor_a_message_id)
{
    for (const std::string_view forgery : forgeries) {
        const std::string message = "4ABCDEF: message-id=" + std::string(forgery);
        const postfix_line got = parse_postfix_line("cleanup", message);
        ASSERT_EQ(name_of(got), "named") << message;
        EXPECT_EQ(std::get<named>(got.what).message_id, forgery);
    }
}

struct life {
    std::string_view service;
    std::string_view message;
    std::string_view name;
    std::string_view queue_id;
    std::string_view value = ""; // sender or message id
};

constexpr life lives[] = {
    {"qmgr", "4ABCDEF: from=<s@example.com>, size=2390, nrcpt=1 (queue active)", "queued", "4ABCDEF", "s@example.com"},
    {"qmgr", "4ABCDEF: from=<>, size=2390, nrcpt=1 (queue active)", "queued", "4ABCDEF", ""},
    {"qmgr", R"(4ABCDEF: from=<"a>, status=expired"@b>, size=1, nrcpt=1 (queue active))", "queued", "4ABCDEF",
     R"("a>, status=expired"@b)"},
    {"qmgr", "4ABCDEF: from=<s@example.com>, status=expired, returned to sender", "returned", "4ABCDEF",
     "s@example.com"},
    {"qmgr", "4ABCDEF: from=<s@example.com>, status=force-expired, returned to sender", "returned", "4ABCDEF",
     "s@example.com"},
    {"qmgr", "4ABCDEF: from=<>, status=expired, returned to sender", "returned", "4ABCDEF", ""},
    {"cleanup", "4ABCDEF: message-id=<1@example.com>", "named", "4ABCDEF", "<1@example.com>"},
    {"cleanup", "4ABCDEF: message-id=<>", "named", "4ABCDEF", "<>"},
    {"cleanup", "4ABCDEF: message-id=", "named", "4ABCDEF", ""},
    {"cleanup", "4ABCDEF: message-id=no brackets, status=sent", "named", "4ABCDEF", "no brackets, status=sent"},
    {"cleanup", "4ABCDEF: resent-message-id=<1@example.com>", "other", "4ABCDEF"},
    {"qmgr", "4ABCDEF: removed", "removed", "4ABCDEF"},
    {"postsuper", "4ABCDEF: removed", "removed", "4ABCDEF"},
    {"qmgr", "4ABCDEF: removed ", "other", "4ABCDEF"},
    {"qmgr", "4ABCDEF: skipped, still being delivered", "other", "4ABCDEF"},
    {"bounce", "4ABCDEF: sender non-delivery notification: 5ABCDEF", "other", "4ABCDEF"},
    {"smtpd", "4ABCDEF: client=unknown[192.0.2.1]", "other", "4ABCDEF"},
    {"smtpd", "4ABCDEF: reject: RCPT from x[192.0.2.1]: 550 to=<a@b> proto=SMTP", "other", "4ABCDEF"},
    {"smtpd", "NOQUEUE: reject: RCPT from x[192.0.2.1]: 550 5.1.1 <u@e>: x; from=<a@b> to=<u@e>", "other", ""},
    {"smtpd", "connect from unknown[192.0.2.1]", "other", ""},
    {"smtpd", "disconnect from unknown[192.0.2.1] ehlo=1 quit=1 commands=2", "other", ""},
    {"smtp", "warning: to=<a@b>, relay=none, status=sent (x)", "other", ""},
    {"smtp", "connect to mx.example.net[192.0.2.1]:25: Connection refused", "other", ""},
    {"anvil", "statistics: max connection rate 1/60s", "other", ""},
    {"pickup", "4ABCDEF: uid=0 from=<root>", "other", "4ABCDEF"},
    {"cleanup", "4ABCDEF: warning: header Subject: to=<a@b>, status=sent (x) from local", "other", "4ABCDEF"},
    {"smtp", "", "other", ""},
    {"smtp", ": ", "other", ""},
    {"smtp", "4ABCDEF", "other", ""},
    {"smtp", "4ABCDEF:", "other", ""},
    {"smtp", "4ABCDEF: ", "other", "4ABCDEF"},
    {"", "4ABCDEF: to=<a@b>, relay=none, status=sent (x)", "other", ""},
    {"", "4ABCDEF: removed", "other", ""},
};

std::string_view value_of(const postfix_line& line)
{
    if (const auto* q = std::get_if<queued>(&line.what))
        return q->sender;
    if (const auto* r = std::get_if<returned>(&line.what))
        return r->sender;
    const auto* n = std::get_if<named>(&line.what);
    return n != nullptr ? n->message_id : std::string_view();
}

TEST(postfix_line, the_life_of_a_message)
{
    for (const life& l : lives) {
        SCOPED_TRACE(l.message);
        const postfix_line got = parse_postfix_line(l.service, l.message);
        EXPECT_EQ(name_of(got), l.name);
        EXPECT_EQ(got.queue_id, l.queue_id);
        EXPECT_EQ(value_of(got), l.value);
    }
}

TEST(postfix_line, queue_ids)
{
    const auto is_one = [](std::string_view word) {
        const std::string message = std::string(word) + ": removed";
        const postfix_line got = parse_postfix_line("qmgr", message);
        EXPECT_EQ(got.queue_id.empty(), got.what.index() == 0) << word;
        return got.queue_id == word;
    };
    for (const std::string_view id : {"12345", "ABCDE", "4F9D195432C", "0123456789ABCDEF01234567", "3Pt2mN2VXxznjll",
                                      "4bXyZ10Wk7z9tLk", "4c3zT24qJrz9rxH"})
        EXPECT_TRUE(is_one(id)) << id;
    for (const std::string_view word :
         {"1234", "abcde", "4ABCDEG", "NOQUEUE", "warning", "statistics", "fatal", "4bXyZ10Wk7z-tLk", "4bXyZ10Wk ",
          "zbXyZ10Wk7z9tLk", "4ABCDEF 123", "0123456789ABCDEF0123456789ABCDEF0"})
        EXPECT_FALSE(is_one(word)) << word;
}

constexpr std::string_view damaged[] = {
    "4ABCDEF: to=",
    "4ABCDEF: to=a@b, relay=none, status=sent (x)",
    "4ABCDEF: to=<",
    "4ABCDEF: to=<a@b",
    "4ABCDEF: to=<a@b>",
    "4ABCDEF: to=<a@b>, ",
    "4ABCDEF: to=<a@b>, rel",
    "4ABCDEF: to=<a@b>, relay=none",
    "4ABCDEF: to=<a@b>, relay=none, status=",
    "4ABCDEF: to=<a@b>, relay=none, status=bou",
    "4ABCDEF: to=<a@b>, relay=none, status=unheard (x)",
    "4ABCDEF: to=<a@b>, relay=none, status=sentx (x)",
    "4ABCDEF: to=<a@b>, relay=none, status=sent x",
    "4ABCDEF: to=<a@b>, relay=none, status=sent, returned to sender",
    "4ABCDEF: to=<a@b> relay=none, status=sent (x)",
    "4ABCDEF: to=<a>b@c>, relay=none, status=sent (x)",
    "4ABCDEF: to=<\"a@b>, relay=none, status=sent (x)",
    "4ABCDEF: to=<\"a\\",
    "4ABCDEF: to=<a@b>, orig_to=<x, status=sent (x)",
    "4ABCDEF: from=",
    "4ABCDEF: from=<a@b",
    "4ABCDEF: from=<a@b>",
    "4ABCDEF: from=<a@b>, si",
    "4ABCDEF: from=<a@b>, status=exp",
    "4ABCDEF: from=<\"a@b>, size=1, nrcpt=1 (queue active)",
};

TEST(postfix_line, what_cannot_be_read_to_its_end_is_damaged)
{
    for (const std::string_view message : damaged) {
        const postfix_line got = parse_postfix_line("smtp", message);
        EXPECT_EQ(name_of(got), "other, damaged") << message;
        EXPECT_EQ(got.queue_id, "4ABCDEF") << message;
    }
}

// Postfix cuts a long line anywhere: up to its status it tells nothing, behind it the same with less text.
TEST(postfix_line, a_line_that_is_cut)
{
    for (const expected& e : deliveries) {
        if (e.what.text.empty())
            continue;
        const std::size_t begin = e.message.find(" (" + std::string(e.what.text));
        ASSERT_NE(begin, e.message.npos);
        for (std::size_t size = e.queue_id.size() + 5; size < e.message.size(); ++size) {
            const std::string cut(e.message.substr(0, size)); // a copy, so that a read beyond is seen
            const postfix_line got = parse_postfix_line("smtp", cut);
            SCOPED_TRACE(cut);
            if (size >= begin && size != begin + 1) {
                ASSERT_EQ(name_of(got), "delivery");
                EXPECT_EQ(std::get<delivery>(got.what).status, e.what.status);
                EXPECT_EQ(std::get<delivery>(got.what).recipient, e.what.recipient);
            } else if (const auto* d = std::get_if<delivery>(&got.what)) {
                EXPECT_EQ(cut.substr(cut.rfind('=')), "=undeliverable"); // what it says is true as well
                EXPECT_EQ(d->status, e.what.status);
            } else {
                EXPECT_EQ(name_of(got), "other, damaged");
            }
        }
    }
}

TEST(postfix_line, any_octets_and_any_length)
{
    const std::string much(1 << 20, '"');
    for (const std::string& message :
         {"4ABCDEF: to=<" + much, "4ABCDEF: to=<a@b>, x=" + much, "4ABCDEF: to=<a@b>, relay=" + much + ", status=sent",
          much, "4ABCDEF: " + much, "4ABCDEF: to=<\"" + std::string(1 << 20, '\\')})
        EXPECT_EQ(parse_postfix_line("smtp", message).queue_id, message[0] == '4' ? "4ABCDEF" : "");
    const expected& whole = deliveries[1];
    for (std::size_t at = 0; at < whole.message.size(); ++at) {
        for (int c = 0; c < 256; ++c) {
            std::string message(whole.message);
            message[at] = static_cast<char>(c);
            const postfix_line got = parse_postfix_line("smtp", message);
            const auto* d = std::get_if<delivery>(&got.what);
            EXPECT_TRUE(d == nullptr || d->text.data() + d->text.size() <= message.data() + message.size());
        }
    }
}

} // namespace
} // namespace recoil::proto
