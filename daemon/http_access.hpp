// Who may see the status page. Pure: what is asked comes in, the decision comes out.
//
// Anybody may where it is served on a loopback address alone and no token is configured, but not by a name that
// somebody else gave to that address: else a page in the operator's own browser could read it (DNS rebinding). In all
// other cases the token opens it, as Authorization: Bearer (RFC 6750) or as the password of any user (RFC 7617), which
// is what a browser asks for.
#pragma once

#include <string_view>

namespace recoil {

enum class http_access {
    granted,
    token_asked,    // none was given, or not the right one
    no_token_known, // it takes one, and none is configured
    wrong_name,     // on a loopback address: the Host field is neither an IP address nor localhost
};

struct http_request_facts {
    std::string_view host;          // the field, with its port; "" where there is none (HTTP/1.0)
    std::string_view authorization; // the field; "" where there is none
};

// `token`: "" is none. `loopback`: nobody on another host can connect.
http_access access_to_status(const http_request_facts& request, bool loopback, std::string_view token);

// Of a listening address in the form of the configuration; a wildcard is none.
bool is_loopback(std::string_view address);

} // namespace recoil
