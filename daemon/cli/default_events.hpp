// The event files that are meant where none is named: events.jsonl in this folder, as recoild writes it when it was
// started by hand; else the service's.
#pragma once

#include <string>
#include <vector>

namespace recoil::cli {

// The file itself; "" where there is none. Standard error says which one it is.
std::string default_event_file();

// The same with its rotated files; none where there is no such file.
std::vector<std::string> default_event_files();

} // namespace recoil::cli
