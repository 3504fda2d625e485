#include "daemon/cli/event_facts.hpp"

#include "classify/taxonomy.hpp"
#include "daemon/cli/time_text.hpp"

#include <algorithm>
#include <utility>

namespace recoil::cli {

namespace {

namespace json = boost::json;

std::string_view text(const json::object& event, std::string_view key)
{
    const json::value* value = event.if_contains(key);
    return value != nullptr && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

bool is(const json::object& event, std::string_view key, bool wanted)
{
    const json::value* value = event.if_contains(key);
    return value != nullptr && value->is_bool() && value->get_bool() == wanted;
}

std::optional<time_point> time_of(const json::object& event, std::string_view source)
{
    const auto received = parse_rfc3339(text(event, "time"));
    if (source != "postfix_log" && source != "cli")
        return received;
    const auto occurred = parse_rfc3339(text(event, "occurred_at"));
    return occurred && received ? std::min(*occurred, *received) : received;
}

} // namespace

event_facts::event_facts(const json::object& event)
{
    const std::pair<std::string_view, std::string_view*> texts[] = {
        {"id", &id},         {"source", &source},         {"kind", &kind},
        {"action", &action}, {"origin", &origin},         {"category", &category},
        {"reason", &reason}, {"provider", &provider},     {"recipient_domain", &recipient_domain},
        {"stream", &stream}, {"status", &status},         {"sending_ip", &sending_ip},
        {"pool", &pool},     {"delist_url", &delist_url},
    };
    for (const auto& [key, value] : texts)
        *value = text(event, key);
    counted = is(event, "counted", true);
    duplicate = is(event, "duplicate", true);
    late = is(event, "late", true);
    forged = is(event, "authentic", false);
    suppress = is(event, "suppress", true);
    time = time_of(event, source);
}

bool event_facts::banned() const
{
    return classify::is_ban(category);
}

bool event_facts::counts() const
{
    if (duplicate || forged || late)
        return false;
    return counted || source == "cli" || !(failed() || delayed());
}

} // namespace recoil::cli
