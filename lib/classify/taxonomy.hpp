// The closed vocabulary of causes: categories, reasons with their defaults, and who must act. The names are the public
// interface.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace recoil::classify {

enum class permanence : std::uint8_t { permanent, temporary, unknown };
enum class scope : std::uint8_t { recipient, recipient_domain, message, sender, sender_domain, sending_ip, session };
enum class fix_owner : std::uint8_t { sender, sender_admin, recipient, recipient_admin, provider, list_operator };
enum class list_action : std::uint8_t { none, suppress, unsubscribe, hold };
// What a verdict rests on, best first. The order is the rank of a rule's tier.
enum class evidence : std::uint8_t { token, text, code, range, generic_text, status, reply_code };

struct reason {
    std::string_view name;
    std::string_view category;
    classify::permanence permanence;
    classify::scope scope;
    classify::fix_owner fix_owner;
    bool address_is_dead; // may suppress: user_unknown, mailbox_disabled, mailbox_moved, address_syntax,
                          // domain_unknown, null_mx
    std::string_view meaning;
};

std::span<const reason> reasons();                // in the order of the taxonomy; `unknown` is the last
const reason* find_reason(std::string_view name); // null where there is none
std::string full_name(const reason& r);           // banned_ip/ip_blocklisted
std::span<const std::string_view> categories();
bool is_ban(std::string_view category);        // of an address (banned_ip), or of who sends (banned_sender)
std::span<const std::string_view> providers(); // who may refuse, without other, none, local and overflow

std::string_view name(permanence v);
std::string_view name(scope v);
std::string_view name(fix_owner v);
std::string_view name(list_action v);
std::string_view name(evidence v);
std::optional<permanence> parse_permanence(std::string_view text);
std::optional<scope> parse_scope(std::string_view text);
std::optional<fix_owner> parse_fix_owner(std::string_view text);

} // namespace recoil::classify
