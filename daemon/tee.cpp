#include "daemon/tee.hpp"

#include "daemon/host.hpp"
#include "daemon/log.hpp"

#include <exception>
#include <utility>
#include <variant>

namespace recoil {

std::size_t header_end::take(std::string_view piece)
{
    std::size_t taken = 0;
    while (!found_ && taken < piece.size()) {
        const char c = piece[taken++];
        if (c == '\n') {
            found_ = line_is_empty_ && has_lines_;
            line_is_empty_ = true;
        } else if (c != '\r') {
            line_is_empty_ = false;
            has_lines_ = true;
        }
    }
    return taken;
}

void tee::take(proto::proxy_event& event)
{
    try {
        std::visit([this](auto& e) { obey(e); }, event);
    } catch (const std::exception& e) {
        transaction_.reset();
        log::error("proxy: a message passed that could not be classified: {}", e.what());
    }
}

void tee::obey(proto::mail_from& e)
{
    transaction_.emplace(shared_.current.load()->context, event::source::proxy);
    transaction_->mail_from(std::move(e.address));
    header_ = {};
    bytes_ = 0;
    ordinary_ = false;
}

void tee::obey(proto::rcpt_to& e)
{
    if (transaction_)
        transaction_->rcpt_to(std::move(e.address));
}

void tee::obey(const proto::content& e)
{
    bytes_ += e.bytes.size();
    if (!transaction_ || ordinary_)
        return;
    std::string_view rest = e.bytes;
    if (!header_.found()) {
        const std::string_view piece = rest.substr(0, header_.take(rest));
        transaction_->content(piece);
        rest.remove_prefix(piece.size());
        ordinary_ = header_.found() && !transaction_->may_be_notice();
    }
    if (!ordinary_ && !rest.empty())
        transaction_->content(rest);
}

void tee::obey(const proto::end_of_message&)
{
    if (!transaction_)
        return;
    if (ordinary_)
        observed_.ordinary(event::source::proxy, bytes_);
    else
        observed_.take(transaction_->finish(wall_clock()));
    transaction_.reset();
}

} // namespace recoil
