#include "daemon/log_input/syslog_datagrams.hpp"

#include "daemon/log_input/datagram_socket.hpp"
#include "daemon/log_input/line_queue.hpp"
#include "daemon/log_input/syslog_lines.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/post.hpp>

namespace recoil {

namespace {

constexpr std::size_t most_bytes = 8 << 20;
constexpr int datagrams_of_a_turn = 256; // then the loop serves others

} // namespace

struct syslog_datagrams::state {
    state(const net::executor& loop, const config::syslog_address& address)
        : socket(address), readable(loop, socket.descriptor()), queue(loop, most_bytes)
    {
    }
    ~state() { readable.release(); } // `socket` closes it

    void read_some()
    {
        for (int i = 0; i < datagrams_of_a_turn; ++i) {
            const auto datagram = socket.receive();
            if (socket.overrun())
                queue.lines_were_lost();
            if (!datagram)
                return;
            if (queue.full())
                queue.lines_were_lost();
            else
                queue.add(lines.read(*datagram));
        }
    }

    datagram_socket socket;
    net::asio::posix::basic_stream_descriptor<net::executor> readable;
    line_queue queue;
    syslog_lines lines;
};

syslog_datagrams::syslog_datagrams(const net::executor& loop, const config::syslog_address& address)
    : state_(std::make_shared<state>(loop, address)), name_("syslog:" + state_->socket.address())
{
    net::asio::co_spawn(loop, read_loop(state_), net::asio::detached);
}

syslog_datagrams::~syslog_datagrams()
{
    stop();
}

net::task<void> syslog_datagrams::read_loop(std::shared_ptr<state> s)
{
    while (!s->queue.closed()) {
        co_await s->readable.async_wait(s->readable.wait_read, net::as_result);
        s->read_some();
    }
}

net::task<std::optional<log_batch>> syslog_datagrams::next()
{
    return state_->queue.take();
}

void syslog_datagrams::stop()
{
    state_->queue.close();
    boost::system::error_code ignored;
    state_->readable.cancel(ignored);
}

} // namespace recoil
