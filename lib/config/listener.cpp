#include "config/listener.hpp"

#include "config/address.hpp"
#include "config/readers.hpp"
#include "util/ip_address.hpp"

#include <array>

namespace recoil::config {

namespace {

constexpr std::array<std::string_view, 2> protocols{"lmtp", "smtp"};
constexpr std::array<std::string_view, 2> planned_protocols{"proxy", "milter"};

void read_protocol(yaml::map_reader& from, std::string& protocol)
{
    const yaml::node* found = from.find("protocol");
    for (const std::string_view planned : planned_protocols) {
        if (found != nullptr && found->scalar == planned)
            return from.fail("protocol",
                             "\"" + found->scalar + "\" is not served by this version; accepted: lmtp, smtp");
    }
    read_choice(from, "protocol", protocol, protocols);
}

void read_socket_file(yaml::map_reader& from, listener& to)
{
    const auto address = parse_address(to.address);
    for (const char* key : {"mode", "group"}) {
        if (from.find(key) != nullptr && address && !address->is_unix)
            from.fail(key, "only a unix socket has one; accepted: null");
    }
    std::string mode;
    read_text(from, "mode", mode, check_mode);
    if (!mode.empty())
        to.mode = static_cast<std::uint32_t>(std::stoul(mode, nullptr, 8));
    read_text(from, "group", to.group, check_group);
}

listener read_listener(yaml::map_reader from)
{
    listener read;
    read.line = from.line();
    read.address.clear(); // the default is for an absent list: here the operator must have meant something
    read_protocol(from, read.protocol);
    if (from.find("address") == nullptr)
        from.fail("address", "missing; accepted: " + std::string(check_listen("")));
    read_text(from, "address", read.address, check_listen);
    read_socket_file(from, read);
    read_text(from, "hostname", read.hostname, check_host);
    for (const char* key : {"allow", "tls", "next_hop"})
        refuse_unserved(from, key);
    from.finish();
    return read;
}

egress read_one_egress(yaml::map_reader from)
{
    egress read;
    if (from.find("sending_ip") == nullptr)
        from.fail("sending_ip", "missing; accepted: " + std::string(check_ip("")));
    read_text(from, "sending_ip", read.sending_ip, check_ip);
    read.sending_ip = canonical_ip(read.sending_ip).value_or("");
    read_text(from, "reporting_mta", read.reporting_mta, check_host);
    read_text(from, "pool", read.pool, check_label);
    refuse_unserved(from, "syslog_name");
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
    read_maps(parent, key, to.egress, read_one_egress);
}

} // namespace recoil::config
