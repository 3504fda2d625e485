// The signals of an operator and of systemd, as calls on the loop.
#pragma once

#include "daemon/net.hpp"

#include <boost/asio/signal_set.hpp>

#include <functional>

namespace recoil {

struct signal_actions {
    std::function<void()> stop;   // SIGTERM, SIGINT
    std::function<void()> reload; // SIGHUP
    std::function<void()> reopen; // SIGUSR1
};

// From construction on. SIGPIPE and SIGXFSZ are ignored: their causes come back as errors of a call.
class signals {
public:
    signals(const net::executor& loop, signal_actions actions);

private:
    void wait();
    void act(int number) const;

    net::asio::basic_signal_set<net::executor> set_;
    signal_actions actions_;
};

} // namespace recoil
