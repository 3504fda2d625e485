// The board as one HTML page, complete in itself: no script, no image, no file from elsewhere. docs/status-page.md.
#pragma once

#include "status/board.hpp"

#include <string>
#include <string_view>

namespace recoil::status {

// `refresh`: the browser asks again by itself, every 30 s. Else the page holds still, for who reads or has it read to
// him.
std::string to_html(const board& b, bool refresh);

// The only style sheet, which stands in every page: a content security policy names its hash.
std::string_view page_style();

} // namespace recoil::status
