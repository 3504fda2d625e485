#include "daemon/log_input/log_file.hpp"

#include "sink/posix_io.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace recoil {

namespace {

constexpr std::size_t fingerprint_bytes = file_position::fingerprint_bytes;

std::int64_t modified_of(const struct stat& status)
{
    return std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

std::string_view last_octets(std::string_view text)
{
    return text.substr(text.size() - std::min(text.size(), fingerprint_bytes));
}

// Fewer octets than asked for: the file ends there, or cannot be read.
std::string octets_at(int fd, std::uint64_t offset, std::size_t size)
{
    std::string octets(size, '\0');
    const ssize_t got = pread(fd, octets.data(), size, static_cast<off_t>(offset));
    octets.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    return octets;
}

} // namespace

std::unique_ptr<log_file> log_file::open(const std::string& path, std::error_code& error)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC); // a FIFO must not block
    if (fd < 0) {
        error = sink::posix::last_error();
        return nullptr;
    }
    std::unique_ptr<log_file> file(new log_file(fd));
    const struct stat status = file->status();
    if (S_ISREG(status.st_mode)) {
        file->modified_ = file->glance();
        return file;
    }
    error = std::make_error_code(S_ISDIR(status.st_mode) ? std::errc::is_a_directory : std::errc::invalid_argument);
    return nullptr;
}

log_file::~log_file()
{
    close(fd_);
}

struct stat log_file::status() const
{
    struct stat status {};
    fstat(fd_, &status);
    return status;
}

bool log_file::go_to(std::uint64_t offset)
{
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(offset, fingerprint_bytes));
    next_ = offset;
    cutter_ = {};
    head_ = octets_at(fd_, 0, size);
    tail_ = octets_at(fd_, offset - size, size);
    recent_ = tail_;
    modified_ = offset > 0 ? modified() : glance();
    return head_.size() == size && tail_.size() == size;
}

bool log_file::resume(const file_position& position)
{
    const bool same = position.offset == 0 ? position.inode == status().st_ino
                                           : go_to(position.offset) && fingerprint(head_) == position.head &&
                                                 fingerprint(tail_) == position.tail;
    if (!same || position.offset == 0)
        go_to(0);
    if (same && position.offset == 0)
        seen_until(position.modified);
    return same;
}

void log_file::accept()
{
    seen_until(glance());
}

// Sees how an unread file begins. Yields until when all has been seen; a copy that is made in the same tick of the
// clock as the last line has not.
std::int64_t log_file::glance()
{
    const std::int64_t time = modified();
    first_ = octets_at(fd_, 0, fingerprint_bytes);
    return first_.empty() ? time : time - 1;
}

void log_file::come_after(const log_file& older)
{
    const std::int64_t seen = std::max(modified_, older.modified());
    const std::string first = first_;
    if (!begun() && older.begun() && !resume(older.position()))
        first_ = first;
    modified_ = seen;
}

void log_file::skip_to_end()
{
    std::uint64_t end = 0;
    if (sink::posix::end_of_last_line(fd_, static_cast<std::uint64_t>(status().st_size), end) || !go_to(end))
        go_to(0);
}

// The time alone tells of a change only where there are no octets to compare.
bool log_file::is_as_it_was(const struct stat& now) const
{
    return first_.empty() ? modified_of(now) <= modified_ : octets_at(fd_, 0, first_.size()) == first_;
}

log_file::result log_file::read(std::string& lines, std::size_t bytes)
{
    const struct stat before = status();
    const auto size = static_cast<std::uint64_t>(before.st_size);
    const std::size_t seen = recent_.size();
    const std::uint64_t grown = size > next_ ? size - next_ : 0;
    std::string block(seen + static_cast<std::size_t>(std::min<std::uint64_t>(grown, bytes)), '\0');
    const ssize_t got = pread(fd_, block.data(), block.size(), static_cast<off_t>(next_ - seen));
    if (got < 0)
        return result::failed;
    block.resize(static_cast<std::size_t>(got));
    if (!block.starts_with(recent_) || (!begun() && !is_as_it_was(before)))
        return result::changed;
    modified_ = begun() ? modified_of(before) : std::max(modified_, modified_of(before));
    size_seen_ = size;
    if (block.size() == seen)
        return result::end;
    cutter_.feed(std::string_view(block).substr(seen), lines);
    remember(block, seen);
    return result::read;
}

void log_file::remember(std::string_view block, std::size_t seen)
{
    const std::string_view fresh = block.substr(seen);
    next_ += fresh.size();
    head_.append(fresh.substr(0, fingerprint_bytes - head_.size()));
    recent_ = last_octets(block);
    if (cutter_.held() < fresh.size()) // a line ended in it
        tail_ = last_octets(block.substr(0, block.size() - cutter_.held()));
}

void log_file::finish(std::string& lines)
{
    cutter_.finish(lines);
    tail_ = recent_;
}

file_position log_file::position() const
{
    const std::uint64_t offset = next_ - cutter_.held();
    return {.inode = status().st_ino,
            .offset = offset,
            .head = fingerprint(std::string_view(head_).substr(0, std::min<std::uint64_t>(offset, head_.size()))),
            .tail = fingerprint(tail_),
            .modified = modified_};
}

std::uint64_t log_file::unread() const
{
    const std::uint64_t offset = next_ - cutter_.held();
    const auto size = static_cast<std::uint64_t>(status().st_size);
    return size > offset ? size - offset : 0;
}

std::int64_t log_file::modified() const
{
    return modified_of(status());
}

bool log_file::stands_at(const std::string& path) const
{
    struct stat there {};
    const struct stat here = status();
    return stat(path.c_str(), &there) == 0 && there.st_dev == here.st_dev && there.st_ino == here.st_ino;
}

bool log_file::is(const log_file& other) const
{
    const struct stat a = status(), b = other.status();
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

} // namespace recoil
