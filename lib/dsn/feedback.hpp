// What a feedback report says of a complaint (RFC 5965, RFC 6591 of failed authentication), besides what a delivery
// report says as well and `report` holds. Plain values; every text is valid UTF-8; absent is empty.
#pragma once

#include <string>
#include <vector>

namespace recoil::dsn {

struct feedback {
    // Lower case: abuse, fraud, virus, other, not-spam, auth-failure, opt-out, opt-out-list, miscategorized, or another
    // token of at most 64 octets.
    std::string type;
    std::string auth_failure;    // RFC 6591 3.1, the check that failed: adsp, bodyhash, revoked, signature, spf, dmarc
    std::string source_ip;       // canonical
    std::string reported_domain; // lower case
    std::vector<std::string> original_recipients; // Original-Rcpt-To, each once
    std::string removal_recipient;                // Removal-Recipient
    std::string returned_recipient;               // what the returned message says: X-HmXmrOriginalRecipient
    std::string user_agent;
    std::vector<std::string> authentication_results; // at most 8

    bool operator==(const feedback&) const = default;
};

// Who complains, by the best that the report says: the Original-Rcpt-To, else the Removal-Recipient, else the one that
// the returned message names. Empty where all of it was redacted.
std::vector<std::string> complainants(const feedback& complaint);

} // namespace recoil::dsn
