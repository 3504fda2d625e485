// Bounces of the sizes that are measured: one of 4 KiB as most MTAs write them, and one of 200 KiB that returns a whole
// message with an attachment. Lines end with CRLF.
#pragma once

#include <cstddef>
#include <string>

namespace recoil::test {

// About `size` octets; the returned message fills what the notice itself leaves.
inline std::string bench_mail(std::size_t size)
{
    std::string mail = "Return-Path: <>\r\n"
                       "Received: by mx.example.com (Postfix) id 4ABCDEF; Sat, 21 Nov 2026 08:00:00 +0000 (UTC)\r\n"
                       "Date: Sat, 21 Nov 2026 08:00:00 +0000 (UTC)\r\n"
                       "From: MAILER-DAEMON@mx.example.com (Mail Delivery System)\r\n"
                       "Subject: Undelivered Mail Returned to Sender\r\n"
                       "To: news-bounces@example.com\r\n"
                       "Auto-Submitted: auto-replied\r\n"
                       "MIME-Version: 1.0\r\n"
                       "Content-Type: multipart/report; report-type=delivery-status;\r\n"
                       "\tboundary=\"4ABCDEF.1795248000/mx.example.com\"\r\n"
                       "Message-Id: <20261121080000.4ABCDEF@mx.example.com>\r\n"
                       "\r\n"
                       "This is a MIME-encapsulated message.\r\n"
                       "\r\n"
                       "--4ABCDEF.1795248000/mx.example.com\r\n"
                       "Content-Description: Notification\r\n"
                       "Content-Type: text/plain; charset=us-ascii\r\n"
                       "\r\n"
                       "This is the mail system at host mx.example.com.\r\n"
                       "\r\n"
                       "Your message could not be delivered to the recipient below.\r\n"
                       "\r\n"
                       "<nobody@example.net>: host mail.example.net[192.0.2.25] said: 550 5.1.1\r\n"
                       "    <nobody@example.net>: Recipient address rejected: User unknown (in reply to\r\n"
                       "    RCPT TO command)\r\n"
                       "\r\n"
                       "--4ABCDEF.1795248000/mx.example.com\r\n"
                       "Content-Description: Delivery report\r\n"
                       "Content-Type: message/delivery-status\r\n"
                       "\r\n"
                       "Reporting-MTA: dns; mx.example.com\r\n"
                       "X-Postfix-Queue-ID: 4ABCDEF\r\n"
                       "X-Postfix-Sender: rfc822; news-bounces@example.com\r\n"
                       "Arrival-Date: Sat, 21 Nov 2026 07:59:58 +0000 (UTC)\r\n"
                       "\r\n"
                       "Final-Recipient: rfc822; nobody@example.net\r\n"
                       "Original-Recipient: rfc822;nobody@example.net\r\n"
                       "Action: failed\r\n"
                       "Status: 5.1.1\r\n"
                       "Remote-MTA: dns; mail.example.net\r\n"
                       "Diagnostic-Code: smtp; 550 5.1.1 <nobody@example.net>: Recipient address rejected:\r\n"
                       "    User unknown\r\n"
                       "\r\n"
                       "--4ABCDEF.1795248000/mx.example.com\r\n"
                       "Content-Description: Undelivered Message\r\n"
                       "Content-Type: message/rfc822\r\n"
                       "\r\n"
                       "From: Example News <news@example.com>\r\n"
                       "To: nobody@example.net\r\n"
                       "Subject: =?utf-8?Q?This_week=E2=80=99s_news?=\r\n"
                       "Message-ID: <week-47@example.com>\r\n"
                       "Content-Type: multipart/mixed; boundary=\"inner\"\r\n"
                       "\r\n"
                       "--inner\r\n"
                       "Content-Type: application/octet-stream\r\n"
                       "Content-Transfer-Encoding: base64\r\n"
                       "\r\n";
    const std::string end = "--inner--\r\n"
                            "\r\n"
                            "--4ABCDEF.1795248000/mx.example.com--\r\n";
    while (mail.size() + end.size() < size)
        mail += "VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZy4gVGhlIHF1aWNrIGJyb3du\r\n";
    return mail + end;
}

} // namespace recoil::test
