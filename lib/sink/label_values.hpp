// From what an event says to what a label may say: each function answers with a value of a closed set, or of one that
// the rule packs or the configuration bound. Nothing of a message passes unchecked.
#pragma once

#include "classify/rule.hpp"
#include "count/ban_state.hpp"
#include "dsn/status_code.hpp"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::sink {

class label_values {
public:
    // What the configuration names.
    explicit label_values(const std::vector<std::string>& egress_ips, const std::vector<std::string>& streams = {},
                          const std::vector<std::string>& sending_domains = {},
                          const std::vector<std::string>& log_inputs = {});

    // Takes the place of what was known before.
    void learn(std::span<const classify::pack> packs, std::span<const std::string> providers);

    std::string_view provider(std::string_view name) const; // else other; "" is none
    // Of the packs; else what the rule that decided calls its list: a reply may name one zone of several. Else other.
    std::string_view blocklist(std::string_view name, std::string_view pack, std::string_view rule) const;
    std::string sending_ip(std::string_view address) const;        // configured, else foreign; "" is unknown
    std::string_view stream(std::string_view name) const;          // configured, else other; "" is none
    std::string_view sender_domain(std::string_view domain) const; // the configured one that it is or is in, else other
    std::string_view log_input(std::string_view name) const;       // configured, else other
    std::string status(std::optional<dsn::status_code> code) const; // 5.7.606, 5.7.other, 5.other, 2.other, none
    bool has_rule(std::string_view pack, std::string_view rule) const;
    // Would a refusal of today be counted as this one? `address`: the one that a refusal named, "" for none.
    bool has_ban(const count::ban& ban, std::string_view address) const;

    using names = std::set<std::string, std::less<>>;
    const names& egress_ips() const { return egress_ips_; }
    const names& log_inputs() const { return log_inputs_; }

private:
    names egress_ips_;
    names streams_;
    names sending_domains_; // in lower case
    names log_inputs_;
    names providers_;
    names blocklists_;
    std::set<dsn::status_code> statuses_;                              // those that a rule names one by one
    std::map<std::pair<std::string, std::string>, std::string> rules_; // by pack and id: the list that it is about
};

std::string_view protocol_label(std::string_view protocol);
std::string_view session_result_label(std::string_view result);
std::string_view limit_label(std::string_view limit);
std::string reply_code_label(unsigned code);
std::span<const std::string_view> protocol_labels();
std::span<const std::string_view> session_result_labels();
std::span<const std::string_view> limit_labels();

} // namespace recoil::sink
