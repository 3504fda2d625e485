// One client's socket, in the clear or with TLS, with its deadline and with what the daemon asks of it. Lives on one
// loop and is touched only there; held by shared_ptr, since the timer outlasts a wait.
//
// There is one timer a session. Moving the deadline is a store; the timer looks at it when it fires and goes on
// sleeping where the deadline has moved.
#pragma once

#include "daemon/net.hpp"
#include "daemon/tls_context.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace recoil {

class tls_stream;

std::string peer_of(const net::stream_socket& socket); // "127.0.0.1 port 40000" or "unix"; for the log

class connection : public std::enable_shared_from_this<connection> {
public:
    struct limits {
        std::chrono::seconds idle;    // for each wait for input, and for each write
        std::chrono::seconds session; // in all
    };
    // `certificate` is null where no TLS is offered.
    connection(net::stream_socket socket, const limits& times, tls_context certificate = nullptr);
    ~connection();

    net::stream_socket& socket() { return socket_; } // for what never has TLS
    std::string peer() const { return peer_of(socket_); }

    bool offers_tls() const { return certificate_ != nullptr; }
    // From here on all is encrypted. Awaits the handshake; whatever it says, nothing goes in the clear any more.
    net::task<boost::system::error_code> start_tls();

    // Awaits octets, or an end, for read_some(), which does not wait and may find that it was nothing (would_block).
    net::task<boost::system::error_code> wait();
    std::size_t read_some(char* to, std::size_t size, boost::system::error_code& error);
    net::task<boost::system::error_code> write(std::string_view bytes); // all of them

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
    // abandon() reaches `other` too, as long as that lives: the second socket of a session that is passed through.
    void accompany(const std::shared_ptr<connection>& other) { companion_ = other; }
    // Shall the session end here?
    bool must_end(bool between_messages) const;

    // Has the other side hung up? Also where octets of it are still unread.
    bool peer_has_left();
    void close();

private:
    enum class state { busy, between_messages, in_message };
    enum class ending { none, drain, abandon };

    void sleep();
    void woken();

    net::stream_socket socket_;
    tls_context certificate_;
    std::unique_ptr<tls_stream> tls_; // null as long as all is in the clear
    net::timer timer_;
    limits limits_;
    net::clock::time_point session_end_;
    net::clock::time_point deadline_;
    bool sleeping_ = false;
    bool expired_ = false;
    state state_ = state::busy;
    ending ending_ = ending::none;
    std::weak_ptr<connection> companion_;
};

} // namespace recoil
