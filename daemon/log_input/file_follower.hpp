// A log file that is followed across rotation and truncation, as tail -F does, but without losing or repeating a line.
//
// Rotation by renaming: the old file is read to its end, and left once a newer one has lines and nobody has written to
// the old one for a moment; writers that have not reopened the log yet are still heard. Truncation (copytruncate): what
// was not read yet is read from the copy, if there is one, then the file from its beginning. After a restart reading
// goes on behind the last committed line, also where the file was rotated away meanwhile (rotated_files.hpp).
//
// At the very first start an existing file is followed from its end, since counters are for what happens now; a file
// that comes later is read from its beginning.
#pragma once

#include "daemon/log_input.hpp"
#include "daemon/log_input/file_watch.hpp"
#include "daemon/log_input/log_file.hpp"
#include "daemon/log_input/position_file.hpp"

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace recoil {

struct follow_times {
    std::chrono::milliseconds poll{1000};
    std::chrono::milliseconds silence{2000}; // of a rotated file, before it is left
    std::chrono::milliseconds limit{60'000}; // then it is left even where somebody still writes to it
};

class file_follower : public log_input {
public:
    // Throws start_error where `path` exists and cannot be read.
    file_follower(const net::executor& loop, std::string path, const std::string& state_directory,
                  follow_times times = {});

    net::task<std::optional<log_batch>> next() override;
    void committed(const std::string& position) override;
    void stop() override;
    std::string name() const override { return name_; }
    file_position position() const; // behind what was committed; at first where reading begins

private:
    struct followed {
        std::unique_ptr<log_file> file;
        net::clock::time_point appeared; // at the path
    };
    enum class step { lines, progress, idle };

    void start();
    void go_on(const file_position& position);
    void look();
    void look_past(std::unique_ptr<log_file> current);
    step read(std::string& lines);
    step read_end(std::string& lines);
    bool may_leave() const;
    void leave();
    void find_again();
    void take(std::vector<std::unique_ptr<log_file>> files);
    void watch_files();
    bool is_known(log_file& file) const;
    void describe(log_batch& batch);
    void tell_once(const std::error_code& problem, std::error_code& told);

    net::executor loop_;
    std::string path_;
    std::string name_;
    follow_times times_;
    position_file positions_;
    std::deque<followed> files_; // the first one is being read, the last one stands at the path
    net::timer changed_;
    file_position left_;   // the end of the file that was read before the first one
    bool overrun_ = false; // there was a newer file than the last one, and no room for it
    bool skipped_ = false; // to be told with the next batch
    bool stopped_ = false;
    std::string handed_out_; // the last position, and the last that was committed
    std::string committed_;
    std::error_code told_of_path_; // a problem is logged when it begins
    std::error_code told_of_file_;
    file_watch watch_;
};

} // namespace recoil
