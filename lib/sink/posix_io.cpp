#include "sink/posix_io.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>

namespace recoil::sink::posix {

namespace {

// Retries a call that a signal interrupted.
template<typename Call>
auto uninterrupted(Call call)
{
    auto result = call();
    while (result == -1 && errno == EINTR)
        result = call();
    return result;
}

std::error_code checked(int result)
{
    return result == -1 ? last_error() : std::error_code{};
}

void wait_writable(int fd)
{
    pollfd waiting{fd, POLLOUT, 0};
    ::poll(&waiting, 1, -1);
}

std::uint64_t free_bytes_of(const struct statvfs& fs)
{
    return static_cast<std::uint64_t>(fs.f_bavail) * fs.f_frsize;
}

} // namespace

std::error_code last_error()
{
    return {errno, std::generic_category()};
}

std::error_code write_all(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = uninterrupted([&] { return ::write(fd, bytes.data(), bytes.size()); });
        if (written >= 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
        else if (errno == EAGAIN) // standard output may be shared with somebody who made it non-blocking
            wait_writable(fd);
        else
            return last_error();
    }
    return {};
}

std::error_code sync_data(int fd)
{
    return checked(uninterrupted([&] { return ::fdatasync(fd); }));
}

std::error_code file_size(int fd, std::uint64_t& size)
{
    struct stat status {};
    if (::fstat(fd, &status) == -1)
        return last_error();
    size = static_cast<std::uint64_t>(status.st_size);
    return {};
}

std::error_code truncate(int fd, std::uint64_t length)
{
    return checked(uninterrupted([&] { return ::ftruncate(fd, static_cast<off_t>(length)); }));
}

std::error_code sync_directory_of(const std::string& path)
{
    const auto slash = path.rfind('/');
    const std::string directory = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const int fd = uninterrupted([&] { return ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
    if (fd == -1)
        return last_error();
    std::error_code error = checked(uninterrupted([&] { return ::fsync(fd); }));
    ::close(fd);
    if (error == std::errc::invalid_argument) // a file system without synchronised directories
        error.clear();
    return error;
}

std::error_code end_of_last_line(int fd, std::uint64_t size, std::uint64_t& end)
{
    std::array<char, 65'536> block;
    for (end = size; end > 0;) {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(end, block.size()));
        const auto from = static_cast<off_t>(end - wanted);
        const ssize_t got = uninterrupted([&] { return ::pread(fd, block.data(), wanted, from); });
        if (got != static_cast<ssize_t>(wanted))
            return got == -1 ? last_error() : std::make_error_code(std::errc::io_error);
        const auto newline = std::string_view(block.data(), wanted).rfind('\n');
        if (newline != std::string_view::npos) {
            end = end - wanted + newline + 1;
            return {};
        }
        end -= wanted;
    }
    return {};
}

std::uint64_t free_bytes(int fd)
{
    struct statvfs fs {};
    return ::fstatvfs(fd, &fs) == 0 ? free_bytes_of(fs) : std::numeric_limits<std::uint64_t>::max();
}

std::uint64_t free_bytes(const std::string& path)
{
    struct statvfs fs {};
    return ::statvfs(path.c_str(), &fs) == 0 ? free_bytes_of(fs) : std::numeric_limits<std::uint64_t>::max();
}

} // namespace recoil::sink::posix
