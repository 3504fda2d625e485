#include "status/unclassified_samples.hpp"

#include "classify/normal_form.hpp"
#include "status/bounded_text.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace recoil::status {

std::string unclassified_samples::form_of(const sink::counted_failure& f)
{
    return f.reason == "unknown" ? classify::normal_form(f.record.diagnostic) : "";
}

void unclassified_samples::add(const sink::counted_failure& f, std::string form)
{
    const event::record& e = f.record;
    const auto known = std::ranges::find(samples_, form, &sample::form);
    if (known != samples_.end()) {
        samples_.splice(samples_.begin(), samples_, known);
    } else {
        if (samples_.size() == capacity)
            samples_.pop_back();
        samples_.emplace_front().form = std::move(form);
    }
    sample& latest = samples_.front();
    latest.recipient = kept(e.recipient);
    latest.original_recipient = kept(e.original_recipient);
    latest.shown.text = kept(e.diagnostic);
    latest.shown.provider = f.provider;
    latest.shown.last_seen = e.time;
    ++latest.shown.count;
}

std::vector<unclassified_samples::sample> unclassified_samples::list() const
{
    std::vector<sample> all(samples_.begin(), samples_.end());
    std::ranges::sort(all, {}, [](const sample& s) { return std::pair(~s.shown.count, std::string_view(s.form)); });
    return all;
}

} // namespace recoil::status
