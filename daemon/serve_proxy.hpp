// The loop that awaits a client and the next hop that its session is passed through to (proto/proxy_session.hpp). What
// the next hop accepted is classified from a copy, whose events wait elsewhere: nothing that happens to them, and no
// error of ours, delays, changes or refuses mail.
#pragma once

#include "config/address.hpp"
#include "daemon/connection.hpp"
#include "daemon/net.hpp"
#include "daemon/observed_events.hpp"
#include "daemon/serve.hpp"
#include "proto/proxy_session.hpp"

#include <chrono>
#include <memory>
#include <string_view>

namespace recoil {

struct proxy_route {
    config::address next_hop;
    proto::proxy_options session;
    std::chrono::seconds connect{30};
    std::chrono::seconds patience{5}; // with a silent next hop, before it is seen whether the client has left
    std::chrono::seconds reply{600};  // for each reply, and for each write; RFC 5321 4.5.3.2.6 wants ten minutes
};

// From the connection to the next hop to the end of both, which are closed. The client's limits say how long it may be
// silent; limits.session should be longer than any session. Yields how it ended, a label of recoil_sessions_total: ok,
// timeout, lost (also the next hop), shutdown.
net::task<std::string_view> serve_proxy(std::shared_ptr<connection> client, const services* shared,
                                        observed_events* observed, proxy_route route);

} // namespace recoil
