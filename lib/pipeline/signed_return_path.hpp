// Return paths that only a holder of a key can have made, so that a bounce to one is a bounce of our mail. Two forms:
//
//   LOCAL+DAY-MAC@DOMAIN      recoil's own. DAY is the day of signing, counted from 1970-01-01 UTC, in decimal. MAC is
//                             the first 16 hexadecimal digits of HMAC-SHA-256 of "LOCAL+DAY@DOMAIN" in lower case. In
//                             place of '+' may stand '-', '=' or '.', whatever separates an address's extension.
//   prvs=KDDDSSSSSS=ADDRESS   BATV (draft-levine-smtp-batv-01): K is a digit that names a key, DDD are the last three
//                             digits of the day on which it expires, SSSSSS is the first 6 hexadecimal digits of
//                             HMAC-SHA-1 of "KDDDADDRESS".
//
// docs/authenticity.md shows how to make them. The first signs a VERP address with the recipient in it: whoever got
// mail from us can report his own address and nobody else's.
#pragma once

#include "util/clock.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::pipeline {

struct signing_key {
    std::string secret;
    std::chrono::sys_days since{}; // what was signed on an earlier day is not signed with this key
};

enum class signature {
    absent,  // neither form
    wrong,   // of no key of ours
    expired, // of a key of ours, but too old, or of a day that is yet to come
    valid,
};

struct signed_return_path {
    signature state = signature::absent;
    std::string plain;   // the address without its signature, in all states
    std::size_t key = 0; // where it is expired or valid: which one signed
    bool batv = false;   // 24 bits, which can be found by trying
};

// Immutable. Nothing that it returns tells of a secret.
class return_path_keys {
public:
    // `max_age`: how long after its day a signature of the first form counts, and how far ahead BATV may expire.
    return_path_keys(std::vector<signing_key> keys, std::chrono::seconds max_age);

    // At most 512 octets are looked at; a longer address has no signature. Case does not matter.
    signed_return_path examine(std::string_view address, time_point now) const;

    // Mail that was sent before the first key was in use may still bounce.
    bool unsigned_mail_may_bounce(time_point now) const;

private:
    std::vector<signing_key> keys_;
    std::chrono::seconds max_age_;
};

} // namespace recoil::pipeline
