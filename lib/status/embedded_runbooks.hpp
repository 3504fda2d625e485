// docs/runbooks/*.md as text, put into the binary by the build (lib/embed_files.cmake): what an alert links to must be
// there when nothing else is.
#pragma once

#include <string_view>
#include <vector>

namespace recoil::status {

struct embedded_runbook {
    std::string_view file; // RecoilDown.md
    std::string_view text; // Markdown
};

const std::vector<embedded_runbook>& embedded_runbooks(); // sorted by file name

} // namespace recoil::status
