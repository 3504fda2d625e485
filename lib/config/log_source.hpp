// The list of Postfix logs, and the addresses of syslog sockets: "udp://127.0.0.1:5140", "tcp://[::1]:5140",
// "unix:/run/recoil/log".
#pragma once

#include "config/address.hpp"
#include "config/settings.hpp"
#include "util/problem.hpp"
#include "util/yaml.hpp"

#include <optional>
#include <string_view>

namespace recoil::config {

void read_log_sources(yaml::map_reader& from, std::string_view key, settings& to);

// Two sources with one log, or with one place for the position: each line would be counted twice, or not at all.
void check_log_sources(const settings& settings, std::string_view file, problems& problems);

enum class transport { unix_datagrams, udp, tcp };

struct syslog_address {
    transport over = transport::udp;
    address at;

    bool operator==(const syslog_address&) const = default;
};

// Nothing where it is none of the three forms.
std::optional<syslog_address> parse_syslog_address(std::string_view text);

} // namespace recoil::config
