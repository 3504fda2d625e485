// A syslog socket for datagrams, UDP or unix. It has no position: what comes while recoil is down is lost.
//
// It always reads on, into 8 MiB of memory: syslog(3) waits for a unix socket that nobody reads, and the mailer with
// it. What comes while that is full is dropped, and the next batch says so; so are datagrams that the kernel dropped.
#pragma once

#include "config/log_source.hpp"
#include "daemon/log_input.hpp"

#include <memory>
#include <optional>
#include <string>

namespace recoil {

class syslog_datagrams : public log_input {
public:
    // Throws start_error where the address cannot be had.
    syslog_datagrams(const net::executor& loop, const config::syslog_address& address);
    ~syslog_datagrams() override;

    net::task<std::optional<log_batch>> next() override;
    void committed(const std::string&) override {}
    void stop() override;
    std::string name() const override { return name_; }

private:
    struct state;
    static net::task<void> read_loop(std::shared_ptr<state> s);

    std::shared_ptr<state> state_;
    std::string name_;
};

} // namespace recoil
