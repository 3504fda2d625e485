#!/usr/bin/env python3
"""The mail of the demonstration: an application that sends through Postfix, and the servers of the world, which take that mail, refuse it,
put it off, or take it and report a failure later. All of it is made up, and none of it leaves this network.

    traffic.py POSTFIX:PORT LISTEN:PORT SECONDS_BETWEEN_MAILS
"""
import asyncio
import itertools
import random
import re
import smtplib
import sys
import time

LATE = "250 2.0.0 taken, and a notice follows"
MAIL = [  # how often, of which stream, to whom, and what the server says to that recipient
    (30, "orders", "reader@contoso.com", "250 2.1.5 Ok"),
    (20, "news", "reader@fabrikam.com", "250 2.1.5 Ok"),
    (30, "news", "reader@example.net", "250 2.1.5 Ok"),
    (20, "orders", "reader@example.org", "250 2.1.5 Ok"),
    (3, "news", "gone@contoso.com", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
    (2, "news", "gone@example.net", "550 5.1.1 The email account that you tried to reach does not exist. "
        "https://support.google.com/mail/?p=NoSuchUser - gsmtp"),
    (2, "orders", "full@fabrikam.com", "552 5.2.2 mailbox over storage quota"),
    (2, "news", "unsigned@example.net", "550 5.7.26 This mail has been blocked because the sender is unauthenticated. "
        "Gmail requires all senders to authenticate with either SPF or DKIM. - gsmtp"),
    (4, "news", "busy@contoso.com", "451 4.7.500 Server busy. Please try again later from [198.51.100.25]. (S77719)"),
    (3, "orders", "grey@example.org", "451 4.7.1 Greylisted, please try again in 60 seconds"),
    (1, "orders", "odd@fabrikam.com", "554 5.0.0 the moon is in the wrong house"),
    (2, "orders", "late@fabrikam.com", LATE),
]
BAN = ("550 5.7.606 Access denied, banned sending IP [198.51.100.25]. To request removal from this list please visit "
       "https://sender.office.com/ and follow the directions.")
CYCLE, BAN_BEGINS, BAN_ENDS = 1200, 30, 480  # seconds: contoso.com's server bans us again and again
NOTICE = """\
From: MAILER-DAEMON@mail.fabrikam.com
To: {sender}
Subject: Undeliverable: Your order
Message-ID: <notice-{key}@mail.fabrikam.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="report"

--report
Content-Type: text/plain

Your message could not be delivered.
--report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.fabrikam.com

Final-Recipient: rfc822; {recipient}
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 mailbox over storage quota

--report
Content-Type: text/rfc822-headers

From: shop@example.com
Message-ID: <{key}@example.com>

--report--
"""
started = time.monotonic()
put_off = set()


def banned():
    return BAN_BEGINS <= (time.monotonic() - started) % CYCLE < BAN_ENDS


def answer(recipient):
    """To be asked once for each RCPT: who was put off is taken the next time."""
    kind, _, domain = recipient.partition("@")
    kind = kind.rstrip("0123456789")
    if domain == "contoso.com" and banned():
        return BAN
    reply = next((reply for _, _, whom, reply in MAIL if whom == f"{kind}@{domain}"), "550 5.1.1 User unknown")
    if not reply.startswith("4"):
        return reply
    if recipient in put_off:
        put_off.remove(recipient)
        return "250 2.1.5 Ok, this time"
    put_off.add(recipient)
    return reply


def path(line):
    return re.search(rb"<(.*?)>", line)[1].decode()


class World:
    """The servers of all domains, on one port."""

    def __init__(self, postfix):
        self.postfix = postfix

    async def session(self, reader, writer):
        def say(reply):
            writer.write(reply.encode() + b"\r\n")

        say("220 mx ESMTP")
        sender = recipient = reply = ""
        async for line in reader:
            verb = line[:4].upper()
            if verb == b"MAIL":
                sender = path(line)
                say("250 2.1.0 Ok")
            elif verb == b"RCPT":
                recipient = path(line)
                reply = answer(recipient)
                say(reply)
            elif verb == b"DATA":
                say("354 go ahead")
                await reader.readuntil(b"\r\n.\r\n")
                say("250 2.0.0 taken")
                if reply == LATE:
                    await self.postfix.send("", sender, NOTICE.format(sender=sender, recipient=recipient, key=time.time_ns()))
            elif verb == b"QUIT":
                break
            else:
                say("250 Ok")
        writer.close()


class Postfix:
    def __init__(self, address):
        self.host, _, port = address.rpartition(":")
        self.port = int(port)

    async def send(self, sender, recipient, message):
        try:
            await asyncio.to_thread(self.session, sender, recipient, message)
        except (OSError, smtplib.SMTPException) as error:
            print(f"Postfix: {error}", file=sys.stderr, flush=True)

    def session(self, sender, recipient, message):
        with smtplib.SMTP(self.host, self.port, timeout=30) as session:
            session.sendmail(sender, [recipient], message)


async def main(postfix, listen, pause):
    host, _, port = listen.rpartition(":")
    postfix = Postfix(postfix)
    server = await asyncio.start_server(World(postfix).session, host, int(port))
    print(f"the world listens on {listen}; a mail each {pause} s", flush=True)
    async with server:
        for number in itertools.count():
            (_, stream, whom, _), = random.choices(MAIL, [row[0] for row in MAIL])
            recipient = whom.replace("@", f"{number}@")
            return_path = f"bounces+{stream}+{recipient.replace('@', '=')}@bounce.example.com"
            await postfix.send(return_path, recipient,
                               f"From: shop@example.com\nTo: {recipient}\nSubject: Your {stream}\n"
                               f"Message-ID: <{number}.{time.time_ns()}@example.com>\n\nHello.\n")
            await asyncio.sleep(float(pause))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
