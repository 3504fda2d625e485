"""What a sender of newsletters meets in a minute: lines of its Postfix logs, and the mail that comes back to its bounce address.

The data stand in tables; a round of traffic plays each row once, with new queue ids and the time of now.
"""
import datetime
import email.utils
import itertools
import typing

import wire

ADDRESSES = {"postfix-out1": "192.0.2.25", "postfix-out2": "192.0.2.26"}  # our sending addresses, by Postfix instance

M365 = "contoso-com.mail.protection.outlook.com"
GMAIL = "gmail-smtp-in.l.google.com"
YAHOO = "mta5.am0.yahoodns.net"
TONLINE = "mx00.t-online.de"
GMX = "mx00.gmx.net"
SMALL = "mail.example.org"  # a host that no pack knows

BANNED = ("550 5.7.606 Access denied, banned sending IP [192.0.2.25]. To request removal from this list please visit "
          "https://sender.office.com/ and follow the directions. [AM4PEPF00012345.eurprd83.prod.outlook.com]")
THROTTLED = ("451 4.7.500 Server busy. Please try again later from [192.0.2.26]. (S77719) "
             "[HE1EUR01FT064.eop-EUR01.prod.protection.outlook.com]")
TENANT = ("550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP. "
          "[VI1EUR04FT003.eop-eur04.prod.protection.outlook.com]")
RATE_LIMITED = ("421 4.7.0 [TSS04] Messages from 192.0.2.25 temporarily deferred due to unexpected volume or user complaints - "
                "4.16.55.1; see https://postmaster.yahooinc.com/error-codes")
LISTED = "554 5.7.1 Service unavailable; Client host [192.0.2.26] blocked using zen.spamhaus.org"
NO_USER = "550-5.1.1 The email account that you tried to reach does not exist. 550 5.1.1 https://support.google.com/mail/?p=NoSuchUser"
NO_DMARC = ("550-5.7.26 Unauthenticated email from example.net is not accepted due to domain's DMARC policy. "
            "550 5.7.26 https://support.google.com/mail/?p=UnauthenticatedEmail")
NO_SPF = "550 5.7.23 SPF validation failed: 192.0.2.25 is not allowed to send mail from example.net"
FULL = "452-4.2.2 The recipient's inbox is out of storage space. 452 4.2.2 https://support.google.com/mail/?p=OverQuotaTemp"


class Delivery(typing.NamedTuple):
    """`count` lines of one Postfix instance about mail to `host`. `reply` is what the host says to the mail; "" takes it. Without a host
    it is what Postfix says."""
    instance: str
    host: str
    domain: str
    status: str
    reply: str = ""
    count: int = 1
    stream: str = "news"
    sender_domain: str = "example.com"


