#include "daemon/systemd.hpp"

#include "daemon/start_error.hpp"

#include <systemd/sd-daemon.h>
#include <time.h>

#include <cstdint>
#include <cstdlib>
#include <utility>

namespace recoil::systemd {

void ready(std::string_view status)
{
    sd_notify(0, ("READY=1\nSTATUS=" + std::string(status)).c_str());
}

void reloading()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now); // Type=notify-reload wants to know that the message is no old one
    const std::uint64_t microseconds = static_cast<std::uint64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000;
    sd_notify(0, ("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(microseconds)).c_str());
}

void stopping()
{
    sd_notify(0, "STOPPING=1\nSTATUS=Finishing accepted messages");
}

std::vector<inherited_socket> inherited_sockets()
{
    char** names = nullptr;
    const int count = sd_listen_fds_with_names(1, &names);
    std::vector<inherited_socket> result;
    for (int i = 0; i < count; ++i) {
        result.push_back({SD_LISTEN_FDS_START + i, names[i]});
        std::free(names[i]);
    }
    std::free(static_cast<void*>(names));
    for (const inherited_socket& s : result)
        if (s.protocol != "lmtp" && s.protocol != "smtp" && s.protocol != "milter")
            throw start_error("inherited socket " + std::to_string(s.fd) + " is named \"" + s.protocol +
                              "\"; FileDescriptorName must be lmtp, smtp or milter");
    return result;
}

watchdog::watchdog(const net::executor& loop, std::function<bool()> healthy)
    : timer_(loop), healthy_(std::move(healthy))
{
    std::uint64_t microseconds = 0;
    if (sd_watchdog_enabled(0, &microseconds) <= 0)
        return;
    interval_ = std::chrono::microseconds(microseconds) / 2;
    wait();
}

void watchdog::wait()
{
    timer_.expires_after(interval_);
    timer_.async_wait([this](boost::system::error_code error) {
        if (error)
            return;
        if (healthy_())
            sd_notify(0, "WATCHDOG=1");
        wait();
    });
}

} // namespace recoil::systemd
