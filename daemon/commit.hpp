// Awaiting a group commit: the coroutine goes on, on its own loop, when its lines are durable or refused.
#pragma once

#include "daemon/net.hpp"
#include "sink/group_commit.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include <memory>
#include <string>
#include <utility>

namespace recoil {

namespace detail {

// The handler of a coroutine can be moved only, and `done` must be copyable: hence the shared_ptr. The work guard keeps
// the loop turning while nothing but the commit is under way.
struct submit_lines {
    template<class Handler>
    void operator()(Handler handler, sink::group_commit* sink, std::string lines) const
    {
        struct waiter {
            explicit waiter(Handler h) : handler(std::move(h)), work(net::asio::get_associated_executor(handler)) {}
            Handler handler;
            net::asio::executor_work_guard<net::asio::associated_executor_t<Handler>> work;
        };
        auto w = std::make_shared<waiter>(std::move(handler));
        sink->submit(std::move(lines), [w](const sink::commit_result& result) {
            const auto executor = w->work.get_executor();
            net::asio::post(executor, [h = std::move(w->handler), result]() mutable { std::move(h)(result); });
            w->work.reset();
        });
    }
};

} // namespace detail

// co_await async_commit(sink, std::move(lines), token) yields a sink::commit_result. `sink` must outlive the call.
template<class Token>
auto async_commit(sink::group_commit& sink, std::string lines, Token&& token)
{
    return net::asio::async_initiate<Token, void(sink::commit_result)>(detail::submit_lines{}, token, &sink,
                                                                       std::move(lines));
}

} // namespace recoil
