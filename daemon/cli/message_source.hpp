// Messages from the file system as streams: single messages, mbox files, folders of them (Maildirs among them),
// standard input; each plain or compressed by gzip.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::cli {

struct message_sink {
    std::function<void(const std::string& name)> begin; // "path"; "path#2" for the second message of an mbox
    std::function<void(std::string_view)> content;      // pieces of any size
    std::function<void()> end;
};

// The regular files under `paths`, folders walked in the order of their names. Hidden files and a Maildir's tmp are
// left out. What cannot be read is added to `unreadable` as "path: why".
std::vector<std::string> find_files(const std::vector<std::string>& paths, std::vector<std::string>& unreadable);

// Gives every message of one file ("-" is standard input) to the sink. False where it could not be read to its end:
// `error` says why.
bool read_messages(const std::string& path, const message_sink& sink, std::string& error);

} // namespace recoil::cli
