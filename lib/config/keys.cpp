#include "config/keys.hpp"

#include "config/listener.hpp"
#include "config/log_source.hpp"
#include "config/stream.hpp"

#include <array>

namespace recoil::config {

namespace {

constexpr std::array<std::string_view, 2> durabilities{"fsync", "write"};
constexpr std::array<std::string_view, 2> address_forms{"masked", "shown"};
constexpr std::array<std::string_view, 3> session_sources{"auto", "log", "dsn"};
constexpr std::array<std::string_view, 1> remote_sources{"dsn"};
constexpr std::array<std::string_view, 5> log_levels{"trace", "debug", "info", "warn", "error"};

constexpr std::uint64_t mebibyte = 1'048'576;
constexpr std::uint64_t tebibyte = mebibyte * mebibyte;
constexpr std::uint64_t day = 86'400;
constexpr std::uint64_t hour = 3600;

// Where a value stands in the settings: at<&settings::limits, &limits::sessions>.
template<auto Section, auto Member>
auto& at(settings& s)
{
    return s.*Section.*Member;
}
template<auto Member>
auto& at(settings& s)
{
    return s.*Member;
}

constexpr std::array listeners_keys{
    key{"", list{read_listeners, "\n  - protocol: lmtp\n    address: \"127.0.0.1:2424\""},
        "protocol: lmtp, smtp, proxy or milter. For a mailbox of bounces lmtp is the best one: it answers for each\n"
        "  recipient. proxy and milter only look on while mail passes.\n"
        "address: \"127.0.0.1:2424\", \"[::1]:2424\" or \"unix:/path\". Host names are not looked up, since a\n"
        "  daemon that needs DNS to start does not start when DNS is what fails.\n"
        "hostname: the name in the greeting; by default this host's.\n"
        "next_hop: of a proxy, where its sessions go on: an address as above.\n"
        "Of a TCP listener also:\n"
        "allow: the networks whose clients are served, such as [127.0.0.0/8, \"2001:db8::/32\"]; others get 421.\n"
        "  Empty: everybody who reaches the address.\n"
        "tls: {certificate: /path, key: /path}: offers STARTTLS, for lmtp and smtp. Two PEM files: the certificate\n"
        "  with its chain, and its key without a passphrase. The daemon's user must be able to read both, at a reload\n"
        "  too.\n"
        "Of a unix socket also:\n"
        "mode: in octal, \"0600\" to \"0777\"; by default \"0660\".\n"
        "group: the group that may connect, such as postfix; by default the daemon's own.\n"
        "After a SIGHUP the next session has the new hostname, next_hop, allow and tls; the rest needs a restart."},
};
constexpr std::array log_sources_keys{
    key{"", list{read_log_sources, " []"},
        "type: postfix (a file), journald, syslog or stdin.\n"
        "path: of a file, such as /var/log/mail.log. It is followed across rotation; at the very first start from\n"
        "  its end.\n"
        "units: of journald, systemd units or globs of them, such as [\"postfix@*.service\"]; empty: what calls\n"
        "  itself postfix.\n"
        "address: of syslog, \"udp://127.0.0.1:5140\", \"tcp://127.0.0.1:5140\" or \"unix:/path\". Whoever reaches it\n"
        "  can write what he likes into the counters.\n"
        "services: the services of master.cf whose deliveries count; by default [smtp, relay, error].\n"
        "max_age: lines that are older give events, but move no counters; by default 1h.\n"
        "events: changes (the first deferral of a message, a new reason, and the end) or every.\n"
        "For example: - {type: postfix, path: /var/log/mail.log}"},
};

constexpr std::array rules_keys{
    key{"extra", texts{at<&settings::rules, &rules::extra>, check_path},
        "Site packs, over the shipped ones: a rule with the same id replaces the shipped rule. A pack with a\n"
        "mistake is left out, and recoil_rules_pack_errors says so."},
    key{"packs", texts{at<&settings::rules, &rules::packs>, check_path},
        "Packs instead of the shipped ones. Empty: the shipped ones, which are part of the program."},
};

constexpr std::array events_keys{
    key{"path", text{at<&settings::events, &events::path>, check_event_path},
        "The file, or - for standard output. A relative path starts at the daemon's working directory."},
    key{"durability", choice{at<&settings::events, &events::durability>, durabilities},
        "fsync: a message is acknowledged once its events are on the disk. write: once the kernel has them;\n"
        "faster, and a power failure may lose what was acknowledged."},
    key{"min_free_bytes", number{at<&settings::events, &events::min_free_bytes>, 0, tebibyte},
        "Octets. With less free space mail is deferred (451): a full disk would also stop the MTA beside us."},
};

constexpr std::array metrics_keys{
    key{"address", text{at<&settings::metrics, &metrics::address>, check_http_listen},
        "\"127.0.0.1:9850\", \"[::1]:9850\"; \"\" switches the endpoint off. /metrics, /-/healthy, /-/ready and\n"
        "/runbooks/ answer whoever can reach the address; the status page (/ and /api/v1/status) does so on a\n"
        "loopback address only, and elsewhere asks for the token."},
    key{"birth_seconds", number{at<&settings::metrics, &metrics::birth_seconds>, 0, 3600},
        "Seconds for which a new series shows 0 before its first increments. At least one scrape interval, or\n"
        "increase() misses the first burst of a ban."},
    key{"token_file", text{at<&settings::metrics, &metrics::token_file>, check_token_file},
        "A file with the token that the status page asks for, then on a loopback address too: at least 16\n"
        "characters, for example of openssl rand -hex 32. As Authorization: Bearer, or in a browser as the password\n"
        "of any user. Read again at a reload."},
};
constexpr std::array status_keys{
    key{"addresses", choice{at<&settings::status, &status::addresses>, address_forms},
        "Mail addresses of recipients: masked (j***@contoso.com) or shown."},
};

constexpr std::array own_mtas_keys{key{"", texts{at<&settings::own_mtas>, check_host}, ""}};
constexpr std::array count_keys{
    key{"session", choice{at<&settings::count, &count::session>, session_sources},
        "What was refused to our own MTA: log (the lines of log_sources), dsn (the notices that our MTA writes), or\n"
        "auto: log where a log source is configured, else dsn."},
    key{"remote", choice{at<&settings::count, &count::remote>, remote_sources},
        "What another MTA had accepted and reports later: dsn. A log never tells."},
};
constexpr std::array sending_domains_keys{key{"", texts{at<&settings::sending_domains>, check_host, true}, ""}};
constexpr std::array egress_keys{
    key{"", list{read_egress, " []"},
        "sending_ip: the address that others see.\n"
        "reporting_mta: the host of ours whose notices left from that address; for the notices that name none.\n"
        "syslog_name: the Postfix instance whose deliveries leave from that address, as its log lines begin.\n"
        "pool: a name of your own for a group of addresses.\n"
        "For example: - {sending_ip: 192.0.2.3, reporting_mta: out3.example.com, syslog_name: postfix-out3, pool: "
        "marketing}"},
};
constexpr std::array stream_keys{
    key{"from", text{at<&settings::stream, &stream::from>, check_stream_from},
        "verp: the group `stream` of the pattern in verp.patterns that matched.\n"
        "sender_domain: the domain of the original sender.\n"
        "header:NAME: that field of the returned message, which then is also in original.headers of the event.\n"
        "\"\": streams are not told apart."},
    key{"values", texts{at<&settings::stream, &stream::values>, check_label},
        "The streams, as they become a label: [news, orders]. Case is ignored."},
};
constexpr std::array verp_keys{
    key{"patterns", list{read_return_paths, " []"},
        "Regular expressions (RE2, case ignored) with named groups: recipient_local and recipient_domain, or "
        "recipient\n"
        "(user=domain), and stream. The first that matches the address that a bounce comes to, or else the sender of\n"
        "the message that it returns, counts.\n"
        "For example: - '^bounces\\+(?P<stream>\\w+)\\+(?P<recipient_local>.+)=(?P<recipient_domain>[^=@]+)@'"},
    key{"keys", list{read_signing_keys, " []"},
        "The keys by which return paths are signed, so that nobody else can write bounces that count: in the form\n"
        "of docs/authenticity.md, or as BATV (prvs=). Each file holds one. Several, while keys change.\n"
        "since: the day on which it came into use; mail of earlier days is not signed with it. While mail from before\n"
        "  the first key may still bounce, bounces that are not signed are judged by sending_domains.\n"
        "For example: - {file: /etc/recoil/verp.key, since: 2026-11-21}"},
    key{"max_age", duration{at<&settings::verp_max_age_seconds>, hour, 3650 * day},
        "How long after its day a signature counts: longer than any queue keeps mail."},
};

constexpr std::array capture_keys{
    key{"headers", texts{at<&settings::capture_headers>, check_field_name, true},
        "Names of header fields that go from the returned message into its events: [X-Campaign-ID]"},
};

constexpr std::array limits_keys{
    key{"message_bytes", number{at<&settings::limits, &limits::message_bytes>, 65'536, tebibyte, true},
        "Octets of a message; a larger one is refused (552), and its bounce is lost. 0: no limit, which is safe,\n"
        "since memory is bounded anyway."},
    key{"recipients", number{at<&settings::limits, &limits::recipients>, 100, 1'000'000},
        "RCPT commands of one message; those beyond get 452 and come back. RFC 5321 4.5.3.1.8 asks for 100."},
    key{"sessions", number{at<&settings::limits, &limits::sessions>, 1, 100'000},
        "Connections at the same time; those beyond get 421 and come back."},
    key{"line_bytes", number{at<&settings::limits, &limits::line_bytes>, 512, mebibyte},
        "Octets of a command (500 beyond) and of a line that is examined. RFC 5321 4.5.3.1.4 asks for 512."},
    key{"mime_depth", number{at<&settings::limits, &limits::mime_depth>, 4, 128},
        "Parts inside parts; deeper ones are not read."},
    key{"mime_parts", number{at<&settings::limits, &limits::mime_parts>, 10, 100'000},
        "Parts of a message; the rest is skipped."},
    key{"header_bytes", number{at<&settings::limits, &limits::header_bytes>, 4096, 16 * mebibyte},
        "Octets of one header; the rest of it is skipped. A session may hold as much in memory."},
    key{"report_recipients", number{at<&settings::limits, &limits::report_recipients>, 100, 1'000'000},
        "Recipients of one report; the rest is dropped, and the defect report_recipients is noted."},
    key{"session_seconds", number{at<&settings::limits, &limits::session_seconds>, 10, day},
        "Seconds that a connection may last."},
    key{"idle_seconds", number{at<&settings::limits, &limits::idle_seconds>, 1, day},
        "Seconds without an octet from the client. RFC 5321 4.5.3.2.7 asks for five minutes."},
    key{"metric_series", number{at<&settings::limits, &limits::metric_series>, 100, 1'000'000},
        "Series of one metric; the excess is counted under the label value overflow."},
};

constexpr std::array workers_keys{key{"", number{at<&settings::workers>, 1, 64}, ""}};

constexpr std::array log_keys{
    key{"level", choice{at<&settings::log_level>, log_levels}, "trace, debug, info, warn or error."},
};

constexpr std::array table{
    section{"listeners", "Where Postfix hands its bounces over, or shows its mail.", listeners_keys},
    section{"log_sources", "The logs in which Postfix says what became of each delivery.", log_sources_keys},
    section{"rules", "The rule packs that say why mail was refused. Lists of files; * stands for any text.",
            rules_keys},
    section{"events", "One JSON object a line for each recipient of a bounce.", events_keys},
    section{"metrics", "Prometheus reads http://address/metrics; people read http://address/.", metrics_keys},
    section{"status", "The status page, at metrics.address.", status_keys},
    section{"own_mtas",
            "Host names of our own MTAs, as in the Reporting-MTA of their notices: what they report was refused to us\n"
            "in the session, and was not accepted first. Empty: this host's name, in full where /etc/hosts has it;\n"
            "what Postfix calls itself may differ (postconf -h myhostname).",
            own_mtas_keys},
    section{"count", "Every failure is counted by one source. The others still give events, with counted: false.",
            count_keys},
    section{"sending_domains",
            "The domains of our own senders. A notice that returns a message from none of them is not authentic, and\n"
            "is counted apart. Empty: this is not checked. Hosts in them are ours, too, and they become the label\n"
            "sender_domain of recoil_stream_outcomes_total.",
            sending_domains_keys},
    section{"egress", "Our sending addresses, so that a ban is counted for the address that it hit.", egress_keys},
    section{
        "stream",
        "Which stream of mail a bounce belongs to, for the event and for recoil_stream_outcomes_total. What is none\n"
        "of `values` is other.",
        stream_keys},
    section{
        "verp",
        "Our return paths that name the recipient (VERP). They tell whom we had written to where mail was forwarded,\n"
        "or where the bounce names nobody. No shape is guessed: without patterns no return path is taken apart.",
        verp_keys},
    section{"capture", "What is taken over from the returned message.", capture_keys},
    section{"limits", "What a stranger can make us hold or do. Beyond a limit a bounce is still answered as said here.",
            limits_keys},
    section{"workers",
            "Threads that serve connections. Each serves many at once; more than one helps where that thread is busy.",
            workers_keys},
    section{"log", "The daemon's own log; bounces are not logged.", log_keys},
};

} // namespace

std::span<const section> sections()
{
    return table;
}

} // namespace recoil::config
