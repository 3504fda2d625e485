#include "config/log_source.hpp"

#include "config/readers.hpp"

#include <array>
#include <map>
#include <string>
#include <utility>

namespace recoil::config {

namespace {

constexpr std::array<std::string_view, 4> types{"postfix", "journald", "syslog", "stdin"};
constexpr std::array<std::string_view, 2> event_choices{"changes", "every"};
constexpr std::uint64_t year = 365 * 86'400ull;

std::string_view check_file(std::string_view text)
{
    return text.starts_with('/') ? check_path(text) : "an absolute path such as /var/log/mail.log";
}

std::string_view check_unit(std::string_view text)
{
    const bool good = check_path(text).empty() && text.find_first_of(".*?[") != std::string_view::npos;
    return good ? "" : "a systemd unit with its suffix, such as postfix@-.service, or a glob such as postfix@*";
}

std::string_view check_syslog(std::string_view text)
{
    return parse_syslog_address(text) ? ""
                                      : "\"udp://127.0.0.1:5140\", \"tcp://[::1]:5140\" or \"unix:/path\" (at most 107 "
                                        "octets); host names are not looked up";
}

struct own_key { // of one type of source
    std::string_view name;
    std::string_view type;
    const char* owner;
    check wrong; // null: it need not be there
};
constexpr std::array own_keys{
    own_key{"path", "postfix", "only a source of the type postfix has one", check_file},
    own_key{"units", "journald", "only a source of the type journald has some", nullptr},
    own_key{"address", "syslog", "only a source of the type syslog has one", check_syslog},
};

void check_own_keys(yaml::map_reader& from, const log_source& source)
{
    for (const own_key& key : own_keys) {
        if (key.type == source.type && key.wrong != nullptr)
            require(from, key.name, key.wrong);
        if (key.type != source.type && from.find(key.name) != nullptr)
            from.fail(key.name, std::string(key.owner) + "; accepted: null");
    }
}

log_source read_log_source(yaml::map_reader from)
{
    log_source read;
    read.line = from.line();
    read_choice(from, "type", read.type, types);
    read_text(from, "path", read.path, check_file);
    read_texts(from, "units", read.units, check_unit);
    read_text(from, "address", read.address, check_syslog);
    check_own_keys(from, read);
    read_texts(from, "services", read.services, check_label);
    if (read.services.empty())
        from.fail("services", "an empty list would count nothing; accepted: a list such as [smtp, relay, error]");
    read_duration(from, "max_age", read.max_age_seconds, 1, year);
    read_choice(from, "events", read.events, event_choices);
    from.finish();
    return read;
}

constexpr std::pair<std::string_view, transport> schemes[] = {{"udp://", transport::udp}, {"tcp://", transport::tcp}};

} // namespace

void read_log_sources(yaml::map_reader& parent, std::string_view key, settings& to)
{
    read_maps(parent, key, to.log_sources, read_log_source);
}

void check_log_sources(const settings& settings, std::string_view file, problems& problems)
{
    std::map<std::string, std::string> taken;
    for (const log_source& source : settings.log_sources) {
        const std::string name = "log_sources[" + std::to_string(&source - settings.log_sources.data()) + "]";
        const auto address = parse_syslog_address(source.address);
        const bool any_port = address && !address->at.is_unix && address->at.port == 0;
        const bool unknown = (source.type == "postfix" && source.path.empty()) || (source.type == "syslog" && !address);
        if (any_port || unknown)
            continue;
        const auto [other, is_new] = taken.emplace(source.type + source.path + source.address, name);
        if (!is_new)
            problems.push_back({std::string(file), source.line, name,
                                "reads the same as " + other->second + "; accepted: each log once"});
    }
}

std::optional<syslog_address> parse_syslog_address(std::string_view text)
{
    if (const auto at = parse_address(text); at && at->is_unix)
        return syslog_address{.over = transport::unix_datagrams, .at = *at};
    for (const auto& [scheme, over] : schemes) {
        const auto at = text.starts_with(scheme) ? parse_address(text.substr(scheme.size())) : std::nullopt;
        if (at && !at->is_unix)
            return syslog_address{.over = over, .at = *at};
    }
    return std::nullopt;
}

} // namespace recoil::config
