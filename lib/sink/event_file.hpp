// The event file: whole lines or none, on disk before anybody says so. No thread and no lock of its own; group_commit
// drives it.
//
// A regular file is created, locked, cut and synchronised. Standard output ("-", /dev/stdout), a FIFO or a character
// device is only written to: it cannot be cut back, so that after an error it may hold a part of what was refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

namespace recoil::sink {

enum class durability { fsync, write };

struct event_file_options {
    std::string path = "events.jsonl"; // "-" is standard output
    sink::durability durability = durability::fsync;
    std::uint64_t min_free_bytes = 104'857'600; // below it nothing is appended (ENOSPC)
};

class event_file {
public:
    explicit event_file(event_file_options options);
    ~event_file();
    event_file(event_file&&) noexcept;
    event_file& operator=(event_file&&) noexcept;

    // Creates the file (0640) and its lock (another process that holds it: resource_unavailable_try_again); a torn last
    // line, left by a crash and never acknowledged, is cut off. A directory, a socket or a block device is refused
    // (invalid_argument), and so is a FIFO that nobody reads (no_such_device_or_address).
    std::error_code open();
    // Opens and locks the path anew, then closes the old file; where that fails the old one stays in use. Nothing
    // happens where the path still names the file in use.
    std::error_code reopen();
    // Appends all of `lines` (each ended by '\n') and makes them durable. On an error the file is cut back to its last
    // good length, nothing of `lines` counts, and the next call starts clean (after an EIO of fdatasync the file is
    // reopened: the kernel reports it once). A file that was deleted meanwhile is created anew.
    std::error_code append(std::string_view lines);

    // Of the file system; the maximum where it cannot be known. May be called beside the other calls.
    std::uint64_t free_bytes() const;
    const std::string& path() const { return options_.path; }
    std::uint64_t cut_bytes() const { return cut_bytes_; } // what open() cut off

private:
    std::error_code open_regular();
    std::error_code cut_torn_tail();
    std::error_code prepare();
    bool deleted() const;
    std::error_code cut_back();
    std::error_code write_and_sync(std::string_view lines);
    void roll_back();
    void close();

    event_file_options options_;
    int fd_ = -1;
    bool regular_ = false;
    bool torn_ = false;        // what an earlier append left behind could not be cut off
    bool sync_failed_ = false; // the descriptor has reported its error and would not report it again
    std::uint64_t length_ = 0; // up to here every line is whole
    std::uint64_t cut_bytes_ = 0;
};

} // namespace recoil::sink
