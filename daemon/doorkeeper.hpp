// Who may come in at a listener: its `allow`. Touched by one loop only.
#pragma once

#include "config/settings.hpp"
#include "daemon/net.hpp"
#include "daemon/once_a_minute.hpp"

#include <map>
#include <string>

namespace recoil {

class doorkeeper {
public:
    // True where the list is empty, and for the clients of a unix socket. A refusal is logged, at most once a minute
    // for each listener: whoever scans ports shall not fill the log.
    bool admits(const config::listener& at, const net::stream_socket& client);

private:
    void tell(const config::listener& at, const net::stream_socket& client);

    std::map<std::string, once_a_minute> told_; // by the listener's address
};

} // namespace recoil
