#include "daemon/log_input/journal.hpp"

#include "daemon/log.hpp"
#include "daemon/start_error.hpp"

#include <boost/asio/post.hpp>

#include <systemd/sd-journal.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <utility>

namespace recoil {

namespace {

constexpr int entries_of_a_turn = 1000; // then the loop serves others
constexpr std::chrono::seconds poll_interval{1};

// Which of them an entry has depends on how its message came into the journal.
constexpr std::array process_fields{"SYSLOG_PID", "_PID"};

void check(int result, const char* what)
{
    if (result < 0)
        throw start_error(std::string("log source journald: ") + what, -result);
}

} // namespace

journal::journal(const net::executor& loop, std::vector<std::string> units, const std::string& state_directory,
                 const std::string& folder)
    : loop_(loop)
    , filter_(std::move(units))
    , positions_(loop, state_directory, "journald")
    , journal_(nullptr, sd_journal_close)
    , changed_(loop)
    , poll_(loop)
{
    open(folder);
    match();
    find_position();
    const int fd = sd_journal_get_fd(journal_.get());
    check(fd, "inotify");
    boost::system::error_code failed;
    changed_.assign(fd, failed);
}

journal::~journal()
{
    if (changed_.is_open())
        changed_.release(); // the journal closes it
}

void journal::open(const std::string& folder)
{
    sd_journal* opened = nullptr;
    check(folder.empty() ? sd_journal_open(&opened, SD_JOURNAL_LOCAL_ONLY)
                         : sd_journal_open_directory(&opened, folder.c_str(), 0),
          "cannot be opened");
    journal_.reset(opened);
    if (folder.empty() && sd_journal_has_runtime_files(opened) <= 0 && sd_journal_has_persistent_files(opened) <= 0)
        throw start_error("log source journald: this host has no journal, or none that this user may read (add the "
                          "user to the group systemd-journal; in a container mount /var/log/journal)");
    sd_journal_set_data_threshold(opened, line_bytes);
}

void journal::match()
{
    for (const std::string& unit : filter_.plain_units())
        check(sd_journal_add_match(journal_.get(), ("_SYSTEMD_UNIT=" + unit).c_str(), 0), "unit");
}

void journal::find_position()
{
    if (const std::optional<std::string> saved = positions_.load()) {
        check(sd_journal_seek_cursor(journal_.get(), saved->c_str()), "position");
        if (sd_journal_next(journal_.get()) <= 0 || sd_journal_test_cursor(journal_.get(), saved->c_str()) > 0)
            return;
        at_unread_ = true; // the entry that comes next after the place
        skipped_ = true;
        log::warn("journald: the entry that was read last is gone; lines were lost");
        return;
    }
    check(sd_journal_seek_tail(journal_.get()), "end");
    if (sd_journal_previous(journal_.get()) > 0)
        positions_.save(cursor());
    else
        sd_journal_seek_head(journal_.get());
}

net::task<std::optional<log_batch>> journal::next()
{
    while (!stopped_) {
        log_batch batch;
        const step result = read(batch.lines);
        if (result == step::lines) {
            batch.position = handed_out_ = cursor();
            batch.skipped = std::exchange(skipped_, false);
            co_return batch;
        }
        if (result == step::idle) {
            co_await change();
            continue;
        }
        if (committed_ == handed_out_) // else a busy journal drops the place before there is a line of ours
            committed(handed_out_ = cursor());
        co_await net::asio::post(loop_, net::as_result);
    }
    co_return std::nullopt;
}

void journal::committed(const std::string& position)
{
    committed_ = position;
    positions_.save(position);
}

journal::step journal::read(std::string& lines)
{
    for (int i = 0; i < entries_of_a_turn && lines.size() < batch_bytes; ++i) {
        const int moved = std::exchange(at_unread_, false) ? 1 : sd_journal_next(journal_.get());
        if (moved < 0)
            log::error("journald: {}", std::generic_category().message(-moved));
        if (moved <= 0)
            return lines.empty() ? step::idle : step::lines;
        add_entry(lines);
    }
    return lines.empty() ? step::progress : step::lines;
}

void journal::add_entry(std::string& lines)
{
    const std::string unit(field("_SYSTEMD_UNIT"));
    const std::string identifier(field("SYSLOG_IDENTIFIER"));
    if (!filter_.wants(unit, identifier))
        return;
    journal_entry entry;
    entry.identifier = identifier;
    entry.host = field("_HOSTNAME");
    for (const char* name : process_fields)
        if (entry.process.empty())
            entry.process = field(name);
    sd_journal_get_realtime_usec(journal_.get(), &entry.microseconds);
    if (const std::string sent(field("_SOURCE_REALTIME_TIMESTAMP")); !sent.empty())
        entry.microseconds = std::strtoull(sent.c_str(), nullptr, 10);
    entry.message = field("MESSAGE");
    lines.append(to_log_line(entry).substr(0, line_bytes - 1)).push_back('\n');
}

// Valid until the next call.
std::string_view journal::field(const char* name)
{
    const void* data = nullptr;
    std::size_t size = 0;
    if (sd_journal_get_data(journal_.get(), name, &data, &size) < 0)
        return {};
    const std::string_view text(static_cast<const char*>(data), size);
    return text.substr(std::min(text.find('=') + 1, text.size()));
}

std::string journal::cursor()
{
    char* text = nullptr;
    if (sd_journal_get_cursor(journal_.get(), &text) < 0)
        return {};
    std::string result(text);
    std::free(text);
    return result;
}

net::task<void> journal::change()
{
    poll_.expires_after(poll_interval); // the journal of a network file system tells nothing
    poll_.async_wait([this](boost::system::error_code error) {
        boost::system::error_code ignored;
        if (!error && changed_.is_open())
            changed_.cancel(ignored);
    });
    co_await changed_.async_wait(changed_.wait_read, net::as_result);
    poll_.cancel();
    sd_journal_process(journal_.get());
}

void journal::stop()
{
    stopped_ = true;
    boost::system::error_code ignored;
    if (changed_.is_open())
        changed_.cancel(ignored);
    positions_.close();
}

} // namespace recoil
