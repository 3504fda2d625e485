// GET and HEAD over HTTP/1.1 (RFC 9110, RFC 9112), for Prometheus, for probes and for people: what is answered stands
// in http_pages.hpp. On a loop and a thread of its own: a scrape of many series never delays mail.
//
// At most 32 connections, requests of at most 8 KiB without a body, 10 s for each request and each answer.
#pragma once

#include "daemon/http_pages.hpp"
#include "daemon/listening_socket.hpp"

#include <memory>
#include <string>

namespace recoil {

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
