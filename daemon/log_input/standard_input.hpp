// Lines from standard input: a pipe, a terminal or a file. It has no position. At its end the input is over, and a last
// line without an end is still a line.
#pragma once

#include "daemon/log_input.hpp"
#include "daemon/log_input/line_cutter.hpp"

#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace recoil {

class standard_input : public log_input {
public:
    // `descriptor` is not closed, and its flags stay as they are: others may share it.
    explicit standard_input(const net::executor& loop, int descriptor = 0);

    net::task<std::optional<log_batch>> next() override;
    void committed(const std::string&) override {}
    void stop() override;
    std::string name() const override { return "stdin"; }

private:
    void watch();
    std::uint64_t unread() const;

    net::executor loop_;
    int descriptor_;
    net::asio::posix::basic_stream_descriptor<net::executor> readable_; // an epoll(7) of `descriptor_` alone
    line_cutter cutter_;
    bool over_ = false;
};

} // namespace recoil
