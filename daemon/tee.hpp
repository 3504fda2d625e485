// The copy of the message that is passing through a proxy session: classified when the next hop has accepted it. Memory
// is bounded by the transaction, and whatever goes wrong here is no matter of the session's.
#pragma once

#include "daemon/host.hpp"
#include "daemon/log.hpp"
#include "daemon/observed_events.hpp"
#include "daemon/serve.hpp"
#include "proto/proxy_session.hpp"

#include <exception>
#include <optional>
#include <utility>
#include <variant>

namespace recoil {

class tee {
public:
    tee(const services& shared, observed_events& observed) : shared_(shared), observed_(observed) {}

    void take(proto::proxy_event& event)
    {
        try {
            std::visit(*this, event);
        } catch (const std::exception& e) {
            transaction_.reset();
            log::error("proxy: a message passed that could not be classified: {}", e.what());
        }
    }

    void operator()(proto::mail_from& e)
    {
        transaction_.emplace(shared_.current.load()->context, event::source::proxy);
        transaction_->mail_from(std::move(e.address));
    }
    void operator()(proto::rcpt_to& e)
    {
        if (transaction_)
            transaction_->rcpt_to(std::move(e.address));
    }
    void operator()(const proto::content& e)
    {
        if (transaction_)
            transaction_->content(e.bytes);
    }
    void operator()(const proto::end_of_message&)
    {
        if (transaction_)
            observed_.take(transaction_->finish(wall_clock()));
        transaction_.reset();
    }
    void operator()(const proto::aborted&) { transaction_.reset(); }
    void operator()(const proto::limit_reached& e) { shared_.metrics.limit_hit(e.name); }
    // The loop's own.
    void operator()(const proto::need_client&) {}
    void operator()(const proto::need_next_hop&) {}
    void operator()(const proto::need_output&) {}
    void operator()(const proto::closed&) {}

private:
    const services& shared_;
    observed_events& observed_;
    std::optional<pipeline::transaction> transaction_;
};

} // namespace recoil
