#include "daemon/cli/verdict_table.hpp"

#include "classify/taxonomy.hpp"
#include "daemon/cli/event_source.hpp"
#include "util/utf8.hpp"

#include <string_view>
#include <utility>

namespace recoil::cli {

namespace {

// Enough for most; a longer value pushes the rest of its line to the right.
constexpr std::size_t recipient_width = 30;
constexpr std::size_t status_width = 9;
constexpr std::size_t provider_width = 16;
constexpr std::size_t reason_width = 36;
constexpr std::size_t label_width = 12;
constexpr std::size_t indent = 2;

std::string cause_of(const verdict_row& row)
{
    return row.category.empty() ? row.action : row.category + "/" + row.reason;
}

colour colour_of(const verdict_row& row)
{
    if (classify::is_ban(row.category))
        return colour::red;
    if (row.category == "bad_address")
        return colour::yellow;
    return row.category.empty() ? colour::green : colour::bold;
}

std::string list_note(const verdict_row& row)
{
    if (row.list_action == "suppress")
        return "stop mailing this address";
    if (row.list_action == "unsubscribe")
        return "treat it as an unsubscribe";
    return row.category.empty() ? "" : "keep the address";
}

} // namespace

verdict_row row_of(const event::record& record)
{
    verdict_row row;
    row.recipient = record.recipient;
    row.action = record.action ? dsn::name(*record.action) : dsn::name(record.kind);
    row.status = record.status ? dsn::to_string(*record.status) : "";
    row.provider = record.provider;
    row.sending_ip = record.sending_ip;
    row.diagnostic = record.diagnostic;
    if (record.cause) {
        row.category = record.cause->category;
        row.reason = record.cause->reason;
        row.fix_owner = name(record.cause->fix_owner);
        row.list_action = name(record.cause->list_action);
        row.delist_url = record.cause->delist_url;
        row.meaning = record.cause->meaning;
        row.advice = record.cause->advice;
    }
    return row;
}

verdict_row row_of(const boost::json::object& event)
{
    verdict_row row;
    const std::pair<const char*, std::string*> fields[] = {
        {"recipient", &row.recipient},   {"action", &row.action},           {"status", &row.status},
        {"category", &row.category},     {"reason", &row.reason},           {"provider", &row.provider},
        {"fix_owner", &row.fix_owner},   {"list_action", &row.list_action}, {"sending_ip", &row.sending_ip},
        {"delist_url", &row.delist_url}, {"diagnostic", &row.diagnostic},   {"meaning", &row.meaning},
        {"advice", &row.advice},
    };
    for (const auto& [key, value] : fields)
        *value = text_of(event, key);
    if (row.action.empty())
        row.action = text_of(event, "kind");
    return row;
}

std::string verdict_table::heading() const
{
    const std::string line = pad("RECIPIENT", recipient_width) + " " + pad("STATUS", status_width) + " " +
                             pad("PROVIDER", provider_width) + " " + pad("REASON", reason_width) + " " +
                             "WHO MUST FIX IT";
    return out_.paint(colour::bold, line) + "\n";
}

std::string verdict_table::block(const verdict_row& row) const
{
    const auto shown = [](std::string_view text) {
        return text.empty() ? std::string("-") : utf8::escape_controls(text);
    };
    std::string text = pad(shown(row.recipient), recipient_width) + " " + pad(shown(row.status), status_width) + " " +
                       pad(shown(row.provider), provider_width) + " " +
                       out_.paint(colour_of(row), pad(shown(cause_of(row)), reason_width)) + " " +
                       shown(row.fix_owner) + "\n";
    const std::pair<std::string_view, std::string> details[] = {
        {"reply", row.diagnostic},      {"means", row.meaning},        {"do", row.advice},
        {"sending IP", row.sending_ip}, {"delist at", row.delist_url}, {"list", list_note(row)},
    };
    for (const auto& [label, value] : details)
        text += labelled(out_, std::string(indent, ' ') + pad(label, label_width), value);
    return text + "\n";
}

} // namespace recoil::cli
