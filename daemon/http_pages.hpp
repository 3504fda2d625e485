// What is answered under which path: /metrics and the probes, the runbooks, and the status page as HTML and as JSON.
// No sockets: http_endpoint.hpp has them.
#pragma once

#include "daemon/http_access.hpp"
#include "status/board.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil {

struct http_answers {                     // all are called on the endpoint's thread
    std::function<std::string()> metrics; // the exposition
    std::function<bool()> healthy;        // the loops turn
    std::function<bool()> ready;          // a message would be accepted now
    std::function<status::board()> board;
    std::function<std::string()> token; // that opens the status page; "" is none
    bool loopback = true;               // nobody on another host can connect
};

struct http_page {
    unsigned status = 200;
    std::string_view type = "text/plain; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string_view, std::string>> fields{}; // besides Content-Type and those of every page
};

class http_pages {
public:
    explicit http_pages(http_answers answers);

    http_page get(std::string_view target, const http_request_facts& request) const;

private:
    http_page status_page(std::string_view path, std::string_view query, const http_request_facts& request) const;

    http_answers answers_;
    std::string policy_; // Content-Security-Policy of the page
};

// Of every answer: it is not kept, not taken for something else, not shown inside another page, and tells nobody where
// the reader came from.
std::vector<std::pair<std::string_view, std::string_view>> common_fields();

} // namespace recoil
