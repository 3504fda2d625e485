// The values of delivery-status fields (RFC 3464 2.1.2, RFC 6533 3): a type, an address or a host.
#pragma once

#include <string>
#include <string_view>

namespace recoil::dsn {

struct typed_value {
    std::string type;  // lower case; empty where there is none
    std::string value; // trimmed
};
// "rfc822; a@b", "DNS;host", "a@b". A type is an atom: what stands before a ';' inside an address is none.
typed_value split_type(std::string_view text);

// "a (comment) b (nested (comment))" without the comments (RFC 5322 3.2.2); quoted strings stay.
std::string drop_comments(std::string_view text);

// The address of Final-Recipient and Original-Recipient as UTF-8: without angle brackets, source route and comments;
// \x{H} decoded where the type is utf-8. RFC 3464 addresses are no xtext; only an Original-Recipient (`from_orcpt`)
// that an MTA copied from ORCPT undecoded may hold +2B and +3D. A local name counts only behind a type. An encoded word
// is decoded where the whole address is one; as a local part it is what the server was asked for. At most 998 octets.
std::string parse_recipient(std::string_view text, bool from_orcpt);

// Something that mail can be sent to, and not only a pipe, a file, a local name, a host or a directory entry
// ("IMCEAEX-_O=...") that a system reports in its place.
bool is_mailbox(std::string_view address);

struct host_value {
    std::string name; // without its type and a final dot; may be an address literal
    std::string ip;   // where the field names an address
};
// "dns; mx.example.com [192.0.2.1]", "dns;mx.example.com (192.0.2.1, the server for ...)", "DNS; [192.0.2.1]".
host_value parse_host(std::string_view text);

// The IPv4 or IPv6 address that `text` is, without brackets and the tag "IPv6:"; empty where it is none.
std::string parse_ip(std::string_view text);

// The encoded words of RFC 2047 decoded where blanks stand around them, as it wants it; inside an address they stay.
std::string decode_free_words(std::string_view text);

// Valid UTF-8 of at most `max_bytes` octets, trimmed, NULs as blanks.
std::string bounded_text(std::string_view text, std::size_t max_bytes = std::string_view::npos);

// Takes `source` over where `target` says nothing yet.
template<typename Value>
void complete(Value& target, const Value& source)
{
    if (target == Value())
        target = source;
}

} // namespace recoil::dsn
