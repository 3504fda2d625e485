// What stands behind an input in the daemon: takes batch after batch and commits each. The loop turns only while the
// test waits for something.
#pragma once

#include "daemon/log_input.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace recoil::test {

class log_consumer {
public:
    log_consumer(net::asio::io_context& loop, log_input& input) : loop_(loop), input_(input)
    {
        net::asio::co_spawn(loop_, consume(), net::asio::detached);
    }
    log_consumer(const log_consumer&) = delete;
    log_consumer& operator=(const log_consumer&) = delete;

    bool commits = true; // else events cannot be written: the batch is kept, and no further one is asked for
    std::string lines;
    std::string position; // of the last batch
    std::uint64_t lag = 0;
    int batches = 0;
    bool skipped = false;
    bool over = false;

    // Turns the loop until `condition` holds, at most ten seconds.
    bool until(const std::function<bool()>& condition)
    {
        const auto end = net::clock::now() + std::chrono::seconds(10);
        while (!condition() && net::clock::now() < end)
            turn(std::chrono::milliseconds(5));
        return condition();
    }
    bool has(const std::string& text)
    {
        return until([&] { return lines == text; });
    }
    void turn(std::chrono::milliseconds time)
    {
        loop_.restart();
        loop_.run_for(time);
    }

private:
    net::task<void> consume()
    {
        net::timer retry(loop_.get_executor());
        for (;;) {
            std::optional<log_batch> batch = co_await input_.next();
            if (!batch)
                break;
            ++batches;
            lines += batch->lines;
            position = batch->position;
            lag = batch->lag_bytes;
            skipped = skipped || batch->skipped;
            while (!commits) {
                retry.expires_after(std::chrono::milliseconds(5));
                co_await retry.async_wait(net::as_result);
            }
            input_.committed(position);
        }
        over = true;
    }

    net::asio::io_context& loop_;
    log_input& input_;
};

} // namespace recoil::test
