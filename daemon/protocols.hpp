// What the daemon does differently from protocol to protocol: who is served by which loop, for how long, and what a
// client hears that is not served.
#pragma once

#include "daemon/connection.hpp"
#include "daemon/net.hpp"
#include "daemon/observed_events.hpp"
#include "daemon/serve.hpp"
#include "daemon/snapshot.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace recoil {

// Serves the client of a listener to the end of its connection; yields how it ended, a label of recoil_sessions_total.
net::task<std::string_view> serve_listener(std::shared_ptr<connection> client, const services* shared,
                                           observed_events* observed, config::listener settings);

connection::limits times_of(const config::listener& settings, const config::limits& limits);

// Mail passes a milter and a proxy on its way to others: no limit of ours may stand in that way.
bool counts_as_session(const config::listener& settings);

// "" in a milter's protocol, which has no word for it.
std::string too_many_sessions(const config::listener& settings, const snapshot& now);
std::string not_allowed(const config::listener& settings, const snapshot& now);

} // namespace recoil
