#include "pipeline/signed_return_path.hpp"

#include "util/ascii.hpp"
#include "util/hmac.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace recoil::pipeline {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::size_t longest_address = 512;
constexpr std::size_t longest_day = 6; // in digits: the year 4707 is far enough
constexpr std::size_t mac_digits = 16;
constexpr std::string_view batv_scheme = "prvs=";
constexpr std::size_t batv_day_digits = 4; // with the one before it that names a key
constexpr std::size_t batv_mac_digits = 6;
constexpr days clock_skew(1); // also: a host may sign by its local date

enum class form { own, batv };

struct signed_address {
    form type;
    std::string plain;
    std::string mac;     // in lower case
    std::string covered; // what the MAC is of
    sys_days day;        // of signing; of BATV that on which it expires
};

bool all_digits(std::string_view text)
{
    return std::ranges::all_of(text, ascii::is_digit);
}

bool all_hex(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return ascii::hex_value(c) >= 0; });
}

bool is_delimiter(char c)
{
    return std::string_view("+-=.").find(c) != std::string_view::npos;
}

std::optional<signed_address> read_own(std::string_view local, std::string_view domain)
{
    if (local.size() <= mac_digits || local[local.size() - mac_digits - 1] != '-')
        return std::nullopt;
    const std::string_view mac = local.substr(local.size() - mac_digits);
    const std::string_view covered = local.substr(0, local.size() - mac_digits - 1);
    const std::size_t delimiter = covered.find_last_not_of("0123456789");
    if (!all_hex(mac) || delimiter == std::string_view::npos || delimiter == 0 || !is_delimiter(covered[delimiter]))
        return std::nullopt;
    const std::string_view day = covered.substr(delimiter + 1);
    if (day.empty() || day.size() > longest_day)
        return std::nullopt;

    const std::string at_domain = "@" + std::string(domain);
    return signed_address{form::own, std::string(covered.substr(0, delimiter)) + at_domain, ascii::to_lower(mac),
                          std::string(covered) + at_domain, sys_days(days(*ascii::parse_unsigned(day)))};
}

// The day nearest to `now` that ends in these three digits.
sys_days nearest_day(std::uint64_t last_digits, time_point now)
{
    const sys_days today = std::chrono::floor<days>(now);
    const auto ahead = (static_cast<int>(last_digits) - today.time_since_epoch().count() % 1000 + 1500) % 1000 - 500;
    return today + days(ahead);
}

std::optional<signed_address> read_batv(std::string_view local, std::string_view domain, time_point now)
{
    if (!ascii::istarts_with(local, batv_scheme))
        return std::nullopt;
    local.remove_prefix(batv_scheme.size());
    const std::size_t end = batv_day_digits + batv_mac_digits;
    if (local.size() < end + 2 || local[end] != '=')
        return std::nullopt;
    const std::string_view day = local.substr(0, batv_day_digits);
    const std::string_view mac = local.substr(batv_day_digits, batv_mac_digits);
    if (!all_digits(day) || !all_hex(mac))
        return std::nullopt;

    const std::string plain = std::string(local.substr(end + 1)) + "@" + std::string(domain);
    return signed_address{form::batv, plain, ascii::to_lower(mac), std::string(day) + plain,
                          nearest_day(*ascii::parse_unsigned(day.substr(1)), now)};
}

std::optional<signed_address> read(std::string_view address, time_point now)
{
    const std::size_t at = address.rfind('@');
    if (at == std::string_view::npos || address.size() > longest_address)
        return std::nullopt;
    const std::string_view local = address.substr(0, at), domain = address.substr(at + 1);
    auto found = read_batv(local, domain, now);
    return found ? found : read_own(local, domain);
}

// Some sign BATV addresses as they stand, others in lower case, and a host on the way may change the case.
bool is_signed_with(const signed_address& address, const std::string& secret)
{
    const std::string lower = ascii::to_lower(address.covered);
    if (address.type == form::own)
        return equal_secrets(hmac_sha256(secret, lower).substr(0, mac_digits), address.mac);
    const bool as_it_stands = equal_secrets(hmac_sha1(secret, address.covered).substr(0, batv_mac_digits), address.mac);
    return as_it_stands || equal_secrets(hmac_sha1(secret, lower).substr(0, batv_mac_digits), address.mac);
}

bool is_timely(const signed_address& address, std::chrono::seconds max_age, time_point now)
{
    if (address.type == form::own)
        return address.day <= now + clock_skew && now < address.day + days(1) + max_age;
    return now < address.day + days(1) + clock_skew && address.day <= now + max_age;
}

} // namespace

return_path_keys::return_path_keys(std::vector<signing_key> keys, std::chrono::seconds max_age)
    : keys_(std::move(keys)), max_age_(max_age)
{
}

signed_return_path return_path_keys::examine(std::string_view address, time_point now) const
{
    const std::optional<signed_address> found = read(address, now);
    if (!found)
        return {signature::absent, std::string(address)};
    const bool batv = found->type == form::batv;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        if (found->day >= keys_[i].since && is_signed_with(*found, keys_[i].secret))
            return {is_timely(*found, max_age_, now) ? signature::valid : signature::expired, found->plain, i, batv};
    }
    return {signature::wrong, found->plain, 0, batv};
}

bool return_path_keys::unsigned_mail_may_bounce(time_point now) const
{
    return std::ranges::all_of(keys_, [&](const signing_key& k) { return now < k.since + days(1) + max_age_; });
}

} // namespace recoil::pipeline
