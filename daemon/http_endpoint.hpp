// GET and HEAD of /metrics, /-/healthy and /-/ready over HTTP/1.1 (RFC 9110, RFC 9112), for Prometheus and for probes.
// On a loop and a thread of its own: a scrape of many series never delays mail.
//
// At most 32 connections, requests of at most 8 KiB without a body, 10 s for each request and each answer.
#pragma once

#include "daemon/listening_socket.hpp"

#include <functional>
#include <memory>
#include <string>

namespace recoil {

// All are called on the endpoint's thread.
struct http_answers {
    std::function<std::string()> metrics; // the exposition
    std::function<bool()> healthy;        // the loops turn
    std::function<bool()> ready;          // a message would be accepted now
};

class http_endpoint {
public:
    http_endpoint(listening_socket socket, http_answers answers);
    ~http_endpoint(); // breaks off what is under way

    std::string address() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace recoil
