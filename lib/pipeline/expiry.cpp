#include "pipeline/expiry.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <string_view>

namespace recoil::pipeline {

namespace {

constexpr std::string_view words[] = {
    "message expired",
    "envelope expired",
    "retry timeout exceeded",
    "retry time not reached for any host after a long failure period",
    "could not be delivered for",
    "queue lifetime",
};

bool class_four(const std::optional<dsn::status_code>& status)
{
    return status && status->klass == 4;
}

} // namespace

bool expired_in_queue(const dsn::recipient_report& recipient)
{
    if (recipient.action != dsn::action::failed)
        return false;
    const dsn::reply& answer = recipient.answer;
    if (answer.code && *answer.code < 500)
        return true;
    if (class_four(answer.status) || (!answer.status && class_four(recipient.status)))
        return true;
    return std::ranges::any_of(words, [&](std::string_view w) {
        return ascii::ifind(answer.text, w) != std::string_view::npos ||
               ascii::ifind(recipient.diagnostic, w) != std::string_view::npos;
    });
}

} // namespace recoil::pipeline
