#include "daemon/log_input/file_watch.hpp"

#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

namespace recoil {

struct file_watch::state : std::enable_shared_from_this<state> {
    state(const net::executor& loop, std::string folder_of_path, std::chrono::milliseconds p, std::function<void()> c)
        : events(loop), timer(loop), folder(std::move(folder_of_path)), poll(p), on_change(std::move(c))
    {
        const int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        boost::system::error_code failed;
        if (fd >= 0)
            events.assign(fd, failed);
        if (fd >= 0 && failed)
            close(fd);
    }

    void watch_folder()
    {
        if (events.is_open()) // the same folder again is the same watch; a folder that was made anew is another
            inotify_add_watch(events.native_handle(), folder.c_str(), IN_CREATE | IN_MOVED_TO | IN_ONLYDIR);
    }

    int watch_file(int descriptor)
    {
        const std::string file = "/proc/self/fd/" + std::to_string(descriptor); // its path may be another's already
        return inotify_add_watch(events.native_handle(), file.c_str(), IN_MODIFY | IN_MOVE_SELF | IN_DELETE_SELF);
    }

    void watch(const std::array<int, 2>& now)
    {
        for (const int old : watched)
            if (old >= 0 && std::ranges::find(now, old) == now.end())
                inotify_rm_watch(events.native_handle(), old);
        watched = now;
        watch_folder();
    }

    void wait_for_event()
    {
        if (!events.is_open())
            return;
        events.async_wait(events.wait_read, [self = shared_from_this()](boost::system::error_code error) {
            if (error || !self->on_change)
                return;
            self->drain();
            self->wait_for_event();
            self->on_change();
        });
    }

    // What happened is not looked at: the events are hints, and they can be lost.
    void drain()
    {
        alignas(inotify_event) std::array<char, 4096> buffer;
        while (read(events.native_handle(), buffer.data(), buffer.size()) > 0) {
        }
    }

    void sleep()
    {
        timer.expires_after(poll);
        timer.async_wait([self = shared_from_this()](boost::system::error_code error) {
            if (error || !self->on_change)
                return;
            self->sleep();
            self->on_change();
        });
    }

    net::asio::posix::basic_stream_descriptor<net::executor> events;
    net::timer timer;
    std::string folder;
    std::chrono::milliseconds poll;
    std::function<void()> on_change; // empty once stopped
    std::array<int, 2> watched{-1, -1};
};

file_watch::file_watch(const net::executor& loop, const std::string& path, std::chrono::milliseconds poll,
                       std::function<void()> on_change)
    : state_(
          std::make_shared<state>(loop, std::filesystem::path(path).parent_path().string(), poll, std::move(on_change)))
{
    state_->watch_folder();
    state_->wait_for_event();
    state_->sleep();
}

file_watch::~file_watch()
{
    stop();
}

void file_watch::follow(int oldest, int newest)
{
    if (state_->events.is_open())
        state_->watch({state_->watch_file(oldest), state_->watch_file(newest)});
}

void file_watch::stop()
{
    state_->on_change = nullptr;
    boost::system::error_code ignored;
    state_->events.close(ignored);
    state_->timer.cancel();
}

} // namespace recoil
