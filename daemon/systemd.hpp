// What systemd is told and what it hands over (sd_notify(3), sd_listen_fds(3)). All of it does nothing without systemd.
#pragma once

#include "daemon/net.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::systemd {

void ready(std::string_view status); // after the start and after each reload
void reloading();
void stopping();

struct inherited_socket {
    int fd = -1;
    std::string protocol; // the FileDescriptorName: lmtp, smtp or milter
};
// Those of this process; its environment forgets them. Throws start_error where a name is no protocol.
std::vector<inherited_socket> inherited_sockets();

// Feeds the watchdog at half its interval, from the loop, as long as `healthy` says so: a loop that hangs is killed.
class watchdog {
public:
    watchdog(const net::executor& loop, std::function<bool()> healthy);

private:
    void wait();

    net::timer timer_;
    std::function<bool()> healthy_;
    std::chrono::microseconds interval_{0};
};

} // namespace recoil::systemd
