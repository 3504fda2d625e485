// One loop with one thread, and the sessions that live on it. There is nothing to lock: what another thread asks for is
// posted.
#pragma once

#include "daemon/connection.hpp"
#include "daemon/net.hpp"

#include <boost/asio/executor_work_guard.hpp>

#include <atomic>
#include <memory>
#include <unordered_set>

namespace recoil {

class worker {
public:
    worker();

    net::executor loop() { return loop_.get_executor(); }
    void run();  // until stop(), on the calling thread
    void stop(); // any thread

    // On the loop: the sessions that drain() and abandon() reach.
    void enter(const std::shared_ptr<connection>& client);
    void leave(const std::shared_ptr<connection>& client) { clients_.erase(client); }

    // Any thread. After drain() a session that comes in is drained at once.
    void drain();
    void abandon();

    // When the loop last turned; a second ago where all is well. Any thread.
    net::clock::time_point last_turn() const { return last_turn_.load(); }

private:
    void beat();

    net::asio::io_context loop_{1};
    net::asio::executor_work_guard<net::executor> work_{loop_.get_executor()};
    net::timer pulse_{loop_.get_executor()};
    std::atomic<net::clock::time_point> last_turn_{net::clock::now()};
    bool draining_ = false;
    std::unordered_set<std::shared_ptr<connection>> clients_;
};

} // namespace recoil