DELIVERIES = (
    Delivery("postfix-out1", GMAIL, "gmail.com", "sent", "", 12),
    Delivery("postfix-out1", GMX, "gmx.example", "sent", "", 4, "orders"),
    Delivery("postfix-out1", SMALL, "example.org", "sent", "", 6, "orders", "example.net"),
    Delivery("postfix-out2", M365, "contoso.com", "sent", "", 8),
    Delivery("postfix-out2", YAHOO, "yahoo.example", "sent", "", 3),
    Delivery("postfix-out1", M365, "fabrikam.com", "bounced", BANNED, 3),
    Delivery("postfix-out2", M365, "contoso.com", "bounced", TENANT, 1, "orders"),
    Delivery("postfix-out2", M365, "contoso.com", "deferred", THROTTLED, 3),
    Delivery("postfix-out2", M365, "contoso.com", "suspended", THROTTLED, 5),
    Delivery("postfix-out1", YAHOO, "yahoo.example", "deferred", RATE_LIMITED, 2),
    Delivery("postfix-out1", YAHOO, "yahoo.example", "suspended", RATE_LIMITED, 4),
    Delivery("postfix-out1", GMAIL, "gmail.com", "bounced", NO_USER, 4),
    Delivery("postfix-out1", GMAIL, "gmail.com", "bounced", NO_DMARC, 2, "orders", "example.net"),
    Delivery("postfix-out1", GMAIL, "gmail.com", "deferred", FULL, 1),
    Delivery("postfix-out2", TONLINE, "t-online.example", "bounced", "554 IP=192.0.2.26 - A problem occurred. (Ask your postmaster for "
             "help or to contact tosa@rx.t-online.de to clarify.)"),
    Delivery("postfix-out2", TONLINE, "t-online.example", "sent"),  # the ban above is over
    Delivery("postfix-out2", SMALL, "example.org", "bounced", LISTED, 2),
    Delivery("postfix-out2", SMALL, "example.org", "bounced", LISTED.replace("zen.spamhaus.org", "bl.spamcop.net")),
    Delivery("postfix-out1", SMALL, "example.org", "bounced", NO_SPF, 1, "orders", "example.net"),
    Delivery("postfix-out1", SMALL, "example.org", "bounced", "550 5.7.1 Blocked by SpamAssassin"),
    Delivery("postfix-out1", SMALL, "example.org", "bounced", "550 The moon is in the wrong house", 2),  # nobody knows why
    Delivery("postfix-out1", SMALL, "example.org", "deferred", "450 4.2.0 Recipient address rejected: Greylisted, come back later"),
    Delivery("postfix-out1", "", "fabrikam.com", "deferred", "connect to mail.fabrikam.com[203.0.113.9]:25: Connection refused"),
    Delivery("postfix-out1", "", "nowhere.example", "bounced", "Host or domain name not found. Name service error for "
             "name=nowhere.example type=A: Host not found", 1, "orders"),
)


class Notice(typing.NamedTuple):
    """A notice that another host sends later. `sender`: From of the message that it returns; "" returns none."""
    host: str
    recipient: str
    action: str
    status: str
    reply: str
    sender: str = "news@example.com"


NOTICES = (
    Notice(M365, "kim@contoso.com", "failed", "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient kim@contoso.com not found by "
           "SMTP address lookup [DB5EUR03FT011.eop-EUR03.prod.protection.outlook.com]"),
    Notice(M365, "lee@fabrikam.com", "failed", "5.7.606", BANNED.replace("192.0.2.25", "198.51.100.25")),  # not our address
    Notice(GMAIL, "jo@gmail.com", "failed", "5.2.2", "552 5.2.2 The recipient's inbox is out of storage space and inactive."),
    Notice(SMALL, "max@example.org", "delayed", "4.4.1", "451 4.4.1 Connection timed out", ""),
    Notice(SMALL, "eve@example.org", "failed", "5.1.1", "550 5.1.1 User unknown", "winner@spam.example"),  # forged
)

RETURNED = "Return-Path: <bounces+news+user=example.org@example.com>\nFrom: {sender}\nMessage-ID: <{key}@example.com>\n"
RETURN_PATH = "bounces+{stream}+{local}={domain}@{sender_domain}"


