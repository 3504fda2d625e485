// A syslog socket for TCP connections (RFC 6587), at most 100 of them. It has no position: what was received and not
// yet committed is lost where the daemon is killed; a relay such as rsyslog queues what it cannot send.
//
// While 1 MiB of lines waits for the consumer nothing is read, and the senders wait.
#pragma once

#include "config/log_source.hpp"
#include "daemon/log_input.hpp"

#include <memory>
#include <optional>
#include <string>

namespace recoil {

class syslog_connections : public log_input {
public:
    // Throws start_error where the address cannot be had.
    syslog_connections(const net::executor& loop, const config::syslog_address& address);
    ~syslog_connections() override;

    net::task<std::optional<log_batch>> next() override;
    void committed(const std::string&) override {}
    void stop() override;
    std::string name() const override { return name_; }

private:
    struct state;
    static net::task<void> serve(std::shared_ptr<state> s, std::shared_ptr<net::stream_socket> client);

    std::shared_ptr<state> state_;
    std::string name_;
};

} // namespace recoil
