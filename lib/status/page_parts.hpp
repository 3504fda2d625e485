// The parts of the page (page.hpp), from top to bottom; each appends one or several sections.
#pragma once

#include "status/board.hpp"
#include "status/html.hpp"

#include <string_view>

namespace recoil::status {

void append_bans(html& out, const board& b);
void append_last_hour(html& out, const board& b); // the chart, and its figures by category and by provider
void append_failures(html& out, const board& b);
void append_rules(html& out, const board& b);   // which ones hit, and what none explains
void append_machine(html& out, const board& b); // event file, listeners, logs, configuration

// What they share.
void append_chart(html& out, const board& b);
void append_sparkline(html& out, const traffic_row& row);     // decoration: the figures beside it say the same
void append_time(html& out, time_point time, time_point now); // UTC; with its day where that is not today's
void append_age(html& out, time_point time, time_point now);  // 3 h 12 min
std::string_view owner_words(std::string_view fix_owner);     // "sender_admin": our mail admins

} // namespace recoil::status
