#include "daemon/http_access.hpp"

#include "config/address.hpp"
#include "mime/transfer_decoder.hpp"
#include "util/ascii.hpp"
#include "util/hmac.hpp"
#include "util/ip_address.hpp"
#include "util/ip_network.hpp"

#include <optional>
#include <string>

namespace recoil {

namespace {

// What follows the name of an authentication scheme (RFC 9110 11.4); nothing where it is another one.
std::optional<std::string_view> credentials(std::string_view field, std::string_view scheme)
{
    const std::string_view named = field.substr(0, scheme.size());
    if (!ascii::iequals(named, scheme) || field.size() == named.size() || field[named.size()] != ' ')
        return std::nullopt;
    return ascii::trim(field.substr(named.size()));
}

std::string password_of(std::string_view encoded)
{
    std::string user_and_password;
    mime::transfer_decoder decoder(mime::transfer_encoding::base64);
    decoder.feed(encoded, user_and_password);
    decoder.finish(user_and_password);
    const std::size_t colon = user_and_password.find(':');
    return colon == std::string::npos ? "" : user_and_password.substr(colon + 1);
}

bool opens(std::string_view authorization, std::string_view token)
{
    if (const auto given = credentials(authorization, "Bearer"))
        return equal_secrets(*given, token);
    if (const auto encoded = credentials(authorization, "Basic"))
        return equal_secrets(password_of(*encoded), token);
    return false;
}

// host, host:port, [IPv6] or [IPv6]:port (RFC 9110 7.2)
std::string_view name_of(std::string_view host)
{
    if (const std::size_t end = host.find(']'); host.starts_with('['))
        return end == std::string_view::npos ? "" : host.substr(1, end - 1);
    return host.substr(0, host.find(':'));
}

bool is_name_of_ours(std::string_view host)
{
    const std::string_view name = name_of(host);
    return host.empty() || ascii::iequals(name, "localhost") || parse_ip(name).has_value();
}

} // namespace

http_access access_to_status(const http_request_facts& request, bool loopback, std::string_view token)
{
    if (!token.empty())
        return opens(request.authorization, token) ? http_access::granted : http_access::token_asked;
    if (!loopback)
        return http_access::no_token_known;
    return is_name_of_ours(request.host) ? http_access::granted : http_access::wrong_name;
}

bool is_loopback(std::string_view address)
{
    constexpr std::string_view networks[] = {"127.0.0.0/8", "::1"};
    const auto parsed = config::parse_address(address);
    const auto octets = parsed && !parsed->is_unix ? parse_ip(parsed->host) : std::nullopt;
    for (const std::string_view network : networks) {
        if (octets && ip_network::parse(network)->contains(*octets))
            return true;
    }
    return false;
}

} // namespace recoil
