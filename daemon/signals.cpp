#include "daemon/signals.hpp"

#include <csignal>
#include <utility>

namespace recoil {

signals::signals(const net::executor& loop, signal_actions actions)
    : set_(loop, SIGTERM, SIGINT, SIGHUP), actions_(std::move(actions))
{
    set_.add(SIGUSR1);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    wait();
}

void signals::wait()
{
    set_.async_wait([this](boost::system::error_code error, int number) {
        if (error)
            return;
        act(number);
        wait();
    });
}

void signals::act(int number) const
{
    if (number == SIGHUP)
        actions_.reload();
    else if (number == SIGUSR1)
        actions_.reopen();
    else
        actions_.stop();
}

} // namespace recoil
