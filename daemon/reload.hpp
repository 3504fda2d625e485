// Reads configuration and rules again, on a thread of its own: compiling the rules would stop the loop for a moment.
#pragma once

#include "daemon/net.hpp"
#include "daemon/snapshot.hpp"

#include <functional>
#include <thread>

namespace recoil {

class reload {
public:
    using loader = std::function<load_result()>;
    using loaded = std::function<void(load_result)>;

    // `on_loaded` is called on `loop`, which must outlive this object.
    reload(const net::executor& loop, loader load, loaded on_loaded);
    ~reload(); // waits for a reading under way; its result is dropped

    // On the loop. A request during a reading makes one more follow it, since the files may have changed meanwhile.
    void request();

private:
    void finish(load_result result);

    net::executor loop_;
    loader load_;
    loaded on_loaded_;
    std::thread thread_;
    bool again_ = false;
};

} // namespace recoil
