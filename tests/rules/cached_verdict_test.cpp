// The cache of verdicts is not seen from outside: with it and without it every example of every shipped pack has the
// same verdict.

#include "classify/classifier.hpp"
#include "classify/rule_check.hpp"
#include "classify/rule_pack.hpp"
#include "support/kept_databases.hpp"

#include <gtest/gtest.h>

#include <tuple>
#include <vector>

namespace recoil::classify {
namespace {

bool equal(const verdict& a, const verdict& b)
{
    const auto capture = [](const verdict& v) {
        const captures& c = v.captures;
        return std::tie(c.sending_ip, c.blocklist, c.delist_url, c.vendor_code, c.spf, c.retry_after_seconds);
    };
    const auto id = [](const verdict& v) { return v.rule != nullptr ? v.rule->id : ""; };
    return id(a) == id(b) && a.reason == b.reason && a.evidence == b.evidence && a.permanence == b.permanence &&
           a.scope == b.scope && a.fix_owner == b.fix_owner && a.provider == b.provider && a.via == b.via &&
           a.cause == b.cause && capture(a) == capture(b);
}

// The same replies twice, so that a small cache is full, empty again, and asked for what it has dropped.
TEST(CachedVerdict, IsTheVerdict)
{
    test::kept_databases compiled;
    problems found;
    const auto plain = classifier::build(shipped_packs(), found, {&compiled, 0});
    const auto cached = classifier::build(shipped_packs(), found, {&compiled, 1'000});
    ASSERT_TRUE(plain && cached);
    std::vector<failure> all;
    for (const pack& p : plain->packs()) {
        for (const rule& r : p.rules) {
            for (const auto* list : {&r.examples, &r.counterexamples}) {
                for (const example& e : *list)
                    all.push_back(failure_of(e));
            }
        }
    }
    for (int round = 0; round < 2; ++round) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (const failure& f : {all[i], all[i / 2]})
                EXPECT_TRUE(equal(plain->classify(f), cached->classify(f))) << f.reply.text;
        }
    }
}

} // namespace
} // namespace recoil::classify
