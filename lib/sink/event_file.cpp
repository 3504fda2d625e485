#include "sink/event_file.hpp"

#include "sink/posix_io.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <limits>
#include <utility>

namespace recoil::sink {

namespace {

constexpr mode_t file_mode = 0640; // the group reads: log shippers, the operator

// By descriptor, since /dev/stdout cannot be opened where it is a socket (the journal's).
bool names_standard_output(const std::string& path)
{
    return path == "-" || path == "/dev/stdout";
}

bool may_be_written_to(mode_t mode)
{
    return S_ISREG(mode) || S_ISFIFO(mode) || S_ISCHR(mode);
}

// Without O_NONBLOCK a FIFO without a reader would hold the daemon's start; behind open() writes may wait again.
int open_stream(const std::string& path)
{
    const int fd = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd != -1)
        ::fcntl(fd, F_SETFL, O_WRONLY);
    return fd;
}

bool is_stream(const std::string& path)
{
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

bool same_file(const struct stat& a, const struct stat& b)
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

} // namespace

event_file::event_file(event_file_options options) : options_(std::move(options)) {}

event_file::~event_file()
{
    close();
}

event_file::event_file(event_file&& other) noexcept
    : options_(std::move(other.options_))
    , fd_(std::exchange(other.fd_, -1))
    , regular_(other.regular_)
    , torn_(other.torn_)
    , sync_failed_(other.sync_failed_)
    , length_(other.length_)
    , cut_bytes_(other.cut_bytes_)
{
}

event_file& event_file::operator=(event_file&& other) noexcept
{
    std::swap(options_, other.options_);
    std::swap(fd_, other.fd_);
    regular_ = other.regular_;
    torn_ = other.torn_;
    sync_failed_ = other.sync_failed_;
    length_ = other.length_;
    cut_bytes_ = other.cut_bytes_;
    return *this;
}

void event_file::close()
{
    if (fd_ != -1)
        ::close(std::exchange(fd_, -1));
}

std::error_code event_file::open()
{
    close();
    torn_ = sync_failed_ = false;
    if (names_standard_output(options_.path))
        fd_ = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    else if (is_stream(options_.path))
        fd_ = open_stream(options_.path);
    else
        fd_ = ::open(options_.path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, file_mode);
    if (fd_ == -1)
        return errno == EISDIR ? std::make_error_code(std::errc::invalid_argument) : posix::last_error();

    struct stat status {};
    std::error_code error;
    if (::fstat(fd_, &status) == -1)
        error = posix::last_error();
    else if (regular_ = S_ISREG(status.st_mode) && !names_standard_output(options_.path); regular_)
        error = open_regular();
    else if (!may_be_written_to(status.st_mode) && !names_standard_output(options_.path))
        error = std::make_error_code(std::errc::invalid_argument);
    if (error)
        close();
    return error;
}

std::error_code event_file::open_regular()
{
    if (::flock(fd_, LOCK_EX | LOCK_NB) == -1)
        return posix::last_error();
    if (const auto error = cut_torn_tail())
        return error;
    return options_.durability == durability::fsync ? posix::sync_directory_of(options_.path) : std::error_code{};
}

std::error_code event_file::cut_torn_tail()
{
    std::uint64_t size = 0;
    if (const auto error = posix::file_size(fd_, size))
        return error;
    if (const auto error = posix::end_of_last_line(fd_, size, length_))
        return error;
    cut_bytes_ = size - length_;
    if (cut_bytes_ == 0)
        return {};
    if (const auto error = posix::truncate(fd_, length_))
        return error;
    return posix::sync_data(fd_);
}

std::error_code event_file::reopen()
{
    struct stat used {};
    struct stat named {};
    if (fd_ != -1 && names_standard_output(options_.path))
        return {};
    if (fd_ != -1 && ::fstat(fd_, &used) == 0 && ::stat(options_.path.c_str(), &named) == 0 && same_file(used, named))
        return {};
    event_file fresh(options_);
    if (const auto error = fresh.open())
        return error;
    *this = std::move(fresh);
    return {};
}

std::error_code event_file::append(std::string_view lines)
{
    if (lines.empty())
        return {};
    if (const auto error = prepare())
        return error;
    const auto error = write_and_sync(lines);
    if (error)
        roll_back();
    else
        length_ += lines.size();
    return error;
}

// The state that an append starts from: open, nothing torn, room.
std::error_code event_file::prepare()
{
    if (torn_ && regular_) {
        if (const auto error = cut_back())
            return error;
    }
    if (sync_failed_ || deleted())
        close(); // the lock goes with the descriptor; open() takes it again
    if (fd_ == -1) {
        if (const auto error = open())
            return error;
    }
    if (!regular_)
        return {};
    // Somebody else may have cut the file (logrotate's copytruncate): what it is now is the truth.
    if (const auto error = posix::file_size(fd_, length_))
        return error;
    return posix::free_bytes(fd_) < options_.min_free_bytes ? std::make_error_code(std::errc::no_space_on_device)
                                                            : std::error_code{};
}

// Lines that are written to a file without a name are lost when it is closed.
bool event_file::deleted() const
{
    struct stat status {};
    return regular_ && ::fstat(fd_, &status) == 0 && status.st_nlink == 0;
}

std::error_code event_file::cut_back()
{
    std::uint64_t size = 0;
    if (const auto error = posix::file_size(fd_, size))
        return error;
    if (size > length_) {
        if (const auto error = posix::truncate(fd_, length_))
            return error;
    }
    torn_ = false;
    return {};
}

std::error_code event_file::write_and_sync(std::string_view lines)
{
    if (torn_) { // a stream that holds the beginning of a line: end that line, it is no JSON
        if (const auto error = posix::write_all(fd_, "\n"))
            return error;
        torn_ = false;
    }
    if (const auto error = posix::write_all(fd_, lines))
        return error;
    if (!regular_ || options_.durability == durability::write)
        return {};
    const auto error = posix::sync_data(fd_);
    sync_failed_ = static_cast<bool>(error);
    return error;
}

// What was refused must not be found in the file after a crash either, hence the second fdatasync.
void event_file::roll_back()
{
    torn_ = true;
    if (!regular_ || cut_back())
        return;
    if (options_.durability == durability::fsync && posix::sync_data(fd_))
        sync_failed_ = true;
}

std::uint64_t event_file::free_bytes() const
{
    if (names_standard_output(options_.path) || is_stream(options_.path))
        return std::numeric_limits<std::uint64_t>::max();
    return posix::free_bytes(options_.path);
}

} // namespace recoil::sink
