// Return paths as a sender signs them: by the words of docs/authenticity.md and not by the code that reads them.
#pragma once

#include "util/ascii.hpp"
#include "util/hmac.hpp"

#include <chrono>
#include <cstdio>
#include <string>

namespace recoil::test {

inline long day_number(std::chrono::sys_days day)
{
    return day.time_since_epoch().count();
}

// "b+kim=example.net@example.com" -> "b+kim=example.net+20000-0123456789abcdef@example.com"
inline std::string sign(const std::string& key, const std::string& address, std::chrono::sys_days day,
                        char delimiter = '+')
{
    const std::size_t at = address.rfind('@');
    const std::string local = address.substr(0, at) + delimiter + std::to_string(day_number(day));
    const std::string domain = address.substr(at);
    return local + "-" + hmac_sha256(key, ascii::to_lower(local + domain)).substr(0, 16) + domain;
}

// "news@example.com" -> "prvs=0007abcdef=news@example.com"; `expires` is the last day on which it counts.
inline std::string sign_batv(const std::string& key, const std::string& address, std::chrono::sys_days expires,
                             int key_number = 0)
{
    char tag[16];
    std::snprintf(tag, sizeof tag, "%d%03ld", key_number, day_number(expires) % 1000);
    return "prvs=" + std::string(tag) + hmac_sha1(key, tag + address).substr(0, 6) + "=" + address;
}

} // namespace recoil::test
