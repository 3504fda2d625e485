#include "daemon/ban_memory.hpp"

#include "daemon/host.hpp"
#include "daemon/log.hpp"
#include "daemon/log_input/file_position.hpp"
#include "daemon/replace_file.hpp"
#include "daemon/standing_bans.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

namespace recoil {

ban_memory::ban_memory(const net::executor& loop, const std::string& state_folder, const std::string& events,
                       sink::metrics& metrics, status::recent_outcomes& outcomes)
    : timer_(loop), metrics_(metrics), outcomes_(outcomes)
{
    if (!state_folder.empty())
        path_ = fmt::format("{}/bans-{:016x}", state_folder, fingerprint(events));
}

void ban_memory::load(time_point now)
{
    std::ifstream file(path_, std::ios::binary);
    written_.assign(std::istreambuf_iterator<char>(file), {});
    for (standing_ban& ban : parse_standing_bans(written_, now)) {
        metrics_.restore(ban.status);
        outcomes_.restore(ban.status.ban, std::move(ban.note));
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
    if (path_.empty())
        return;
    const status::ban_notes notes = outcomes_.bans();
    std::vector<standing_ban> standing;
    for (count::ban_status& ban : metrics_.bans(now)) {
        if (!ban.active)
            continue;
        const auto note = notes.find(ban.ban);
        standing.push_back({std::move(ban), note != notes.end() ? note->second : status::ban_note()});
    }
    std::string text = to_text(standing);
    if (text == written_)
        return;
    const std::error_code error = replace_file(path_, text);
    if (error && !failing_)
        log::error("the bans that stand cannot be kept in {}: {}", path_, error.message());
    failing_ = static_cast<bool>(error);
    if (!error)
        written_ = std::move(text);
}

} // namespace recoil
