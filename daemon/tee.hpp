// The copy of the message that is passing through a proxy session: classified when the next hop has accepted it. Memory
// is bounded by the transaction, and whatever goes wrong here is no matter of the session's. Mail whose header shows
// that it is no notice is not read on: before the queue that is nearly all.
#pragma once

#include "daemon/observed_events.hpp"
#include "daemon/serve.hpp"
#include "proto/proxy_session.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace recoil {

// Where the header ends: behind the first empty line that stands below another one.
class header_end {
public:
    // How many octets of `piece` belong to the header, with that line; none once it has ended.
    std::size_t take(std::string_view piece);
    bool found() const { return found_; }

private:
    bool found_ = false;
    bool has_lines_ = false;
    bool line_is_empty_ = true;
};

class tee {
public:
    tee(const services& shared, observed_events& observed) : shared_(shared), observed_(observed) {}

    void take(proto::proxy_event& event);

private:
    void obey(proto::mail_from& e);
    void obey(proto::rcpt_to& e);
    void obey(const proto::content& e);
    void obey(const proto::end_of_message&);
    void obey(const proto::aborted&) { transaction_.reset(); }
    void obey(const proto::limit_reached& e) { shared_.metrics.limit_hit(e.name); }
    // The loop's own.
    void obey(const proto::need_client&) {}
    void obey(const proto::need_next_hop&) {}
    void obey(const proto::need_output&) {}
    void obey(const proto::closed&) {}

    const services& shared_;
    observed_events& observed_;
    std::optional<pipeline::transaction> transaction_;
    header_end header_;
    std::size_t bytes_ = 0;
    bool ordinary_ = false; // the rest is not looked at
};

} // namespace recoil
