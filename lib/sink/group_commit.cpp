#include "sink/group_commit.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace recoil::sink {

namespace {

using clock = std::chrono::steady_clock;

// One write: what is larger is cut into several commits, so that the first to wait is answered early.
constexpr std::size_t batch_bytes = 8u << 20u;

struct submission {
    std::string lines;
    group_commit::done on_done;
    clock::time_point since;
};
using batch = std::vector<submission>;
using reopen_done = std::function<void(std::error_code)>;

std::string joined(batch& of)
{
    std::string lines = std::move(of.front().lines);
    for (std::size_t i = 1; i < of.size(); ++i)
        lines += of[i].lines;
    return lines;
}

} // namespace

struct group_commit::state {
    explicit state(event_file opened) : file(std::move(opened)), thread([this] { run(); }) {}
    ~state();

    void run();
    batch take_batch(); // under the lock; the queue is not empty
    void commit(batch& of);
    void reopen(const std::vector<reopen_done>& waiting);

    event_file file; // of the commit thread, but for its path and free_bytes()
    mutable std::mutex mutex;
    std::condition_variable wake;
    std::deque<submission> queue;
    std::vector<reopen_done> reopens;
    std::size_t in_flight = 0; // submissions of the batch that is being committed
    clock::time_point in_flight_since;
    bool blocked = false;
    bool stopping = false;
    std::thread thread; // the last member: it uses all the others
};

group_commit::state::~state()
{
    {
        const std::scoped_lock lock(mutex);
        stopping = true;
    }
    wake.notify_one();
    thread.join();
}

void group_commit::state::run()
{
    for (;;) {
        std::vector<reopen_done> waiting; // callbacks end outside the lock, as they are called outside it
        batch taken;
        {
            std::unique_lock lock(mutex);
            wake.wait(lock, [this] { return stopping || !queue.empty() || !reopens.empty(); });
            if (queue.empty() && reopens.empty())
                return;
            waiting.swap(reopens);
            if (waiting.empty())
                taken = take_batch();
        }
        if (waiting.empty())
            commit(taken);
        else
            reopen(waiting);
    }
}

batch group_commit::state::take_batch()
{
    batch taken;
    std::size_t bytes = 0;
    do {
        bytes += queue.front().lines.size();
        taken.push_back(std::move(queue.front()));
        queue.pop_front();
    } while (!queue.empty() && bytes + queue.front().lines.size() <= batch_bytes);
    in_flight = taken.size();
    in_flight_since = taken.front().since;
    return taken;
}

void group_commit::state::commit(batch& of)
{
    const std::string lines = joined(of);
    const auto begin = clock::now();
    commit_result result;
    result.error = file.append(lines);
    result.took = clock::now() - begin;
    {
        const std::scoped_lock lock(mutex);
        in_flight = 0;
        blocked = static_cast<bool>(result.error);
    }
    for (const auto& submitted : of) {
        if (submitted.on_done)
            submitted.on_done(result);
    }
}

void group_commit::state::reopen(const std::vector<reopen_done>& waiting)
{
    const std::error_code error = file.reopen();
    for (const auto& on_done : waiting) {
        if (on_done)
            on_done(error);
    }
}

group_commit::group_commit(event_file file) : state_(std::make_unique<state>(std::move(file))) {}

group_commit::~group_commit() = default;

void group_commit::submit(std::string lines, done on_done)
{
    {
        const std::scoped_lock lock(state_->mutex);
        state_->queue.push_back({std::move(lines), std::move(on_done), clock::now()});
    }
    state_->wake.notify_one();
}

void group_commit::reopen(std::function<void(std::error_code)> on_done)
{
    {
        const std::scoped_lock lock(state_->mutex);
        state_->reopens.push_back(std::move(on_done));
    }
    state_->wake.notify_one();
}

commit_stats group_commit::stats() const
{
    commit_stats stats;
    stats.free_bytes = state_->file.free_bytes();
    const std::scoped_lock lock(state_->mutex);
    stats.queued = state_->queue.size() + state_->in_flight;
    stats.blocked = state_->blocked;
    if (state_->in_flight > 0)
        stats.oldest = clock::now() - state_->in_flight_since;
    else if (!state_->queue.empty())
        stats.oldest = clock::now() - state_->queue.front().since;
    return stats;
}

} // namespace recoil::sink
