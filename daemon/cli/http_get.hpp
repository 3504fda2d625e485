// One HTTP request to a local recoild.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace recoil::cli {

struct http_answer {
    unsigned status = 0; // 0: there was no answer, and `error` says why
    std::string body;    // at most 1 MiB
    std::string error;
};

http_answer http_get(const std::string& ip, std::uint16_t port, const std::string& target,
                     std::chrono::seconds timeout);

} // namespace recoil::cli
