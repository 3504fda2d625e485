#include "daemon/ban_memory.hpp"

#include "daemon/host.hpp"
#include "daemon/log.hpp"
#include "daemon/log_input/file_position.hpp"
#include "daemon/replace_file.hpp"
#include "util/text_file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace recoil {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "bans-";

// A relative path means another file in another folder.
std::string file_name(const std::string& events)
{
    std::error_code no_such_folder;
    return fmt::format("{}{:016x}", prefix, fingerprint(fs::absolute(events, no_such_folder).string()));
}

std::error_code write(const std::string& path, const std::string& text)
{
    if (!text.empty())
        return replace_file(path, text);
    std::error_code error;
    fs::remove(path, error); // possible on a full disk, too
    return error;
}

} // namespace

ban_memory::ban_memory(const net::executor& loop, std::string state_folder, const std::string& events,
                       sink::metrics& metrics, status::recent_outcomes& outcomes)
    : timer_(loop)
    , folder_(std::move(state_folder))
    , path_(folder_ + '/' + file_name(events))
    , metrics_(metrics)
    , outcomes_(outcomes)
{
}

void ban_memory::load(time_point now)
{
    if (folder_.empty())
        return;
    drop_old();
    std::error_code absent;
    if (!fs::exists(path_, absent))
        return;
    problems found;
    written_ = read_text_file(path_, found).value_or("");
    std::optional<std::vector<kept_ban>> bans = parse_kept_bans(written_, now);
    if (!bans)
        log::warn("the bans of before in {} cannot be read", path_);
    for (kept_ban& ban : bans.value_or(std::vector<kept_ban>())) {
        metrics_.restore(ban.status, ban.note.address);
        outcomes_.restore(ban.status.ban, std::move(ban.note));
    }
}

// A file that was not written for so long knows of no ban that stands: who wrote it keeps another event file now.
void ban_memory::drop_old() const
{
    std::error_code failed;
    for (fs::directory_iterator entry(folder_, failed), end; !failed && entry != end; entry.increment(failed)) {
        std::error_code gone;
        const fs::file_time_type::duration age = fs::file_time_type::clock::now() - entry->last_write_time(gone);
        if (!gone && age > count::ban_state::quiet_time && entry->path().filename().string().starts_with(prefix))
            fs::remove(entry->path(), gone);
    }
}

void ban_memory::start(std::chrono::steady_clock::duration interval)
{
    timer_.expires_after(interval);
    timer_.async_wait([this, interval](boost::system::error_code error) {
        if (error)
            return;
        save(wall_clock());
        start(interval);
    });
}

void ban_memory::save(time_point now)
{
    if (folder_.empty())
        return;
    std::string text = to_text(known(now));
    if (text == written_)
        return;
    const std::error_code error = write(path_, text);
    if (error && !failing_)
        log::error("what is known of bans cannot be kept in {}: {}", path_, error.message());
    failing_ = static_cast<bool>(error);
    if (!error)
        written_ = std::move(text);
}

std::vector<kept_ban> ban_memory::known(time_point now) const
{
    const status::ban_notes notes = outcomes_.bans();
    std::vector<kept_ban> result;
    for (count::ban_status& ban : metrics_.bans(now)) {
        if (now - ban.last_seen >= count::ban_state::quiet_time)
            continue;
        const auto note = notes.find(ban.ban);
        result.push_back({std::move(ban), note != notes.end() ? note->second : status::ban_note()});
    }
    return result;
}

} // namespace recoil
