// What the text of a setting may be. Each check gives "" where the text is fine, else what is accepted.
#pragma once

#include <string_view>

namespace recoil::config {

using check = std::string_view (*)(std::string_view text);

std::string_view check_path(std::string_view text);        // not empty, no control characters
std::string_view check_token_file(std::string_view text);  // that, or ""
std::string_view check_event_path(std::string_view text);  // that, or "-"
std::string_view check_host(std::string_view text);        // RFC 1123 2.1 and the underscore that many hosts have
std::string_view check_field_name(std::string_view text);  // RFC 5322 3.6.8
std::string_view check_ip(std::string_view text);          // a literal address
std::string_view check_network(std::string_view text);     // util/ip_network.hpp
std::string_view check_listen(std::string_view text);      // config/address.hpp
std::string_view check_next_hop(std::string_view text);    // that, with a port that can be connected to
std::string_view check_http_listen(std::string_view text); // "" or an IP address with a port
std::string_view check_label(std::string_view text);       // a word that may be a metric's label
std::string_view check_syslog_name(std::string_view text); // of a Postfix instance
std::string_view check_stream_from(std::string_view text); // "", verp, sender_domain or header:NAME
std::string_view check_mode(std::string_view text);        // octal, of a unix socket
std::string_view check_group(std::string_view text);       // of the system's groups, not looked up

} // namespace recoil::config
