#include "daemon/log_input/line_queue.hpp"

#include <algorithm>
#include <utility>

namespace recoil {

line_queue::line_queue(const net::executor& loop, std::size_t most_bytes)
    : most_bytes_(most_bytes), arrived_(loop, net::clock::time_point::max()), left_(loop, net::clock::time_point::max())
{
}

void line_queue::add(std::string_view line)
{
    line = line.substr(0, log_input::line_bytes - 1);
    if (line.empty())
        return;
    if (batches_.empty() || batches_.back().size() + line.size() >= log_input::batch_bytes)
        batches_.emplace_back();
    std::string& batch = batches_.back();
    batch.append(line).push_back('\n');
    std::replace(batch.end() - static_cast<std::ptrdiff_t>(line.size() + 1), batch.end() - 1, '\n', ' ');
    bytes_ += line.size() + 1;
    arrived_.cancel();
}

net::task<void> line_queue::room()
{
    while (full() && !closed_)
        co_await left_.async_wait(net::as_result);
}

void line_queue::close()
{
    closed_ = true;
    arrived_.cancel();
    left_.cancel();
}

net::task<std::optional<log_batch>> line_queue::take()
{
    while (batches_.empty() && !closed_)
        co_await arrived_.async_wait(net::as_result);
    if (batches_.empty())
        co_return std::nullopt;
    log_batch batch;
    batch.lines = std::move(batches_.front());
    batches_.pop_front();
    bytes_ -= batch.lines.size();
    batch.lag_bytes = bytes_;
    batch.skipped = std::exchange(skipped_, false);
    left_.cancel();
    co_return batch;
}

} // namespace recoil
