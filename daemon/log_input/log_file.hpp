// One file of a log, open, and how far it was read. Knows nothing of the other files or of waiting.
#pragma once

#include "daemon/log_input/file_position.hpp"
#include "daemon/log_input/line_cutter.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

namespace recoil {

class log_file {
public:
    // At its beginning. Null where it cannot be opened or is no regular file; `error` says why.
    static std::unique_ptr<log_file> open(const std::string& path, std::error_code& error);
    ~log_file();
    log_file(const log_file&) = delete;
    log_file& operator=(const log_file&) = delete;

    // Goes to `position`, if this file has the octets there that were read. Else false, and it is at the beginning.
    bool resume(const file_position& position);
    void skip_to_end(); // behind the last whole line

    enum class result {
        read,    // octets; they need not have ended a line
        end,     // there is nothing more now
        changed, // what was read is no longer there: the file was truncated, and may have grown again. Also where
                 // nothing was read yet, and it was empty and was written to since: it may have been truncated too
        failed,  // see errno
    };
    // Appends the lines of at most `bytes` octets. Every read begins with octets that are known, so that no truncation
    // goes unnoticed.
    result read(std::string& lines, std::size_t bytes);
    // Nothing more will come: appends what has no line end.
    void finish(std::string& lines);

    bool begun() const { return next_ > 0; }
    bool changed_unread() const { return !begun() && !is_as_it_was(status()); } // as read() says of an unread file
    // Where nothing was read yet: what was done to it until now is no change.
    void accept();
    // The older file was read to its end. Where it was a copy of this one, this one goes on behind it.
    void come_after(const log_file& older);
    // All that was modified until then has been seen.
    void seen_until(std::int64_t time) { modified_ = std::max(modified_, time); }

    file_position position() const; // behind the lines that were handed out
    std::uint64_t unread() const;   // octets behind it, as the file is now
    std::int64_t modified() const;  // as it is now; in nanoseconds since 1970
    // Had read() left something when it last looked?
    bool was_behind() const { return size_seen_ > next_; }

    bool stands_at(const std::string& path) const;
    bool is(const log_file& other) const;
    int descriptor() const { return fd_; }

private:
    explicit log_file(int fd) : fd_(fd) {}
    bool go_to(std::uint64_t offset);
    std::int64_t glance();
    bool is_as_it_was(const struct stat& now) const;
    void remember(std::string_view block, std::size_t seen);
    struct stat status() const;

    int fd_;
    std::uint64_t next_ = 0; // where the next read begins
    line_cutter cutter_;     // holds what was read of a line that has not ended
    std::string head_;       // the file's first octets
    std::string tail_;       // those in front of the position
    std::string recent_;     // those in front of next_
    std::string first_;      // what it began with when it was opened, until something is read
    std::uint64_t size_seen_ = 0;
    std::int64_t modified_ = 0; // before the last read, or when an older file was written to last
};

} // namespace recoil
