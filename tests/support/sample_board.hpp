// A board in which every list holds something, and every text is `text`, but for those that come from closed sets.
#pragma once

#include "status/board.hpp"

#include <chrono>
#include <string>

namespace recoil::test {

inline status::traffic_row sample_traffic(const std::string& name)
{
    status::traffic_row row{name, {}, {}};
    for (std::size_t i = 0; i < status::minutes; ++i) {
        row.by_minute[i] = {i % 7, i % 3, i};
        row.total += row.by_minute[i];
    }
    return row;
}

inline status::board sample_board(const std::string& text = "text")
{
    using namespace std::chrono_literals;
    status::board b;
    b.now = time_point{1'795'248'000'123ms}; // 2026-11-21T08:00:00.123Z
    b.started = b.now - 3h - 12min;
    b.host = b.version = text;
    b.bans.push_back({text, "192.0.2.3", text, "banned_ip", text, true, true, b.now - 40min, b.now - 3s, 233, text,
                      "sender_admin", "https://sender.office.com/" + text, text});
    b.bans.push_back(
        {text, "foreign", text, "banned_ip", text, true, true, b.now - 26h, b.now - 1h, 1, text, text, text, text});
    b.bans.push_back({text, text, text, "banned_ip", text, false, true, b.now - 8h, b.now - 7h, 2, text, "", "", ""});
    b.categories = {sample_traffic("banned_ip"), sample_traffic("bad_address"), sample_traffic(text)};
    b.providers = {sample_traffic("microsoft365"), sample_traffic(text)};
    b.hour = b.categories.front().total;
    b.failures.push_back({b.now, text, text, text, text, text, text, text, text, text, text, true});
    b.failures.push_back({b.now - 26h, "", "", text, "banned_ip", text, "", "", "", "", "", false});
    b.rules.push_back({text, text, 12'345});
    b.unclassified.push_back({text, text, 7, b.now - 5min});
    b.sinks.push_back({"file", text, 679, 2, 1, 3, 47'807'365'120, false, true});
    b.listeners.push_back({"lmtp", text, 1, 2});
    b.log_sources.push_back({text, 14'393, 3, 4096, b.now - 12s});
    b.log_sources.push_back({text, 0, 0, 0, std::nullopt});
    b.configuration = {text, b.now - 3h, false, 91, 1440, 1, {text, text}, {text}};
    return b;
}

} // namespace recoil::test
