#include "config/stream.hpp"

#include "classify/pattern.hpp"
#include "config/readers.hpp"

#include <algorithm>
#include <string>

namespace recoil::config {

void read_return_paths(yaml::map_reader& from, std::string_view key, settings& to)
{
    read_texts(from, key, to.verp_patterns,
               [](const yaml::node& text) { return classify::return_path_problem(text.scalar).value_or(""); });
}

void read_signing_keys(yaml::map_reader& from, std::string_view key, settings& to)
{
    read_maps(from, key, to.verp_keys, [](yaml::map_reader one) {
        signing_key read;
        read.line = one.line();
        require(one, "file", check_path);
        read_text(one, "file", read.file, check_path);
        read_date(one, "since", read.since);
        one.finish();
        return read;
    });
}

void check_stream(const settings& settings, std::string_view file, int line, problems& problems)
{
    const stream& s = settings.stream;
    const auto fail = [&](const char* key, const char* what) {
        problems.push_back({std::string(file), line, key, what});
    };
    if (!s.from.empty() && s.values.empty())
        fail("stream.values", "missing, so that every stream would be other; accepted: a list such as [news, orders]");
    if (s.from.empty() && !s.values.empty())
        fail("stream.from", "missing; accepted: verp, sender_domain or header:NAME");
    const auto tells = [](const std::string& pattern) { return pattern.find("(?P<stream>") != std::string::npos; };
    if (s.from == "verp" && std::ranges::none_of(settings.verp_patterns, tells))
        fail("stream.from", "verp needs a pattern in verp.patterns that has the group (?P<stream>...)");
}

} // namespace recoil::config
