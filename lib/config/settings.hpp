// Every setting: declared once, with its type, default and reason. An empty configuration is settings{}.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace recoil::config {

struct tls {                 // PEM files; both empty: no STARTTLS
    std::string certificate; // with its chain
    std::string key;

    bool operator==(const tls&) const = default;
};

struct listener {
    std::string protocol = "lmtp";          // lmtp | smtp | proxy | milter
    std::string address = "127.0.0.1:2424"; // IPv4:port, [IPv6]:port or unix:/path
    std::string next_hop;                   // of a proxy: where its sessions go on, in the form of address
    std::vector<std::string> allow;         // networks in CIDR notation that may connect over TCP; empty: all
    config::tls tls;                        // of lmtp and smtp over TCP
    std::uint32_t mode = 0660;              // of a unix socket, in octal
    std::string group;                      // of a unix socket; "" leaves the daemon's own
    std::string hostname;                   // of the greeting; "" is this host's name
    int line = 0;                           // in the file, for messages; no part of equality

    bool operator==(const listener& other) const
    {
        return protocol == other.protocol && address == other.address && next_hop == other.next_hop &&
               allow == other.allow && tls == other.tls && mode == other.mode && group == other.group &&
               hostname == other.hostname;
    }
};

struct log_source {                 // a Postfix log
    std::string type = "postfix";   // postfix (a file) | journald | syslog | stdin
    std::string path;               // of a file
    std::vector<std::string> units; // of journald: globs of systemd units
    std::string address;            // of syslog: udp://IP:port, tcp://IP:port or unix:/path (datagrams)
    std::vector<std::string> services{"smtp", "relay", "error"}; // whose deliveries count
    std::uint64_t max_age_seconds = 3600; // older lines give events marked `late` and move no counters
    std::string events = "changes";       // changes: the first deferral, a new reason and the end | every
    int line = 0;                         // in the file, for messages; no part of equality

    bool operator==(const log_source& other) const
    {
        return type == other.type && path == other.path && units == other.units && address == other.address &&
               services == other.services && max_age_seconds == other.max_age_seconds && events == other.events;
    }
};

struct rules {
    std::vector<std::string> extra; // globs of site packs, over the shipped ones; the same rule id replaces
    std::vector<std::string> packs; // globs of packs instead of the shipped ones; empty: the shipped ones

    bool operator==(const rules&) const = default;
};

struct events {
    std::string path = "events.jsonl";
    std::string durability = "fsync";           // fsync | write
    std::uint64_t min_free_bytes = 104'857'600; // below it mail is deferred: a full disk also stops the MTA beside us

    bool operator==(const events&) const = default;
};

struct metrics {
    std::string address = "127.0.0.1:9850"; // "" switches the endpoint off
    std::string token_file;                 // its content opens the status page; "": none does
    std::uint64_t birth_seconds = 60;       // at least one scrape interval, so that increase() sees a series at 0 first
    int token_line = 0;                     // of token_file in the file, for messages; no part of equality

    bool operator==(const metrics& other) const
    {
        return address == other.address && token_file == other.token_file && birth_seconds == other.birth_seconds;
    }
};

struct status {                       // the status page, which metrics.address serves
    std::string addresses = "masked"; // mail addresses: masked | shown

    bool operator==(const status&) const = default;
};

struct egress {                // one of our own sending addresses
    std::string sending_ip;    // canonical (util/ip_address.hpp)
    std::string reporting_mta; // notices written by this host of ours left from sending_ip
    std::string syslog_name;   // deliveries that this Postfix instance logs left from sending_ip: postfix-out3
    std::string pool;

    bool operator==(const egress&) const = default;
};

struct stream {                      // which stream of mail a message belonged to
    std::string from;                // verp, sender_domain, header:NAME; "": streams are not told apart
    std::vector<std::string> values; // the streams; what is none of them is "other"

    bool operator==(const stream&) const = default;
};

struct signing_key {         // of return paths (pipeline/signed_return_path.hpp)
    std::string file;        // its content, without white space at the end, is the key
    std::uint64_t since = 0; // seconds since 1970: what was sent earlier is not signed with it
    int line = 0;            // in the file, for messages; no part of equality

    bool operator==(const signing_key& other) const { return file == other.file && since == other.since; }
};

struct count {                    // which source the counters trust for what happened in our own MTA's sessions
    std::string session = "auto"; // auto: log where a log source is configured, else dsn | log | dsn
    std::string remote = "dsn";   // dsn

    bool operator==(const count&) const = default;
};

struct limits {                      // each is a field of the contract
    std::uint64_t message_bytes = 0; // 0: none, since memory is bounded anyway
    std::uint64_t recipients = 1000;
    std::uint64_t sessions = 1000;
    std::uint64_t line_bytes = 8192;
    std::uint64_t mime_depth = 32;
    std::uint64_t mime_parts = 1000;
    std::uint64_t header_bytes = 262'144;
    std::uint64_t report_recipients = 10'000;
    std::uint64_t session_seconds = 600;
    std::uint64_t idle_seconds = 300; // RFC 5321 4.5.3.2.7: at least five minutes
    std::uint64_t metric_series = 2000;

    bool operator==(const limits&) const = default;
};

struct settings {
    std::vector<config::listener> listeners{config::listener{}};
    std::vector<config::log_source> log_sources;
    config::rules rules;
    config::events events;
    config::metrics metrics;
    config::status status;
    std::vector<std::string> own_mtas;        // empty: this host's name
    std::vector<std::string> sending_domains; // lower-cased
    std::vector<config::egress> egress;
    config::stream stream;
    std::vector<std::string> verp_patterns; // each passes classify::return_path_problem()
    std::vector<signing_key> verp_keys;
    std::uint64_t verp_max_age_seconds = 30 * 86'400ull; // of a signed return path
    config::count count;
    std::vector<std::string> capture_headers; // lower-cased
    config::limits limits;
    std::uint64_t workers = 1;
    std::string log_level = "info"; // trace, debug, info, warn, error

    bool operator==(const settings&) const = default;
};

} // namespace recoil::config
