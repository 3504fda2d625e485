// A bounce as Postfix writes it (RFC 3464), for tests that need one and do not care which.
#pragma once

#include <string>

namespace recoil::test {

inline std::string notice(const std::string& queue_id, const std::string& recipient = "nobody@example.net",
                          const std::string& action = "failed")
{
    const std::string status = action == "failed" ? "5.1.1" : "4.2.2";
    const std::string reply = action == "failed" ? "550 5.1.1 No such user here" : "452 4.2.2 Mailbox full";
    return "From: MAILER-DAEMON@mx.example.com (Mail Delivery System)\r\n"
           "To: bounces@example.com\r\n"
           "Subject: Undelivered Mail Returned to Sender\r\n"
           "MIME-Version: 1.0\r\n"
           "Message-Id: <" +
           queue_id +
           ".notice@mx.example.com>\r\n"
           "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n"
           "\r\n"
           "--b\r\n"
           "Content-Type: text/plain\r\n"
           "\r\n"
           "Your mail could not be delivered.\r\n"
           "\r\n"
           "--b\r\n"
           "Content-Type: message/delivery-status\r\n"
           "\r\n"
           "Reporting-MTA: dns; mx.example.com\r\n"
           "X-Postfix-Queue-ID: " +
           queue_id +
           "\r\n"
           "\r\n"
           "Final-Recipient: rfc822; " +
           recipient +
           "\r\n"
           "Action: " +
           action +
           "\r\n"
           "Status: " +
           status +
           "\r\n"
           "Remote-MTA: dns; mx.example.net\r\n"
           "Diagnostic-Code: smtp; " +
           reply +
           "\r\n"
           "\r\n"
           "--b\r\n"
           "Content-Type: text/rfc822-headers\r\n"
           "\r\n"
           "From: news@example.com\r\n"
           "To: " +
           recipient +
           "\r\n"
           "Message-Id: <" +
           queue_id +
           "@example.com>\r\n"
           "\r\n"
           "--b--\r\n";
}

// A rule pack that knows what notice() says: tests of anything but rules need not compile the shipped ones.
inline constexpr const char* notice_pack = R"(pack: notices
version: 2026-01-01
rules:
  - id: test-no-such-user
    text: ['no such user here']
    reason: user_unknown
    meaning: The address does not exist.
    advice: Remove it.
    examples: ['550 5.1.1 No such user here']
)";

} // namespace recoil::test
