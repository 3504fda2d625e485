#include "pipeline/authenticity.hpp"

#include "mime/address.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::pipeline {

namespace {

constexpr std::string_view by_signature = "signed_return_path";
constexpr std::string_view by_domain = "sending_domains";

bool is_notice(dsn::kind kind)
{
    return kind == dsn::kind::dsn || kind == dsn::kind::nonstandard_bounce;
}

bool is_from_us(const context& context, const dsn::report& report)
{
    const auto is_ours = [&](const std::string& address) {
        const auto& ours = context.sending_domains;
        return std::ranges::find(ours, mime::domain_of(address)) != ours.end();
    };
    return is_ours(report.original.from) || is_ours(report.original.return_path);
}

} // namespace

authenticity::authenticity(const context& context, const dsn::report& report, std::span<const std::string> rcpt_to,
                           time_point now)
{
    for (const std::string& address : rcpt_to)
        find_return_path(context, address, place::envelope, now);
    for (const std::string* address : {&report.sender, &report.original.return_path})
        find_return_path(context, *address, place::content, now);
    if (report.kind == dsn::kind::log_line)
        signature_ = signature::absent; // our own log needs no proof
    const auto& keys = context.return_path_keys;
    all_is_signed_ = is_notice(report.kind) && keys && !keys->unsigned_mail_may_bounce(now);
    judge(context, report);
}

void authenticity::find_return_path(const context& context, std::string_view address, place where, time_point now)
{
    if (signature_ == signature::valid || address.empty())
        return;
    signed_return_path found{signature::absent, std::string(address)};
    if (context.return_path_keys)
        found = context.return_path_keys->examine(address, now);
    if (found.batv && where == place::content)
        found.state = signature::absent;
    signature_ = std::max(signature_, found.state);
    if (context.return_paths && (!return_path_ || found.state == signature::valid))
        return_path_ = context.return_paths->find(found.plain);
}

void authenticity::judge(const context& context, const dsn::report& report)
{
    const auto say = [&](bool authentic, std::string_view by) {
        authentic_ = authentic;
        by_ = by;
    };
    if (signature_ == signature::valid)
        return say(true, by_signature);
    if (is_notice(report.kind) && signature_ != signature::absent)
        return say(false, by_signature);
    if (all_is_signed_ && return_path_)
        return say(false, by_signature);
    if (report.original.present && !context.sending_domains.empty())
        say(is_from_us(context, report), by_domain);
}

bool authenticity::vouches_for(std::string_view recipient) const
{
    return signature_ == signature::valid && return_path_ && ascii::iequals(recipient, return_path_->recipient);
}

bool authenticity::covers(const event::record& record) const
{
    const bool names_somebody = signature_ == signature::valid && return_path_;
    return !names_somebody || vouches_for(record.recipient) || vouches_for(record.original_recipient);
}

bool authenticity::may_suppress(const event::record& record) const
{
    if (signature_ == signature::valid && return_path_)
        return vouches_for(record.recipient);
    return signature_ == signature::valid || !all_is_signed_;
}

void authenticity::add_to(event::record& record) const
{
    if (!authentic_ || !covers(record))
        return;
    record.authentic = authentic_;
    record.authentic_by = by_;
}

} // namespace recoil::pipeline
