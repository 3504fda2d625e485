#include "sink/label_values.hpp"

#include "classify/taxonomy.hpp"
#include "util/ip_address.hpp"

#include <algorithm>

namespace recoil::sink {

namespace {

constexpr std::string_view other = "other";
constexpr std::string_view unknown = "unknown"; // an address
constexpr unsigned subjects = 8;                // RFC 3463 3 has the subjects 0 to 7

constexpr std::string_view protocols[] = {"lmtp", "smtp", "proxy", "milter"};
constexpr std::string_view session_results[] = {"ok", "timeout", "lost", "refused", "shutdown"};
constexpr std::string_view limits[] = {
    "message_bytes", "recipients",        "sessions",        "line_bytes",   "mime_depth",    "mime_parts",
    "header_bytes",  "report_recipients", "session_seconds", "idle_seconds", "forged_events",
};

std::string_view one_of(std::span<const std::string_view> set, std::string_view value)
{
    return std::find(set.begin(), set.end(), value) != set.end() ? value : other;
}

// One spelling for each address: 2001:DB8::0:1 and 2001:db8::1 are the same host.
std::string canonical(std::string_view address)
{
    return canonical_ip(address).value_or(std::string(address));
}

} // namespace

label_values::label_values(const std::vector<std::string>& egress_ips, const std::vector<std::string>& streams,
                           const std::vector<std::string>& sending_domains, const std::vector<std::string>& log_inputs)
    : streams_(streams.begin(), streams.end())
    , sending_domains_(sending_domains.begin(), sending_domains.end())
    , log_inputs_(log_inputs.begin(), log_inputs.end())
{
    for (const std::string& address : egress_ips)
        egress_ips_.insert(canonical(address));
    learn({}, {});
}

void label_values::learn(std::span<const classify::pack> packs, std::span<const std::string> providers)
{
    providers_ = {providers.begin(), providers.end()};
    providers_.insert(classify::providers().begin(), classify::providers().end());
    providers_.insert({"other", "none", "local"});
    blocklists_.clear();
    statuses_.clear();
    rules_.clear();
    for (const classify::pack& pack : packs) {
        for (const classify::rule& rule : pack.rules) {
            rules_.emplace(std::pair(pack.name, rule.id), rule.blocklist);
            if (!rule.blocklist.empty())
                blocklists_.insert(rule.blocklist);
            for (const classify::status_range& range : rule.status) {
                if (range.exact())
                    statuses_.insert(range.first);
            }
        }
    }
}

std::string_view label_values::provider(std::string_view name) const
{
    if (name.empty())
        return "none";
    return providers_.contains(name) ? name : other;
}

std::string_view label_values::blocklist(std::string_view name, std::string_view pack, std::string_view rule) const
{
    if (blocklists_.contains(name))
        return name;
    const auto decided = rules_.find({std::string(pack), std::string(rule)});
    return decided != rules_.end() && !decided->second.empty() ? std::string_view(decided->second) : other;
}

std::string label_values::sending_ip(std::string_view address) const
{
    if (address.empty())
        return std::string(unknown);
    if (egress_ips_.contains(address)) // as a log has it millions of times
        return std::string(address);
    std::string known = canonical(address);
    return egress_ips_.contains(known) ? known : "foreign";
}

std::string_view label_values::stream(std::string_view name) const
{
    if (name.empty())
        return "none";
    return streams_.contains(name) ? name : other;
}

std::string_view label_values::sender_domain(std::string_view domain) const
{
    while (!domain.empty()) {
        if (const auto known = sending_domains_.find(domain); known != sending_domains_.end())
            return *known;
        domain.remove_prefix(std::min(domain.find('.'), domain.size() - 1) + 1);
    }
    return other;
}

std::string_view label_values::log_input(std::string_view name) const
{
    return log_inputs_.contains(name) ? name : other;
}

std::string label_values::status(std::optional<dsn::status_code> code) const
{
    if (!code)
        return "none";
    const std::string klass = std::to_string(code->klass);
    if (code->klass != 4 && code->klass != 5)
        return "2.other";
    if (dsn::find_registered(*code) != nullptr || statuses_.contains(*code))
        return to_string(*code);
    return code->subject < subjects ? klass + '.' + std::to_string(code->subject) + ".other" : klass + ".other";
}

bool label_values::has_rule(std::string_view pack, std::string_view rule) const
{
    return rules_.contains({std::string(pack), std::string(rule)});
}

bool label_values::has_ban(const count::ban& ban, std::string_view address) const
{
    const classify::reason* reason = classify::find_reason(ban.reason);
    return reason != nullptr && reason->category == ban.category && classify::is_ban(ban.category) &&
           provider(ban.provider) == ban.provider &&
           (ban.sending_ip == unknown || sending_ip(ban.sending_ip) == ban.sending_ip) &&
           (address.empty() || sending_ip(address) == ban.sending_ip); // egress may have changed
}

std::string_view protocol_label(std::string_view protocol)
{
    return one_of(protocols, protocol);
}

std::string_view session_result_label(std::string_view result)
{
    return one_of(session_results, result);
}

std::string_view limit_label(std::string_view limit)
{
    return one_of(limits, limit);
}

std::string reply_code_label(unsigned code)
{
    return code >= 200 && code < 600 ? std::to_string(code) : std::string(other);
}

std::span<const std::string_view> protocol_labels()
{
    return protocols;
}

std::span<const std::string_view> session_result_labels()
{
    return session_results;
}

std::span<const std::string_view> limit_labels()
{
    return limits;
}

} // namespace recoil::sink
