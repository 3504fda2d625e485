#include "status/recent_outcomes.hpp"

#include "classify/taxonomy.hpp"
#include "status/address_mask.hpp"
#include "status/bounded_text.hpp"
#include "util/ip_address.hpp"

#include <algorithm>
#include <utility>

namespace recoil::status {

namespace {

std::string masked_reply(const std::string& reply, const std::string& recipient, const std::string& original_recipient)
{
    return mask_addresses(mask_addresses(whole_words(reply), recipient), original_recipient);
}

void mask(failure& f)
{
    f.diagnostic = masked_reply(f.diagnostic, f.recipient, f.original_recipient);
    f.recipient = mask_address(whole_words(f.recipient));
    f.original_recipient = mask_address(whole_words(f.original_recipient));
}

void cut(failure& f)
{
    for (std::string* text : {&f.diagnostic, &f.recipient, &f.original_recipient})
        *text = shown(*text);
}

} // namespace

void recent_outcomes::failed(const sink::counted_failure& f)
{
    const event::record& e = f.record;
    const bool final = e.action == dsn::action::failed;
    const traffic one = final ? traffic{1, 0, 0} : traffic{0, 1, 0};
    std::string form = f.asked ? unclassified_samples::form_of(f) : ""; // here, since every loop waits for the lock
    const std::scoped_lock lock(mutex_);
    categories_.add(f.category, one, known_at(e), e.time);
    providers_.add(f.provider, one, known_at(e), e.time);
    if (f.asked && classify::is_ban(f.category))
        note_ban(f);
    if (final)
        failures_.add(f);
    if (!form.empty())
        unclassified_.add(f, std::move(form));
}

void recent_outcomes::note_ban(const sink::counted_failure& f)
{
    ban_note& note =
        bans_[{std::string(f.provider), std::string(f.sending_ip), std::string(f.category), std::string(f.reason)}];
    ++note.refusals;
    if (f.record.cause) {
        note.pack = f.record.cause->pack;
        note.rule = f.record.cause->rule;
    }
    const bool in_session = f.record.origin == event::origin::session;
    if (in_session)
        note.refused_us = std::max(note.refused_us.value_or(time_point::min()), happened_at(f.record));
    if (auto address = canonical_ip(f.record.sending_ip); address && (in_session || !note.refused_us))
        note.address = std::move(*address);
}

void recent_outcomes::delivered(const event::record& e, std::string_view provider)
{
    const std::scoped_lock lock(mutex_);
    providers_.add(provider, {0, 0, 1}, known_at(e), e.time);
}

recent_outcomes::memory recent_outcomes::recall(time_point now, bool masked) const
{
    memory found;
    std::vector<unclassified_samples::sample> samples;
    {
        const std::scoped_lock lock(mutex_);
        found.categories = categories_.rows(now);
        found.providers = providers_.rows(now);
        found.failures.assign(failures_.list().begin(), failures_.list().end());
        samples = unclassified_.list();
        found.bans = bans_;
    }
    for (failure& f : found.failures) {
        if (masked)
            mask(f);
        cut(f);
    }
    for (unclassified_samples::sample& s : samples) {
        if (masked)
            s.shown.text = masked_reply(s.shown.text, s.recipient, s.original_recipient);
        s.shown.text = shown(s.shown.text);
        found.unclassified.push_back(std::move(s.shown));
    }
    return found;
}

ban_notes recent_outcomes::bans() const
{
    const std::scoped_lock lock(mutex_);
    return bans_;
}

void recent_outcomes::restore(const count::ban& of, ban_note note)
{
    const std::scoped_lock lock(mutex_);
    bans_.try_emplace(of, std::move(note));
}

} // namespace recoil::status
