// What tells streams of mail apart: return paths that carry the recipient (VERP), and how a stream is found. And the
// keys by which a return path proves that the mail was ours.
#pragma once

#include "config/settings.hpp"
#include "util/problem.hpp"
#include "util/yaml.hpp"

#include <string_view>

namespace recoil::config {

void read_return_paths(yaml::map_reader& from, std::string_view key, settings& to); // a list of patterns, or one
void read_signing_keys(yaml::map_reader& from, std::string_view key, settings& to); // a list of {file, since}

// A way to find the stream that can never find one. `line` is where `stream` stands in `file`.
void check_stream(const settings& settings, std::string_view file, int line, problems& problems);

} // namespace recoil::config