class PostfixLog:
    """The log of the Postfix instances of ADDRESSES: one file, as rsyslog writes it."""

    def __init__(self, path):
        self.path, self.numbers = path, itertools.count(1)
        path.touch()

    def write(self, deliveries=DELIVERIES):
        """One round; returns how many lines tell of a delivery, an attempt or a failure."""
        messages = [d for d in deliveries for _ in range(d.count)]
        now = datetime.datetime.now(datetime.timezone.utc)
        with open(self.path, "a") as log:
            for position, delivery in enumerate(messages, 1 - len(messages)):  # one a millisecond: a ban, and then its end
                log.writelines(self.message(delivery, now + datetime.timedelta(milliseconds=position)))
        return len(messages)

    def message(self, delivery, time):
        number = next(self.numbers)
        queue_id, local = f"{0xA0000000 + number:X}", f"user{number}"
        sender = RETURN_PATH.format(local=local, **delivery._asdict())
        service, relay, status, text = self.outcome(delivery)
        lines = [("cleanup", f"message-id=<{queue_id}@{delivery.sender_domain}>"),
                 ("qmgr", f"from=<{sender}>, size=4711, nrcpt=1 (queue active)"),
                 (service, f"to=<{local}@{delivery.domain}>, relay={relay}, delay=1.2, delays=0.1/0/0.6/0.5, "
                           f"dsn={self.enhanced(delivery)}, status={status} ({text})")]
        if status != "deferred":
            lines.append(("qmgr", "removed"))
        begin = f"{time.isoformat(timespec='microseconds')} out1 {delivery.instance}"
        return [f"{begin}/{name}[4711]: {queue_id}: {text}\n" for name, text in lines]

    @staticmethod
    def enhanced(delivery):
        words = delivery.reply.replace("-", " ", 1).split()
        given = words[1] if len(words) > 1 and words[1].count(".") == 2 else ""
        if given or delivery.host:
            return given or {"sent": "2.0.0", "bounced": "5.0.0"}[delivery.status]
        return {"bounced": "5.4.4", "deferred": "4.4.1"}[delivery.status]

    @staticmethod
    def outcome(delivery):
        """Service, relay, status and what stands in the parentheses."""
        host = f"{delivery.host}[203.0.113.25]"
        if delivery.status == "sent":
            return "smtp", f"{host}:25", "sent", "250 2.0.0 Ok: queued"
        if delivery.status == "suspended":
            return "error", "none", "deferred", (f"delivery temporarily suspended: host {host} said: {delivery.reply} "
                                                 "(in reply to MAIL FROM command)")
        if not delivery.host:
            return "smtp", "none", delivery.status, delivery.reply
        return "smtp", f"{host}:25", delivery.status, f"host {host} said: {delivery.reply} (in reply to RCPT TO command)"


def notices(name):
    """One round of mail to the bounce address. `name` makes the queue ids and Message-IDs differ from those of other rounds."""
    date = email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=90))
    head = f"Date: {date}\r\n".encode() + wire.NOTICE_HEAD
    for number, row in enumerate(NOTICES):
        key = f"{name}N{number}"
        group = wire.group(row.recipient, row.reply, row.status, row.host).replace(b"Action: failed", f"Action: {row.action}".encode())
        returned = RETURNED.format(sender=row.sender, key=key).replace("\n", "\r\n").encode() if row.sender else b""
        yield wire.notice(group, key=key, returned=returned, head=head)
    yield complaint(name)
    yield AUTOMATIC_REPLY
    yield b"From: kim@example.org\r\nTo: bounces@example.com\r\nSubject: Hello\r\n\r\nHello.\r\n"
    yield wire.notice(key=f"{name}cut", returned=b"From: news@example.com\r\n").replace(b"--b1--\r\n", b"")  # a defect


def own_notice(name):
    """Our own Postfix about a refusal that its log tells of as well."""
    group = wire.group("user1@fabrikam.com", BANNED, "5.7.606", M365)
    notice = wire.notice(group, key=f"{name}own", returned=b"From: news@example.com\r\n")
    return notice.replace(b"Reporting-MTA: dns; mx.example.net", b"Reporting-MTA: dns; out1.example.com")


AUTOMATIC_REPLY = (b"From: kim@example.org\r\nTo: bounces@example.com\r\nSubject: Out of office\r\nAuto-Submitted: auto-replied\r\n\r\n"
                   b"I am away.\r\n")


def complaint(name):
    """A feedback report (RFC 5965)."""
    return f"""From: Feedback Loop <feedback@arf.mail.yahoo.com>
To: fbl@example.com
Subject: FW: Your November news
Message-ID: <{name}.complaint@arf.mail.yahoo.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="arf"

--arf

One of our users reported the message below as abuse.

--arf
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Yahoo!-Mail-Feedback/2.0
Version: 1
Original-Rcpt-To: {name}@yahoo.example
Reporting-MTA: dns; {YAHOO}
Source-IP: 192.0.2.26
Reported-Domain: example.com

--arf
Content-Type: text/rfc822-headers

From: news@example.com
To: {name}@yahoo.example
Message-ID: <{name}.complained@example.com>

--arf--
""".replace("\n", "\r\n").encode()
