#include "daemon/log_input.hpp"

#include "config/log_source.hpp"
#include "daemon/log_input/file_follower.hpp"
#include "daemon/log_input/journal.hpp"
#include "daemon/log_input/standard_input.hpp"
#include "daemon/log_input/syslog_connections.hpp"
#include "daemon/log_input/syslog_datagrams.hpp"
#include "daemon/start_error.hpp"

namespace recoil {

std::unique_ptr<log_input> open_log_input(const config::log_source& source, const net::executor& loop,
                                          const std::string& state_directory)
{
    if (source.type == "stdin")
        return std::make_unique<standard_input>(loop);
    if (source.type == "journald")
        return std::make_unique<journal>(loop, source.units, state_directory);
    if (source.type == "postfix")
        return std::make_unique<file_follower>(loop, source.path, state_directory);
    const auto address = config::parse_syslog_address(source.address);
    if (!address)
        throw start_error("log source " + source.address + ": not an address");
    if (address->over == config::transport::tcp)
        return std::make_unique<syslog_connections>(loop, *address);
    return std::make_unique<syslog_datagrams>(loop, *address);
}

} // namespace recoil
