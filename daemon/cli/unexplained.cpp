#include "daemon/cli/unexplained.hpp"

#include "classify/normal_form.hpp"
#include "daemon/cli/event_source.hpp"
#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <utility>

namespace recoil::cli {

namespace {

constexpr std::string_view mailbox_mask = "mailbox@invalid"; // the normal form knows an address

bool is_name_octet(char c)
{
    return ascii::is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '@' || (c & 0x80) != 0;
}

// In brackets or quotes a word is a name, whatever it says elsewhere.
bool enclosed(std::string_view text, std::size_t at, std::size_t size)
{
    if (at == 0 || at + size == text.size())
        return false;
    const std::string_view open = "<\"'([";
    const std::string_view close = ">\"')]";
    const auto kind = open.find(text[at - 1]);
    return kind != std::string_view::npos && close[kind] == text[at + size];
}

bool stands_alone(std::string_view text, std::size_t at, std::size_t size)
{
    return (at == 0 || !is_name_octet(text[at - 1])) && (at + size == text.size() || !is_name_octet(text[at + size]));
}

bool only_code(const outcome& o)
{
    return o.evidence == "status" || o.evidence == "reply_code";
}

} // namespace

std::string without_mailbox(std::string_view reply, std::string_view recipient)
{
    const std::string_view mailbox = recipient.substr(0, recipient.rfind('@'));
    const bool telling = !std::ranges::all_of(mailbox, ascii::is_alpha); // no word of a sentence
    std::string text;
    while (!mailbox.empty()) {
        const std::size_t at = ascii::ifind(reply, mailbox);
        if (at == std::string_view::npos)
            break;
        const bool is_name =
            (telling && stands_alone(reply, at, mailbox.size())) || enclosed(reply, at, mailbox.size());
        text += reply.substr(0, at);
        text += is_name ? mailbox_mask : reply.substr(at, mailbox.size());
        reply.remove_prefix(at + mailbox.size());
    }
    return text.append(reply);
}

void name_counts::add(const std::string& name)
{
    if (name.empty())
        return;
    const auto found = counts_.find(name);
    if (found != counts_.end())
        ++found->second;
    else if (counts_.size() < most)
        counts_.emplace(name, 1);
    else
        ++others_;
}

std::string name_counts::described(std::size_t shown) const
{
    std::vector<std::pair<std::string, std::uint64_t>> rows(counts_.begin(), counts_.end());
    std::ranges::sort(rows, {}, [](const auto& row) { return std::pair(~row.second, std::string_view(row.first)); });
    std::string text;
    std::uint64_t rest = others_;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i < shown)
            text += (i == 0 ? "" : ", ") + utf8::escape_controls(rows[i].first) + " " + std::to_string(rows[i].second);
        else
            rest += rows[i].second;
    }
    return rest == 0 ? text : text + " and others " + std::to_string(rest);
}

void unexplained::add(const boost::json::object& event)
{
    const auto failure = past_failure_of(event);
    if (!failure)
        return;
    ++failures;
    const outcome verdict = judge_.of(*failure);
    const bool nothing = verdict.category == "unknown";
    if (!nothing && !only_code(verdict))
        return;
    ++(nothing ? unknown : by_code);
    const dsn::recipient_report& recipient = failure->recipient();
    std::string form = classify::normal_form(without_mailbox(recipient.answer.text, recipient.recipient));
    const std::string key = (nothing ? "" : verdict.rule) + "\n" + form;
    unexplained_reply& row = rows_.add(key, [&] {
        unexplained_reply r;
        r.reply = std::move(form);
        r.by_code = !nothing;
        r.verdict = verdict;
        r.status = text_of(event, "status");
        r.first_time = text_of(event, "time");
        return r;
    });
    row.providers.add(verdict.provider);
    row.hosts.add(std::string(utf8::prefix(recipient.remote_mta, 255)));
}

std::vector<const unexplained_reply*> unexplained::replies(std::uint64_t most) const
{
    std::vector<const unexplained_reply*> all;
    for (const bool by_code_alone : {false, true}) {
        std::uint64_t taken = 0;
        for (const auto* entry : rows_.sorted())
            if (entry->second.by_code == by_code_alone && (most == 0 || taken++ < most))
                all.push_back(&entry->second);
    }
    return all;
}

} // namespace recoil::cli
