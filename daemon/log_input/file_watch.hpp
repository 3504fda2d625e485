// Tells when a file may have grown, or when another one may stand at its path: by inotify(7), and once a second where
// inotify does not see it (NFS, overlay file systems, no instances left).
#pragma once

#include "daemon/net.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace recoil {

class file_watch {
public:
    // Calls `on_change` on the loop, never from within a call of this object.
    file_watch(const net::executor& loop, const std::string& path, std::chrono::milliseconds poll,
               std::function<void()> on_change);
    ~file_watch();

    // The files whose growth is told from now on, whatever their names will be. They may be the same.
    void follow(int oldest, int newest);
    void stop();

private:
    struct state;
    std::shared_ptr<state> state_;
};

} // namespace recoil
