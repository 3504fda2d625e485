// Mail that passes an MTA, as a milter sees it: notices become events, other mail is let through when its header ends.
// The answer never waits for us: it leaves before a notice is read to its end and before its events are durable.
#pragma once

#include "daemon/connection.hpp"
#include "daemon/net.hpp"
#include "daemon/observed_events.hpp"
#include "daemon/serve.hpp"

#include <chrono>
#include <memory>
#include <string_view>

namespace recoil {

// An MTA keeps the connection as long as its own client's, through that client's pauses. Where we hang up first it
// refuses or defers mail, so these are longer than those of any MTA.
inline constexpr connection::limits milter_limits{std::chrono::hours(2), std::chrono::hours(24)};

// From the negotiation to the end of the connection, which is closed. Yields how it ended, a label of
// recoil_sessions_total: ok, timeout, lost, shutdown. `shared` and `observed` outlive it.
net::task<std::string_view> serve_milter(std::shared_ptr<connection> client, const services* shared,
                                         observed_events* observed);

} // namespace recoil
