#include "daemon/signing_keys.hpp"

#include "daemon/secret_file.hpp"

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace recoil {

std::shared_ptr<const pipeline::return_path_keys> load_signing_keys(const config::settings& settings,
                                                                    const std::string& config_file, problems& found)
{
    std::vector<pipeline::signing_key> keys;
    for (const config::signing_key& k : settings.verp_keys) {
        std::string what;
        std::optional<std::string> secret = read_secret(k.file, what);
        const auto since =
            std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(k.since)));
        if (secret)
            keys.push_back({std::move(*secret), since});
        else
            found.push_back({config_file, k.line, "verp.keys", k.file + " " + what});
    }
    if (keys.empty() || keys.size() != settings.verp_keys.size())
        return nullptr;
    const std::chrono::seconds max_age(settings.verp_max_age_seconds);
    return std::make_shared<const pipeline::return_path_keys>(std::move(keys), max_age);
}

} // namespace recoil
