// A dialogue of a client with a next hop through a proxy session, written as it would be read aloud:
//
//   proxied().client("NOOP\r\n").passed("NOOP\r\n").next_hop("250 OK\r\n").replied("250 OK").play();
//
// What each peer says is joined; what the client is sent and the events are expected in the order written, and so is
// all that the next hop is sent. play() replays the dialogue whole, byte by byte, and with either peer's octets cut in
// two at every offset, and fails the test where any of them differs.
#pragma once

#include "proto/proxy_session.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace recoil::test {

class proxy_script {
public:
    explicit proxy_script(proto::proxy_options options);

    proxy_script& client(std::string_view bytes);
    proxy_script& next_hop(std::string_view bytes);
    proxy_script& passed(std::string_view bytes); // to the next hop
    proxy_script& replied(std::string_view line); // to the client, without its CRLF
    proxy_script& event(const proto::proxy_event& event);
    proxy_script& step(std::string_view line, std::string_view answer); // a command and its one-line reply, both passed
    // The driver's ending, when the peers have no more to say: &proto::proxy_session::client_lost.
    proxy_script& end(void (proto::proxy_session::*act)());

    void play() const;

private:
    struct result;
    using pieces = std::vector<std::string_view>;
    result replay(const pieces& client, const pieces& next_hop) const;

    proto::proxy_options options_;
    std::string client_;
    std::string next_hop_;
    std::string passed_;
    std::vector<std::string> expected_;
    std::vector<void (proto::proxy_session::*)()> endings_;
};

proto::proxy_options proxy_options(); // host "mx.example.org", all else as by default

proxy_script proxied(proto::proxy_options options = proxy_options()); // the next hop has greeted
// A session in which MAIL and RCPT were said and accepted.
proxy_script proxied_with_recipient();
// The same, and DATA was.
proxy_script proxied_data();

} // namespace recoil::test
