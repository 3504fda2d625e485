#include "daemon/token_file.hpp"

#include "daemon/secret_file.hpp"

#include <optional>
#include <utility>

namespace recoil {

std::string load_status_token(const config::metrics& settings, const std::string& config_file, problems& found)
{
    if (settings.token_file.empty())
        return {};
    std::string what;
    std::optional<std::string> token = read_secret(settings.token_file, what);
    if (token && token->starts_with(' ')) // as a Bearer token it would be given without (RFC 9110 11.4)
        what = "begins with white space";
    else if (token)
        return std::move(*token);
    found.push_back({config_file, settings.token_line, "metrics.token_file", settings.token_file + " " + what});
    return {};
}

} // namespace recoil
