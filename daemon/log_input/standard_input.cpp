#include "daemon/log_input/standard_input.hpp"

#include "daemon/log.hpp"

#include <boost/asio/post.hpp>

#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace recoil {

standard_input::standard_input(const net::executor& loop, int descriptor)
    : loop_(loop), descriptor_(descriptor), readable_(loop)
{
    watch();
}

// Asio makes what it watches non-blocking, which would be so for everybody who has this pipe or terminal open: hence
// an epoll of our own in between. What epoll does not take, such as a file, is always readable.
void standard_input::watch()
{
    const int watcher = epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    boost::system::error_code failed;
    if (watcher >= 0 && epoll_ctl(watcher, EPOLL_CTL_ADD, descriptor_, &event) == 0)
        readable_.assign(watcher, failed);
    if (watcher >= 0 && !readable_.is_open())
        close(watcher);
}

net::task<std::optional<log_batch>> standard_input::next()
{
    std::string block;
    while (!over_) {
        if (readable_.is_open())
            co_await readable_.async_wait(readable_.wait_read, net::as_result);
        else
            co_await net::asio::post(loop_, net::as_result);
        if (over_) // stopped
            break;
        block.resize(batch_bytes);
        const ssize_t got = read(descriptor_, block.data(), block.size());
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got < 0)
            log::error("stdin: {}", std::generic_category().message(errno));
        log_batch batch;
        over_ = got <= 0;
        if (over_)
            cutter_.finish(batch.lines);
        else
            cutter_.feed(std::string_view(block).substr(0, static_cast<std::size_t>(got)), batch.lines);
        batch.lag_bytes = unread();
        if (!batch.lines.empty())
            co_return batch;
    }
    co_return std::nullopt;
}

std::uint64_t standard_input::unread() const
{
    struct stat status {};
    fstat(descriptor_, &status);
    if (S_ISREG(status.st_mode)) {
        const off_t at = lseek(descriptor_, 0, SEEK_CUR);
        return at >= 0 && at < status.st_size ? static_cast<std::uint64_t>(status.st_size - at) : 0;
    }
    int waiting = 0;
    return ioctl(descriptor_, FIONREAD, &waiting) == 0 && waiting > 0 ? static_cast<std::uint64_t>(waiting) : 0;
}

void standard_input::stop()
{
    over_ = true;
    boost::system::error_code ignored;
    if (readable_.is_open())
        readable_.cancel(ignored);
}

} // namespace recoil
