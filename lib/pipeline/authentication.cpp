#include "pipeline/authentication.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <string>

namespace recoil::pipeline {

namespace {

constexpr std::string_view results[] = {
    "pass",      "fail",     "softfail", "neutral",       "none",     "permerror",
    "temperror", "hardfail", "policy",   "bestguesspass", "softpass",
};

bool starts_token(std::string_view text, std::size_t at)
{
    return at == 0 || text[at - 1] == ';' || ascii::is_space(text[at - 1]);
}

std::string_view word_at(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && ascii::is_alpha(text[end]))
        ++end;
    return text.substr(at, end - at);
}

std::string_view known(std::string_view word)
{
    const auto found = std::ranges::find_if(results, [&](std::string_view r) { return ascii::iequals(r, word); });
    return found == std::end(results) ? std::string_view{} : *found;
}

} // namespace

std::string_view result_of(std::string_view header, std::string_view method)
{
    for (std::size_t at = ascii::ifind(header, method); at != std::string_view::npos;
         at = ascii::ifind(header, method, at + method.size())) {
        const std::size_t equals = at + method.size();
        if (starts_token(header, at) && equals < header.size() && header[equals] == '=')
            return known(word_at(header, equals + 1));
    }
    return {};
}

event::authentication authentication_of(const dsn::returned_message& returned)
{
    event::authentication auth;
    const std::pair<std::string_view, std::string*> methods[] = {
        {"spf", &auth.spf},
        {"dkim", &auth.dkim},
        {"dmarc", &auth.dmarc},
        {"compauth", &auth.compauth},
    };
    for (const std::string& header : returned.authentication_results)
        for (const auto& [method, value] : methods)
            if (value->empty())
                *value = result_of(header, method);
    for (const std::string& header : returned.received_spf)
        if (auth.spf.empty())
            auth.spf = known(word_at(header, 0));
    return auth;
}

} // namespace recoil::pipeline
