// recoil healthcheck: for a container's HEALTHCHECK and for scripts. No shell and no other tool is needed.
#include "config/address.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/http_get.hpp"
#include "daemon/exit_code.hpp"
#include "util/utf8.hpp"

#include <iostream>

namespace recoil::cli {

int healthcheck(const healthcheck_options& options)
{
    const std::optional<config::address> address = config::parse_address(options.address);
    if (!address || address->is_unix) {
        std::cerr << "recoil: --address takes IPv4:port or [IPv6]:port\n";
        return exit_code::usage;
    }
    const http_answer answer = http_get(address->host, address->port, "/-/ready", std::chrono::seconds(5));
    if (answer.status == 200) {
        std::cout << "ready\n";
        return exit_code::ok;
    }
    const std::string why = answer.status == 0 ? answer.error : "not ready: " + answer.body;
    std::cerr << "recoil: " << options.address << ": " << utf8::escape_controls(why) << "\n";
    return exit_code::failure;
}

} // namespace recoil::cli
