#include "daemon/log_input/file_follower.hpp"

#include "daemon/log.hpp"
#include "daemon/log_input/rotated_files.hpp"
#include "daemon/start_error.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <iterator>
#include <utility>

namespace recoil {

namespace {

constexpr std::size_t most_files = 64; // rotated while nothing could be committed

// By the clock that files are stamped with: the finer one is some milliseconds ahead of it.
std::int64_t now_in_nanoseconds()
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

} // namespace

file_follower::file_follower(const net::executor& loop, std::string path, const std::string& state_directory,
                             follow_times times)
    : loop_(loop)
    , path_(std::move(path))
    , name_("postfix:" + path_)
    , times_(times)
    , positions_(loop, state_directory, name_)
    , changed_(loop, net::clock::time_point::max())
    , watch_(loop, path_, times.poll, [this] {
        look();
        changed_.cancel();
    })
{
    const std::optional<std::string> saved = positions_.load();
    const auto position = saved ? parse_file_position(*saved) : std::nullopt;
    if (saved && !position)
        log::warn("{}: \"{}\" is no position; it is followed from its end", name_, *saved);
    std::error_code failed;
    if (!log_file::open(path_, failed) && failed != std::errc::no_such_file_or_directory)
        throw start_error("log source " + path_, failed.value());
    if (position)
        go_on(*position);
    else
        start();
}

void file_follower::start()
{
    std::error_code failed;
    file_position nothing;
    nothing.modified = now_in_nanoseconds();
    if (std::unique_ptr<log_file> file = log_file::open(path_, failed)) {
        file->skip_to_end();
        file->seen_until(nothing.modified);
        files_.push_back({std::move(file), net::clock::now()});
        watch_files();
    }
    committed_ = handed_out_ = to_text(files_.empty() ? nothing : files_.front().file->position());
    positions_.save(handed_out_);
}

void file_follower::go_on(const file_position& position)
{
    unread_files unread = find_unread(path_, position);
    take(std::move(unread.files));
    committed_ = handed_out_ = to_text(position);
    skipped_ = skipped_ || unread.lost;
    if (unread.lost)
        log::warn("{}: what was being read was rotated away or truncated meanwhile; lines were lost", name_);
}

net::task<std::optional<log_batch>> file_follower::next()
{
    while (!stopped_) {
        log_batch batch;
        const step result = read(batch.lines);
        if (result == step::lines) {
            describe(batch);
            co_return batch;
        }
        if (result == step::progress) // a line of gigabytes must not hold up the loop
            co_await net::asio::post(loop_, net::as_result);
        else
            co_await changed_.async_wait(net::as_result);
    }
    co_return std::nullopt;
}

file_follower::step file_follower::read(std::string& lines)
{
    look();
    if (files_.empty())
        return step::idle;
    switch (files_.front().file->read(lines, batch_bytes)) {
    case log_file::result::read:
        told_of_file_ = {};
        return lines.empty() ? step::progress : step::lines;
    case log_file::result::end:
        return read_end(lines);
    case log_file::result::changed:
        find_again();
        return step::progress;
    case log_file::result::failed:
        tell_once({errno, std::generic_category()}, told_of_file_);
        break;
    }
    return step::idle;
}

file_follower::step file_follower::read_end(std::string& lines)
{
    if (!may_leave())
        return step::idle;
    files_.front().file->finish(lines);
    if (!lines.empty())
        return step::lines;
    leave();
    return step::progress;
}

// Opens what has come to stand at the path while it stands there: it may be rotated away before its turn comes.
void file_follower::look()
{
    if (!files_.empty() && files_.back().file->stands_at(path_))
        return;
    overrun_ = overrun_ || files_.size() >= most_files;
    if (files_.size() >= most_files)
        return;
    std::error_code failed;
    std::unique_ptr<log_file> file = log_file::open(path_, failed);
    if (!file)
        return failed == std::errc::no_such_file_or_directory ? void() : tell_once(failed, told_of_path_);
    told_of_path_ = {};
    if (files_.empty()) {
        go_on(parse_file_position(committed_).value_or(file_position{}));
        return;
    }
    const file_position before = files_.back().file->position();
    if (files_.size() == 1 && before.offset > 0 && file->resume(before)) {
        files_.clear(); // a copy that took the old one's place, as an editor leaves it
        files_.push_back({std::move(file), net::clock::now()});
        watch_files();
    } else if (!file->is(*files_.back().file)) {
        look_past(std::move(file));
    }
}

// More than one may have stood at the path since it was looked at.
void file_follower::look_past(std::unique_ptr<log_file> current)
{
    missed_files missed =
        find_missed(path_, *files_.back().file, *current, [this](log_file& f) { return is_known(f); });
    skipped_ = skipped_ || missed.lost || (overrun_ && !missed.anchored);
    const bool fits = files_.size() + missed.files.size() < most_files;
    overrun_ = !fits; // the rest is found when there is room
    for (std::unique_ptr<log_file>& file : missed.files)
        if (files_.size() < most_files)
            files_.push_back({std::move(file), net::clock::now() - times_.silence});
    if (fits)
        files_.push_back({std::move(current), net::clock::now()});
    watch_files();
}

bool file_follower::may_leave() const
{
    const auto newer = std::find_if(files_.begin() + 1, files_.end(),
                                    [](const followed& f) { return f.file->unread() || f.file->changed_unread(); });
    if (newer == files_.end())
        return false;
    const net::clock::duration age = net::clock::now() - newer->appeared;
    const std::chrono::nanoseconds silent(now_in_nanoseconds() - files_.front().file->modified());
    return age >= times_.limit || (age >= times_.silence && silent >= times_.silence);
}

void file_follower::leave()
{
    const bool all_committed = committed_ == handed_out_;
    const followed old = std::move(files_.front());
    left_ = old.file->position();
    files_.pop_front();
    files_.front().file->come_after(*old.file);
    watch_files();
    if (!all_committed)
        return;
    // The old file may be compressed before the new one has a line.
    committed_ = handed_out_ = to_text(files_.front().file->position());
    positions_.save(committed_);
}

void file_follower::find_again()
{
    log_file& reading = *files_.front().file;
    if (!reading.begun() && !reading.stands_at(path_))
        return reading.accept(); // nobody truncates what was rotated away
    const file_position position = reading.position();
    unread_files unread = find_unread(path_, position);
    if (reading.begun())
        log::info("{}: truncated{}", name_, unread.lost ? "" : "; its copy is read to the end");
    skipped_ = skipped_ || (unread.lost && (reading.was_behind() || position.offset == 0));
    files_.pop_front();
    std::erase_if(unread.files, [this](const std::unique_ptr<log_file>& file) {
        return is_known(*file) || (!files_.empty() && file->stands_at(path_));
    });
    std::deque<followed> newer = std::exchange(files_, {});
    take(std::move(unread.files));
    std::ranges::move(newer, std::back_inserter(files_));
    watch_files();
}

void file_follower::take(std::vector<std::unique_ptr<log_file>> files)
{
    files_.clear();
    // When they came is not known: how long they have been silent decides.
    for (std::unique_ptr<log_file>& file : files)
        files_.push_back({std::move(file), net::clock::now() - times_.silence});
    watch_files();
}

void file_follower::watch_files()
{
    if (!files_.empty())
        watch_.follow(files_.front().file->descriptor(), files_.back().file->descriptor());
}

bool file_follower::is_known(log_file& file) const
{
    const bool held = std::ranges::any_of(files_, [&](const followed& f) { return f.file->is(file); });
    return held || (!file.begun() && file.position().inode == left_.inode && file.resume(left_));
}

void file_follower::describe(log_batch& batch)
{
    batch.position = to_text(files_.front().file->position());
    for (const followed& f : files_)
        batch.lag_bytes += f.file->unread();
    batch.skipped = std::exchange(skipped_, false);
    handed_out_ = batch.position;
}

void file_follower::tell_once(const std::error_code& problem, std::error_code& told)
{
    if (problem != told)
        log::error("{}: {}", name_, problem.message());
    told = problem;
}

file_position file_follower::position() const
{
    return parse_file_position(committed_).value_or(file_position{});
}

void file_follower::committed(const std::string& position)
{
    committed_ = position;
    positions_.save(position);
}

void file_follower::stop()
{
    stopped_ = true;
    watch_.stop();
    changed_.cancel();
    positions_.close();
}

} // namespace recoil
