// Where one log input keeps its position: a small file under the state directory, replaced as a whole. Written at most
// once a second, and once more at the end: what was read since then is read again after a crash, and its events have
// the ids that they had.
#pragma once

#include "daemon/net.hpp"

#include <memory>
#include <optional>
#include <string>

namespace recoil {

class position_file {
public:
    // In the folder log-positions under `state_directory`, which is made. "": nothing is kept. `input` is the name of
    // the input. Throws start_error where no file can be written there.
    position_file(const net::executor& loop, const std::string& state_directory, const std::string& input);
    ~position_file();

    // What was saved last; nothing where nothing was, or where the file is damaged, which is logged.
    std::optional<std::string> load() const;
    void save(std::string position);
    // What was saved is on the disk when it returns, and from now on save() writes at once: the last batch may be
    // committed after its input was stopped. A failure is logged.
    void close();

private:
    struct state;
    std::shared_ptr<state> state_;
};

} // namespace recoil
