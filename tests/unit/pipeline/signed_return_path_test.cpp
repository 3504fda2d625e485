#include "pipeline/signed_return_path.hpp"

#include "support/signed_address.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::pipeline {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;
using test::sign;
using test::sign_batv;

const std::string key = "0123456789abcdef0123456789abcdef";
const std::string other_key = "another key of ours that is used no more";
const std::string verp = "bounces+news+kim=example.net@example.com";
constexpr sys_days today = sys_days(days(20'779));
constexpr time_point noon = today + 12h;

return_path_keys keys(std::vector<signing_key> all = {{key}})
{
    return {std::move(all), days(30)};
}

signature state_of(const std::string& address, time_point now = noon)
{
    return keys().examine(address, now).state;
}

TEST(signed_return_path, is_valid_by_its_key)
{
    const signed_return_path found = keys().examine(sign(key, verp, today), noon);
    EXPECT_EQ(found.state, signature::valid);
    EXPECT_EQ(found.plain, verp);
    EXPECT_EQ(state_of(sign(other_key, verp, today)), signature::wrong);
}

// Computed with openssl: printf %s "bounces+news+kim=example.net+20779@example.com" | openssl dgst -sha256 -hmac KEY
TEST(signed_return_path, is_what_openssl_computes)
{
    EXPECT_EQ(state_of("bounces+news+kim=example.net+20779-7c2baa9e18619248@example.com"), signature::valid);
    EXPECT_EQ(state_of("prvs=0786cd5b10=news@example.com"), signature::valid);
}

TEST(signed_return_path, any_delimiter_of_extensions_may_stand_before_the_day)
{
    for (const char delimiter : {'+', '-', '=', '.'}) {
        const signed_return_path found = keys().examine(sign(key, verp, today, delimiter), noon);
        EXPECT_EQ(found.state, signature::valid) << delimiter;
        EXPECT_EQ(found.plain, verp) << delimiter;
    }
    EXPECT_EQ(state_of(sign(key, verp, today, '_')), signature::absent);
}

TEST(signed_return_path, does_not_depend_on_case)
{
    const std::string address = sign(key, "Bounces+News+Kim=Example.NET@Example.com", today);
    EXPECT_EQ(state_of(address), signature::valid);
    EXPECT_EQ(state_of(ascii::to_lower(address)), signature::valid);
    std::string upper = address;
    for (char& c : upper)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    EXPECT_EQ(state_of(upper), signature::valid);
}

TEST(signed_return_path, no_other_octet_may_change)
{
    const std::string address = sign(key, verp, today);
    for (std::size_t i = 0; i < address.size(); ++i) {
        for (int c = 0; c < 256; ++c) {
            std::string changed = address;
            changed[i] = static_cast<char>(c);
            if (ascii::iequals(changed, address))
                continue;
            EXPECT_NE(state_of(changed), signature::valid) << changed;
        }
    }
}

TEST(signed_return_path, no_octet_may_be_missing_or_added)
{
    const std::string address = sign(key, verp, today);
    for (std::size_t i = 0; i < address.size(); ++i) {
        EXPECT_NE(state_of(std::string(address).erase(i, 1)), signature::valid) << i;
        EXPECT_NE(state_of(std::string(address).insert(i, "0")), signature::valid) << i;
    }
}

TEST(signed_return_path, counts_from_the_day_before_its_day_until_its_age)
{
    const std::string address = sign(key, verp, today);
    EXPECT_EQ(state_of(address, today - days(1) - 1s), signature::expired) << "a day that is yet to come";
    EXPECT_EQ(state_of(address, today - days(1)), signature::valid);
    EXPECT_EQ(state_of(address, today + days(31) - 1s), signature::valid);
    EXPECT_EQ(state_of(address, today + days(31)), signature::expired);
    EXPECT_EQ(keys().examine(address, today + days(99)).plain, verp);
}

TEST(signed_return_path, any_of_several_keys_may_have_signed)
{
    const return_path_keys both = keys({{other_key}, {key}});
    EXPECT_EQ(both.examine(sign(key, verp, today), noon).key, 1U);
    EXPECT_EQ(both.examine(sign(other_key, verp, today), noon).key, 0U);
    EXPECT_EQ(both.examine(sign(other_key, verp, today), noon).state, signature::valid);
    EXPECT_EQ(both.examine(sign("a third key", verp, today), noon).state, signature::wrong);
}

TEST(signed_return_path, a_key_signs_nothing_before_its_first_day)
{
    const return_path_keys since = keys({{key, today}});
    EXPECT_EQ(since.examine(sign(key, verp, today), noon).state, signature::valid);
    EXPECT_EQ(since.examine(sign(key, verp, today - days(1)), noon).state, signature::wrong);
    EXPECT_EQ(since.examine(sign_batv(key, verp, today), noon).state, signature::valid);
    EXPECT_EQ(since.examine(sign_batv(key, verp, today - days(1)), noon).state, signature::wrong);
    EXPECT_EQ(keys({{key, today}, {key}}).examine(sign(key, verp, today - days(1)), noon).key, 1U);
}

TEST(signed_return_path, what_has_another_form_is_not_signed)
{
    const std::string mac = "0123456789abcdef";
    const std::vector<std::string> addresses{
        "",
        "@",
        "news@example.com",
        verp,
        "20779-" + mac + "@example.com",
        "+20779-" + mac + "@example.com",
        "b+-" + mac + "@example.com",
        "b+x20779-" + mac + "@example.com",
        "b+20779+" + mac + "@example.com",
        "b+20779-" + mac,
        "b+1234567-" + mac + "@example.com",
        "b+20779-0123456789abcdeg@example.com",
        "b+20779-0123456789abcde@example.com",
        "prvs=0786abcdef@example.com",
        "prvs=0786abcdef=@example.com",
        "prvs=a786abcdef=b@example.com",
        "prvs=0786abcdeg=b@example.com",
        "prvs=0786abcde=b@example.com",
        "prvs=b=0786abcdef@example.com",
        "btv1==0786abcdef==b@example.com",
        "prvs=",
        "prvs=0786abcdef=b",
        "b@example.com+20779-" + mac,
        std::string(600, 'b') + "+20779-" + mac + "@example.com",
    };
    for (const std::string& address : addresses) {
        const signed_return_path found = keys().examine(address, noon);
        EXPECT_EQ(found.state, signature::absent) << address;
        EXPECT_EQ(found.plain, address);
    }
}

TEST(signed_return_path, the_signature_is_taken_off_whatever_it_is_worth)
{
    EXPECT_EQ(keys().examine("b+kim=example.net+1-0123456789ABCDEF@example.com", noon).plain,
              "b+kim=example.net@example.com");
    EXPECT_EQ(keys().examine("PRVS=9999ABCDEF=News@example.com", noon).plain, "News@example.com");
}

TEST(signed_return_path, batv_is_valid_by_its_key)
{
    const signed_return_path found = keys().examine(sign_batv(key, "news@example.com", today + days(7), 3), noon);
    EXPECT_EQ(found.state, signature::valid);
    EXPECT_EQ(found.plain, "news@example.com");
    EXPECT_TRUE(found.batv);
    EXPECT_FALSE(keys().examine(sign(key, verp, today), noon).batv);
    EXPECT_EQ(state_of(sign_batv(other_key, "news@example.com", today + days(7))), signature::wrong);
}

TEST(signed_return_path, batv_of_an_address_as_it_stands_or_in_lower_case)
{
    const std::string address = sign_batv(key, "News@Example.com", today);
    EXPECT_EQ(state_of(address), signature::valid);
    EXPECT_EQ(state_of(ascii::to_lower(address)), signature::wrong) << "nothing tells which letters were capitals";
    std::string lower = sign_batv(key, "news@example.com", today);
    lower.replace(lower.find("news"), 4, "NEWS");
    EXPECT_EQ(state_of(lower), signature::valid);
}

TEST(signed_return_path, batv_expires)
{
    const std::string address = sign_batv(key, "news@example.com", today);
    EXPECT_EQ(state_of(address, today + days(2) - 1s), signature::valid) << "a day of grace";
    EXPECT_EQ(state_of(address, today + days(2)), signature::expired);
    EXPECT_EQ(state_of(address, today - days(30)), signature::valid);
    EXPECT_EQ(state_of(address, today - days(30) - 1s), signature::expired) << "no sender lets one live so long";
}

TEST(signed_return_path, batv_days_begin_anew_after_999)
{
    const sys_days turn{days(21'000)};
    EXPECT_EQ(state_of(sign_batv(key, "news@example.com", turn + days(3)), turn - days(2)), signature::valid);
    EXPECT_EQ(state_of(sign_batv(key, "news@example.com", turn - days(1)), turn), signature::valid);
    EXPECT_EQ(state_of(sign_batv(key, "news@example.com", turn - days(3)), turn), signature::expired);
    EXPECT_EQ(state_of(sign_batv(key, "news@example.com", turn), turn + days(499)), signature::expired);
    EXPECT_EQ(state_of(sign_batv(key, "news@example.com", turn), turn - days(400)), signature::expired);
}

TEST(signed_return_path, batv_tag_may_not_change)
{
    const std::string address = sign_batv(key, "news@example.com", today);
    for (std::size_t i = 5; i < 15; ++i) {
        std::string changed = address;
        changed[i] = changed[i] == '0' ? '1' : '0';
        EXPECT_EQ(state_of(changed), signature::wrong) << changed;
    }
}

TEST(signed_return_path, unsigned_mail_may_bounce_until_the_first_key_is_old)
{
    EXPECT_FALSE(keys().unsigned_mail_may_bounce(noon)) << "always in use";
    const return_path_keys young = keys({{key, today}, {other_key, today + days(10)}});
    EXPECT_TRUE(young.unsigned_mail_may_bounce(today - days(1)));
    EXPECT_TRUE(young.unsigned_mail_may_bounce(today + days(31) - 1s));
    EXPECT_FALSE(young.unsigned_mail_may_bounce(today + days(31)));
}

TEST(signed_return_path, days_that_no_calendar_has_are_expired)
{
    EXPECT_EQ(state_of(sign(key, verp, sys_days(days(999'999)))), signature::expired);
    EXPECT_EQ(state_of(sign(key, verp, sys_days(days(0)))), signature::expired);
    EXPECT_EQ(state_of(sign(key, verp, today), time_point{}), signature::expired);
}

} // namespace
} // namespace recoil::pipeline
