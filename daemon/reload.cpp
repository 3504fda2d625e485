#include "daemon/reload.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace recoil {

reload::reload(const net::executor& loop, loader load, loaded on_loaded)
    : loop_(loop), load_(std::move(load)), on_loaded_(std::move(on_loaded))
{
}

reload::~reload()
{
    if (thread_.joinable())
        thread_.join();
}

void reload::request()
{
    if (thread_.joinable()) {
        again_ = true;
        return;
    }
    thread_ = std::thread(
        [this] { net::asio::post(loop_, [this, result = load_()]() mutable { finish(std::move(result)); }); });
}

void reload::finish(load_result result)
{
    thread_.join();
    on_loaded_(std::move(result));
    if (std::exchange(again_, false))
        request();
}

} // namespace recoil
