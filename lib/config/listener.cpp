#include "config/listener.hpp"

#include "config/address.hpp"
#include "config/readers.hpp"
#include "util/ip_address.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace recoil::config {

namespace {

constexpr std::array<std::string_view, 4> protocols{"lmtp", "smtp", "proxy", "milter"};

// What another kind of listener has, and this one cannot have.
void refuse_foreign_keys(yaml::map_reader& from, const listener& l)
{
    const auto address = parse_address(l.address);
    const bool is_unix = address && address->is_unix;
    const bool is_tcp = address && !address->is_unix;
    const bool is_proxy = l.protocol == "proxy";
    const struct {
        std::string_view key;
        bool refused;
        const char* why;
    } rows[] = {
        {"mode", is_tcp, "only a unix socket has one"},
        {"group", is_tcp, "only a unix socket has one"},
        {"allow", is_unix, "only a TCP listener has one"},
        {"tls", is_unix, "only a TCP listener has one"},
        {"tls", is_proxy || l.protocol == "milter", "only lmtp and smtp have one"},
        {"next_hop", !is_proxy, "only a proxy has one"},
    };
    for (const auto& row : rows) {
        if (row.refused && from.find(row.key) != nullptr)
            from.fail(row.key, std::string(row.why) + "; accepted: null");
    }
}

void read_socket_file(yaml::map_reader& from, listener& to)
{
    std::string mode;
    read_text(from, "mode", mode, check_mode);
    if (!mode.empty())
        to.mode = static_cast<std::uint32_t>(std::stoul(mode, nullptr, 8));
    read_text(from, "group", to.group, check_group);
}

void read_tls(yaml::map_reader& parent, tls& to)
{
    const yaml::node* map = parent.find("tls");
    if (map == nullptr)
        return;
    yaml::map_reader from = parent.inner(*map, "tls");
    if (map->type != yaml::kind::map)
        return; // which is a problem already
    require(from, "certificate", check_path);
    require(from, "key", check_path);
    read_text(from, "certificate", to.certificate, check_path);
    read_text(from, "key", to.key, check_path);
    from.finish();
}

listener read_listener(yaml::map_reader from)
{
    listener read;
    read.line = from.line();
    read.address.clear(); // the default is for an absent list: here the operator must have meant something
    read_choice(from, "protocol", read.protocol, protocols);
    require(from, "address", check_listen);
    read_text(from, "address", read.address, check_listen);
    if (read.protocol == "proxy")
        require(from, "next_hop", check_next_hop);
    read_text(from, "next_hop", read.next_hop, check_next_hop);
    read_text(from, "hostname", read.hostname, check_host);
    read_texts(from, "allow", read.allow, check_network);
    read_tls(from, read.tls);
    read_socket_file(from, read);
    refuse_foreign_keys(from, read);
    from.finish();
    return read;
}

// `instances`: the syslog names of the entries above.
egress read_one_egress(yaml::map_reader from, std::set<std::string>& instances)
{
    egress read;
    require(from, "sending_ip", check_ip);
    read_text(from, "sending_ip", read.sending_ip, check_ip);
    read.sending_ip = canonical_ip(read.sending_ip).value_or("");
    read_text(from, "reporting_mta", read.reporting_mta, check_host);
    read_text(from, "pool", read.pool, check_label);
    read_text(from, "syslog_name", read.syslog_name, check_syslog_name);
    if (!read.syslog_name.empty() && !instances.insert(read.syslog_name).second)
        from.fail("syslog_name", "\"" + read.syslog_name + "\" has an entry above; accepted: one of its own");
    from.finish();
    return read;
}

} // namespace

void read_listeners(yaml::map_reader& parent, std::string_view key, settings& to)
{
    read_maps(parent, key, to.listeners, read_listener);
}

void read_egress(yaml::map_reader& parent, std::string_view key, settings& to)
{
    std::set<std::string> instances;
    read_maps(parent, key, to.egress, [&](yaml::map_reader from) { return read_one_egress(from, instances); });
}

void check_next_hops(const settings& settings, std::string_view file, problems& problems)
{
    const std::vector<listener>& all = settings.listeners;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto next_hop = parse_address(all[i].next_hop);
        const auto meets = [&](const listener& other) {
            const auto address = parse_address(other.address);
            return next_hop && address && other.protocol == "proxy" && reaches(*next_hop, *address);
        };
        const auto met = std::ranges::find_if(all, meets);
        if (met == all.end())
            continue;
        const std::string name = "listeners[" + std::to_string(i) + "]";
        const std::string other = "listeners[" + std::to_string(met - all.begin()) + "]";
        problems.push_back({std::string(file), all[i].line, name + ".next_hop",
                            (name == other ? "this proxy itself" : other + ", a proxy, too") +
                                "; accepted: the MTA that takes the mail"});
    }
}

} // namespace recoil::config
