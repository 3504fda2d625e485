// A mail log as a busy Postfix writes it, for benchmarks: of each message its connection, queue id, Message-ID, sender,
// one or two deliveries and its end. Half of the deliveries succeed; the others hold one of the replies below.
#pragma once

#include <array>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

namespace recoil::test {

enum class bench_stamps { bsd, rfc3339 };

struct bench_reply {
    std::string_view status;
    std::string_view dsn;
    std::string_view text; // behind "host H[IP] said: "
};

inline constexpr std::array bench_replies{
    bench_reply{"bounced", "5.1.1", "550 5.1.1 <?>: Recipient address rejected: User unknown in virtual mailbox table"},
    bench_reply{
        "bounced", "5.1.1",
        "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking "
        "the recipient's email address for typos or 550-5.1.1 unnecessary spaces. 550 5.1.1 see NoSuchUser"},
    bench_reply{"bounced", "5.7.1", "554 5.7.1 Service unavailable; Client host [203.0.113.7] blocked using a list"},
    bench_reply{"bounced", "5.7.606", "550 5.7.606 Access denied, banned sending IP [203.0.113.7]."},
    bench_reply{"bounced", "5.7.26", "550-5.7.26 This mail is unauthenticated. 550 5.7.26 SPF and DKIM did not pass"},
    bench_reply{"bounced", "5.2.1", "550 5.2.1 The account is disabled"},
    bench_reply{"bounced", "5.2.2", "552 5.2.2 <?>: Mailbox is full"},
    bench_reply{"bounced", "5.4.1", "550 5.4.1 Recipient address rejected: Access denied."},
    bench_reply{"bounced", "5.7.1", "550 5.7.1 Message rejected as spam by content filtering"},
    bench_reply{"bounced", "5.0.0", "554 Transaction failed"},
    bench_reply{"bounced", "5.3.4", "552 5.3.4 Message size exceeds fixed limit"},
    bench_reply{"bounced", "5.7.515", "550 5.7.515 Access denied, sending domain does not pass authentication checks"},
    bench_reply{"deferred", "4.7.0", "421 4.7.0 [TSS04] Messages temporarily deferred due to unexpected volume"},
    bench_reply{"deferred", "4.7.1", "451 4.7.1 Greylisting in action, please come back later"},
    bench_reply{"deferred", "4.2.2", "452 4.2.2 The recipient's inbox is out of storage space"},
    bench_reply{"deferred", "4.7.28", "421-4.7.28 An unusual rate of mail came from your IP. 421 4.7.28 It is limited"},
    bench_reply{"deferred", "4.7.500", "451 4.7.500 Server busy. Please try again later"},
    bench_reply{"deferred", "4.3.2", "450 4.3.2 Service currently unavailable"},
    bench_reply{"deferred", "4.1.8", "450 4.1.8 <news@example.com>: Sender address rejected: Domain not found"},
    bench_reply{"deferred", "4.0.0", "421 Too many concurrent connections from your address"},
};

class bench_log_writer {
public:
    explicit bench_log_writer(bench_stamps stamps) : stamps_(stamps) {}

    // One message.
    void write()
    {
        ++number_;
        std::array<char, 16> id{};
        std::snprintf(id.data(), id.size(), "4F%05zX%04zX", number_ * 7919 % 0xfffff, number_ % 0xffff);
        id_ = id.data();
        add("smtpd", "connect from app.example.com[203.0.113.7]");
        add("smtpd", id_ + ": client=app.example.com[203.0.113.7]");
        add("cleanup", id_ + ": message-id=<" + std::to_string(number_) + ".news@example.com>");
        add("smtpd", "disconnect from app.example.com[203.0.113.7] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5");
        add("qmgr",
            id_ + ": from=<bounces+" + std::to_string(number_) + "@example.com>, size=23904, nrcpt=1 (queue active)");
        deliver(0);
        if (number_ % 4 == 0)
            deliver(1);
        add("qmgr", id_ + ": removed");
    }

    std::size_t lines() const { return lines_; }
    std::string take() { return std::move(log_); }

private:
    void deliver(std::size_t nth)
    {
        const std::string host = "mx" + std::to_string(number_ % 3) + ".d" + std::to_string(number_ % 97) + ".example";
        const std::string address = "[192.0.2." + std::to_string(number_ % 251) + "]";
        const std::string recipient =
            "user" + std::to_string(number_ + nth) + "@d" + std::to_string(number_ % 97) + ".example";
        const std::string before =
            id_ + ": to=<" + recipient + ">, relay=" + host + address + ":25, delay=1.7, delays=0.05/0.01/0.9/0.74, ";
        if ((number_ + nth) % 2 == 0)
            return add("smtp", before + "dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9C" + id_ + ")");
        const bench_reply& reply = bench_replies[number_ / 2 % bench_replies.size()];
        std::string text(reply.text);
        if (const std::size_t mark = text.find('?'); mark != text.npos)
            text.replace(mark, 1, recipient);
        add("smtp", before + "dsn=" + std::string(reply.dsn) + ", status=" + std::string(reply.status) + " (host " +
                        host + address + " said: " + text + " (in reply to RCPT TO command))");
    }

    // About 2,000 lines a second, from eight in the morning on.
    void add(std::string_view service, const std::string& message)
    {
        const std::size_t second = 8 * 3'600 + lines_ / 2'000;
        const std::size_t hour = second / 3'600 % 24;
        std::array<char, 64> stamp{};
        if (stamps_ == bench_stamps::bsd)
            std::snprintf(stamp.data(), stamp.size(), "Nov 21 %02zu:%02zu:%02zu", hour, second / 60 % 60, second % 60);
        else
            std::snprintf(stamp.data(), stamp.size(), "2026-11-21T%02zu:%02zu:%02zu.%06zu+01:00", hour,
                          second / 60 % 60, second % 60, lines_ % 2'000 * 500);
        log_ += stamp.data();
        log_ += " mx1 postfix/";
        log_ += service;
        log_ += "[" + std::to_string(1'000 + number_ % 50) + "]: " + message + "\n";
        ++lines_;
    }

    bench_stamps stamps_;
    std::size_t number_ = 0;
    std::size_t lines_ = 0;
    std::string id_;
    std::string log_;
};

// At least `lines` lines, each ended by LF; the last message is whole. The same at each call.
inline std::string bench_log(std::size_t lines, bench_stamps stamps = bench_stamps::rfc3339)
{
    bench_log_writer writer(stamps);
    while (writer.lines() < lines)
        writer.write();
    return writer.take();
}

} // namespace recoil::test
