// The keys of verp.keys, from the files that hold them.
#pragma once

#include "config/settings.hpp"
#include "pipeline/signed_return_path.hpp"
#include "util/problem.hpp"

#include <memory>
#include <string>

namespace recoil {

// Null where none is configured, and where one cannot be read or used (secret_file.hpp): then `found` says which, by
// its line in `config_file`, and nothing of what it holds.
std::shared_ptr<const pipeline::return_path_keys> load_signing_keys(const config::settings& settings,
                                                                    const std::string& config_file, problems& found);

} // namespace recoil
