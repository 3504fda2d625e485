// The only loop that awaits a client: octets to the session, its events to the transaction, its replies to the socket.
#pragma once

#include "daemon/connection.hpp"
#include "daemon/event_log.hpp"
#include "daemon/net.hpp"
#include "daemon/snapshot.hpp"
#include "proto/smtp_session.hpp"

#include <atomic>
#include <memory>
#include <string_view>

namespace recoil {

// What all sessions share. It outlives them.
struct services {
    event_log& events;
    sink::metrics& metrics;
    std::atomic<std::shared_ptr<const snapshot>>& current; // a message begun after a reload gets the new rules
};

// From the greeting to the end of the connection, which is closed. Yields how it ended, a label of
// recoil_sessions_total: ok, timeout, lost, shutdown. Whether STARTTLS is offered is the connection's word.
net::task<std::string_view> serve(std::shared_ptr<connection> client, const services* shared,
                                  proto::smtp_options options);

} // namespace recoil
