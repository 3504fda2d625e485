// Makes log lines of syslog messages with this host's name and clock, for the messages that lack them.
#pragma once

#include "daemon/host.hpp"
#include "proto/syslog_message.hpp"

#include <string>
#include <string_view>

namespace recoil {

class syslog_lines {
public:
    // Valid until the next call, and as long as `message`.
    std::string_view read(std::string_view message)
    {
        const proto::syslog_defaults defaults{host_, wall_clock()};
        return proto::read_syslog_message(message, defaults, buffer_);
    }

private:
    std::string host_ = host_name();
    std::string buffer_;
};

} // namespace recoil
