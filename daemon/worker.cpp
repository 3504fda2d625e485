#include "daemon/worker.hpp"

#include <boost/asio/post.hpp>

namespace recoil {

worker::worker()
{
    beat();
}

void worker::run()
{
    loop_.run();
}

void worker::stop()
{
    loop_.stop();
}

void worker::enter(const std::shared_ptr<connection>& client)
{
    clients_.insert(client);
    if (draining_)
        client->drain();
}

void worker::drain()
{
    net::asio::post(loop_, [this] {
        draining_ = true;
        for (const auto& client : clients_)
            client->drain();
    });
}

void worker::abandon()
{
    net::asio::post(loop_, [this] {
        for (const auto& client : clients_)
            client->abandon();
    });
}

void worker::beat()
{
    last_turn_ = net::clock::now();
    pulse_.expires_after(std::chrono::seconds(1));
    pulse_.async_wait([this](boost::system::error_code error) {
        if (!error)
            beat();
    });
}

} // namespace recoil
