// The accept loop of one socket. A client that cannot be had for want of descriptors is told so (421) by means of a
// spare one, and the loop rests for 100 ms.
#pragma once

#include "daemon/listening_socket.hpp"
#include "daemon/net.hpp"

#include <functional>
#include <memory>
#include <string>

namespace recoil {

class listener {
public:
    using accepted = std::function<void(net::stream_socket)>;

    // Accepts on `loop`. `next_loop` says which loop the next client belongs to; `on_accept` is called on `loop`.
    // `refusal` is what a client hears for whom there is no descriptor. The socket may also be inherited.
    listener(const net::executor& loop, listening_socket socket, std::string refusal,
             std::function<net::executor()> next_loop, accepted on_accept);
    ~listener();
    listener(listener&&) noexcept;

    std::string address() const;
    void close(); // on `loop`

private:
    struct state;
    static net::task<void> accept_loop(std::shared_ptr<state> s);
    std::shared_ptr<state> state_;
};

} // namespace recoil
