// Finds the files of a log that have to be read after a position: the one that was being read, under whatever name it
// has now, those that were rotated away after it, and the one that stands at the path.
//
// The names of rotated files are PATH.* and PATH-*. What was being read is known by its octets, so that the copy which
// logrotate's copytruncate leaves is found as well. What was rotated away after it, by a name of digits (mail.log.1,
// mail.log-20261122) and a later modification time. Compressed files are not read. Of a file of which nothing was read
// there are no octets: what was modified after the position may be its copy, and is read before it.
#pragma once

#include "daemon/log_input/file_position.hpp"
#include "daemon/log_input/log_file.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace recoil {

struct unread_files {
    std::vector<std::unique_ptr<log_file>> files; // oldest first; may be empty
    bool lost = false; // the rest of the one that was being read, or one in between, is gone or compressed
};

unread_files find_unread(const std::string& path, const file_position& position);

struct missed_files : unread_files {
    bool anchored = false; // `last` still has a name of the log's, so that none after it was removed
};

// Those between `last`, which stood at the path, and `current`, which stands there now; without those that are `known`.
missed_files find_missed(const std::string& path, const log_file& last, const log_file& current,
                         const std::function<bool(log_file&)>& known);

} // namespace recoil
