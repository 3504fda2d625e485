// The enumerated codes of IANA's "SMTP Enhanced Status Codes" registry (RFC 5248 2.4), meanings in our own words.

#include "dsn/status_code.hpp"

#include <array>

namespace recoil::dsn {

namespace {

constexpr auto registry = std::to_array<registered_status>({
    {0, 0, "nothing is known but the class", "RFC 3463"},
    // X.1: addresses
    {1, 0, "something about an address", "RFC 3463"},
    {1, 1, "no such mailbox in the recipient's domain", "RFC 3463"},
    {1, 2, "the recipient's domain does not exist or takes no mail", "RFC 3463"},
    {1, 3, "the recipient's address is malformed", "RFC 3463"},
    {1, 4, "the recipient's address fits more than one mailbox", "RFC 3463"},
    {1, 5, "the recipient's address is valid", "RFC 3463"},
    {1, 6, "the recipient moved and left no new address", "RFC 3463"},
    {1, 7, "the sender's address is malformed", "RFC 3463"},
    {1, 8, "the sender's domain does not exist or takes no mail", "RFC 3463"},
    {1, 9, "handed to a system that sends no delivery reports", "RFC 5248"},
    {1, 10, "the recipient's domain declares a null MX: it takes no mail", "RFC 7505"},
    // X.2: mailboxes
    {2, 0, "something about the recipient's mailbox", "RFC 3463"},
    {2, 1, "the mailbox exists but is disabled or takes no messages", "RFC 3463"},
    {2, 2, "the mailbox is full", "RFC 3463"},
    {2, 3, "the message is larger than this mailbox allows", "RFC 3463"},
    {2, 4, "the mailing list behind the address could not be expanded", "RFC 3463"},
    // X.3: the receiving system
    {3, 0, "something about the receiving system", "RFC 3463"},
    {3, 1, "the receiving system's storage is full", "RFC 3463"},
    {3, 2, "the receiving system takes no messages at present", "RFC 3463"},
    {3, 3, "the receiving system lacks a feature that the message needs", "RFC 3463"},
    {3, 4, "the message is larger than the system allows", "RFC 3463"},
    {3, 5, "the receiving system is not configured to take this message", "RFC 3463"},
    {3, 6, "the message was taken at another priority than the one asked for", "RFC 6710"},
    // X.4: network and routing
    {4, 0, "something about the network or the route", "RFC 3463"},
    {4, 1, "the host did not answer", "RFC 3463"},
    {4, 2, "the connection was bad or broke", "RFC 3463"},
    {4, 3, "a directory or name server failed", "RFC 3463"},
    {4, 4, "no route to the next host is known", "RFC 3463"},
    {4, 5, "the mail system is congested", "RFC 3463"},
    {4, 6, "the message runs in a loop", "RFC 3463"},
    {4, 7, "the message waited too long and expired", "RFC 3463"},
    // X.5: the protocol
    {5, 0, "something about the protocol", "RFC 3463"},
    {5, 1, "a command out of order or unknown", "RFC 3463"},
    {5, 2, "a command's syntax is wrong", "RFC 3463"},
    {5, 3, "too many recipients in one transaction", "RFC 3463"},
    {5, 4, "a command's arguments are wrong", "RFC 3463"},
    {5, 5, "the two sides speak different versions of the protocol", "RFC 3463"},
    {5, 6, "a line of the authentication exchange is too long", "RFC 4954"},
    // X.6: the content
    {6, 0, "something about the content", "RFC 3463"},
    {6, 1, "the content's media type is not supported", "RFC 3463"},
    {6, 2, "a conversion is needed but prohibited", "RFC 3463"},
    {6, 3, "a conversion is needed but not supported", "RFC 3463"},
    {6, 4, "the content was converted with loss", "RFC 3463"},
    {6, 5, "a conversion failed", "RFC 3463"},
    {6, 6, "content that the message refers to cannot be fetched", "RFC 4468"},
    {6, 7, "an address that is not ASCII is not allowed here", "RFC 6531"},
    {6, 8, "the reply would need UTF-8, which the client did not allow", "RFC 6531"},
    {6, 9, "the header needs UTF-8, which a recipient's system does not take", "RFC 6531"},
    {6, 10, "the same as X.6.8; deprecated", "RFC 6531"},
    // X.7: security and policy
    {7, 0, "something about security or policy", "RFC 3463"},
    {7, 1, "the message is refused by policy", "RFC 3463"},
    {7, 2, "the sender may not write to this mailing list", "RFC 3463"},
    {7, 3, "a change of security protocol is needed but impossible", "RFC 3463"},
    {7, 4, "a security feature is not supported", "RFC 3463"},
    {7, 5, "a cryptographic operation failed", "RFC 3463"},
    {7, 6, "a cryptographic algorithm is not supported", "RFC 3463"},
    {7, 7, "the message was altered on its way", "RFC 3463"},
    {7, 8, "the authentication credentials are wrong", "RFC 4954"},
    {7, 9, "the authentication mechanism is too weak", "RFC 4954"},
    {7, 10, "the connection must be encrypted", "RFC 5248"},
    {7, 11, "this authentication mechanism needs an encrypted connection", "RFC 4954"},
    {7, 12, "the user must change the password's form first", "RFC 4954"},
    {7, 13, "the account is disabled", "RFC 5248"},
    {7, 14, "the two systems need a trust relationship", "RFC 5248"},
    {7, 15, "the message's priority is too low at present", "RFC 6710"},
    {7, 16, "the message is too large for its priority", "RFC 6710"},
    {7, 17, "the mailbox has another owner now", "RFC 7293"},
    {7, 18, "the domain has another owner now", "RFC 7293"},
    {7, 19, "whether the mailbox changed its owner cannot be tested", "RFC 7293"},
    {7, 20, "no DKIM signature passes", "RFC 7372"},
    {7, 21, "no acceptable DKIM signature", "RFC 7372"},
    {7, 22, "no DKIM signature of the author's domain passes", "RFC 7372"},
    {7, 23, "SPF fails", "RFC 7372"},
    {7, 24, "SPF could not be evaluated", "RFC 7372"},
    {7, 25, "the client's address has no matching reverse DNS", "RFC 7372"},
    {7, 26, "more than one authentication check fails", "RFC 7372"},
    {7, 27, "the sender's domain declares a null MX", "RFC 7505"},
    {7, 28, "a flood of messages", "IANA"},
    {7, 29, "the ARC chain fails", "RFC 8617"},
    {7, 30, "REQUIRETLS cannot be kept on the next hop", "RFC 8689"},
});

} // namespace

std::span<const registered_status> status_registry()
{
    return registry;
}

} // namespace recoil::dsn
