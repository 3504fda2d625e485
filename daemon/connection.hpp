// One client's socket with its deadline and with what the daemon asks of it. Lives on one loop and is touched only
// there; held by shared_ptr, since the timer outlasts a wait.
//
// There is one timer a session. Moving the deadline is a store; the timer looks at it when it fires and goes on
// sleeping where the deadline has moved.
#pragma once

#include "daemon/net.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace recoil {

class connection : public std::enable_shared_from_this<connection> {
public:
    struct limits {
        std::chrono::seconds idle;    // for each wait for input, and for each write
        std::chrono::seconds session; // in all
    };
    connection(net::stream_socket socket, const limits& times);

    net::stream_socket& socket() { return socket_; }
    std::string peer() const; // "127.0.0.1 port 40000" or "unix"; for the log

    // Before each wait: it is cancelled after limits.idle, or where the session has lasted too long.
    void start_deadline();
    void start_deadline(std::chrono::seconds at_most);
    bool expired() const { return expired_; } // since the last start_deadline()

    // Marks a wait for input; `between_messages` says that nothing is lost if it is broken off.
    void waits(bool between_messages);
    void has_input() { state_ = state::busy; }

    // The daemon stops. drain() breaks off a wait between messages, abandon() every wait.
    void drain();
    void abandon();
    // Shall the session end here?
    bool must_end(bool between_messages) const;

    void close();

private:
    enum class state { busy, between_messages, in_message };
    enum class ending { none, drain, abandon };

    void sleep();
    void woken();

    net::stream_socket socket_;
    net::timer timer_;
    limits limits_;
    net::clock::time_point session_end_;
    net::clock::time_point deadline_;
    bool sleeping_ = false;
    bool expired_ = false;
    state state_ = state::busy;
    ending ending_ = ending::none;
};

} // namespace recoil
