// The journal of this host (sd-journal(3)) as a log. The position is the journal's own cursor; at the very first start
// reading begins at the end. Where the entry of the cursor is gone, lines were lost.
#pragma once

#include "daemon/log_input.hpp"
#include "daemon/log_input/journal_entry.hpp"
#include "daemon/log_input/position_file.hpp"

#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sd_journal;

namespace recoil {

class journal : public log_input {
public:
    // Throws start_error where there is no journal that this user may read. `folder` holds the journal's files; "":
    // this host's.
    journal(const net::executor& loop, std::vector<std::string> units, const std::string& state_directory,
            const std::string& folder = "");
    ~journal() override;

    net::task<std::optional<log_batch>> next() override;
    void committed(const std::string& position) override;
    void stop() override;
    std::string name() const override { return "journald"; }

private:
    enum class step { lines, progress, idle };

    void open(const std::string& folder);
    void match();
    void find_position();
    step read(std::string& lines);
    void add_entry(std::string& lines);
    std::string_view field(const char* name);
    std::string cursor();
    net::task<void> change();

    net::executor loop_;
    journal_filter filter_;
    position_file positions_;
    std::unique_ptr<sd_journal, void (*)(sd_journal*)> journal_;
    net::asio::posix::basic_stream_descriptor<net::executor> changed_; // the journal's own descriptor
    net::timer poll_;
    std::string handed_out_; // the last position, and the last that was committed
    std::string committed_;
    bool at_unread_ = false; // the journal stands on an entry that was not read yet
    bool skipped_ = false;
    bool stopped_ = false;
};

} // namespace recoil
