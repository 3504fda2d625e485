#include "daemon/cli/time_series.hpp"

#include <algorithm>

namespace recoil::cli {

namespace {

using seconds = std::chrono::seconds;

std::int64_t mark_of(time_point time, std::size_t step)
{
    return std::chrono::floor<seconds>(time).time_since_epoch() / time_steps[step];
}

} // namespace

std::size_t step_for(time_point first, time_point last, std::size_t marks)
{
    std::size_t step = 0;
    while (step + 1 < time_steps.size() &&
           static_cast<std::size_t>(mark_of(last, step) - mark_of(first, step)) + 1 > marks)
        ++step;
    return step;
}

void time_series::add(time_point time)
{
    if (marks_.empty())
        first_ = mark_of(time, step_);
    for (;; make_room(mark_of(time, step_))) {
        const std::int64_t at = mark_of(time, step_) - first_;
        if (at < 0 || at >= static_cast<std::int64_t>(most_marks))
            continue;
        marks_.resize(std::max(marks_.size(), static_cast<std::size_t>(at) + 1));
        ++marks_[static_cast<std::size_t>(at)];
        return;
    }
}

// Begins earlier, or makes the marks coarser; one of the two is enough in the end.
void time_series::make_room(std::int64_t mark)
{
    const std::int64_t missing = first_ - mark;
    if (missing > 0 && marks_.size() + static_cast<std::size_t>(missing) <= most_marks) {
        marks_.insert(marks_.begin(), static_cast<std::size_t>(missing), 0);
        first_ = mark;
        return;
    }
    const std::int64_t ratio = time_steps[step_ + 1] / time_steps[step_];
    const std::int64_t first = first_ / ratio;
    std::vector<std::uint32_t> coarser;
    for (std::size_t i = 0; i < marks_.size(); ++i) {
        const auto at = static_cast<std::size_t>((first_ + static_cast<std::int64_t>(i)) / ratio - first);
        coarser.resize(at + 1);
        coarser[at] += marks_[i];
    }
    marks_ = std::move(coarser);
    first_ = first;
    ++step_;
}

std::vector<std::uint64_t> time_series::counts(std::size_t step, time_point first, time_point last) const
{
    const std::int64_t begin = mark_of(first, step);
    std::vector<std::uint64_t> result(static_cast<std::size_t>(mark_of(last, step) - begin) + 1);
    const std::int64_t ratio = time_steps[step] / time_steps[step_];
    for (std::size_t i = 0; i < marks_.size(); ++i)
        result[static_cast<std::size_t>((first_ + static_cast<std::int64_t>(i)) / ratio - begin)] += marks_[i];
    return result;
}

} // namespace recoil::cli
