// The server's side of TLS on a client's socket, which does not wait (O_NONBLOCK) and outlives this object. Errors are
// those of the socket and of OpenSSL; after one the connection must be closed.
#pragma once

#include "daemon/net.hpp"
#include "daemon/tls_context.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace recoil {

class tls_stream {
public:
    tls_stream(net::stream_socket& socket, const tls_context& certificate);
    ~tls_stream();

    net::task<boost::system::error_code> handshake();
    net::task<boost::system::error_code> write(std::string_view bytes); // all of them

    // What is there, without waiting; would_block where there is nothing.
    std::size_t read_some(char* to, std::size_t size, boost::system::error_code& error);
    // False once read_some() has found the end of what had come. Until then something may stand in our buffers, of
    // which the socket knows nothing.
    bool may_hold_input() const { return !drained_; }

    // Says that this is the end (RFC 8446 6.1), where that can be done without waiting. The socket stays open.
    void close();

private:
    struct native;
    std::unique_ptr<native> native_;
    bool drained_ = false;
};

} // namespace recoil
