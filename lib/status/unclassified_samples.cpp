#include "status/unclassified_samples.hpp"

#include "classify/normal_form.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace recoil::status {

void unclassified_samples::add(const sink::counted_failure& f)
{
    const event::record& e = f.record;
    if (f.reason != "unknown" || e.diagnostic.empty())
        return;
    std::string form = classify::normal_form(e.diagnostic);
    const auto known = std::ranges::find(samples_, form, &sample::form);
    if (known != samples_.end()) {
        samples_.splice(samples_.begin(), samples_, known);
    } else {
        if (samples_.size() == capacity)
            samples_.pop_back();
        samples_.emplace_front().form = std::move(form);
    }
    sample& latest = samples_.front();
    latest.mailbox = e.recipient;
    latest.shown.text = utf8::prefix(e.diagnostic, text_bytes);
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
