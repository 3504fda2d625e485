#include "classify/classifier.hpp"

#include "support/rule_maker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace recoil::classify {
namespace {

using test::build;
using test::decided;
using test::make_pack;
using test::pack_text;
using test::refused;
using test::rule;
using test::site;
using ::testing::HasSubstr;

const std::string microsoft =
    R"({name: microsoft365, hosts: ["*.mail.protection.outlook.com"], texts: ['\[[A-Z0-9]+\.prod[^]]*\]']})";
const std::string gmail = "{name: gmail, hosts: ['*.google.com'], texts: ['gsmtp$']}";

// One pack of a provider beside one for anybody, as the shipped ones are.
std::vector<pack> everyday()
{
    return {
        make_pack("microsoft365", microsoft,
                  {rule("m365-banned-ip", "status: 5.7.606-649, text: ['banned sending ip'], distinctive: true, "
                                          "capture: '\\[(?P<sending_ip>[0-9A-Fa-f.:]+)\\]', "
                                          "delist_url: 'https://sender.office.com/', reason: ip_banned"),
                   rule("m365-banned-range", "status: 5.7.600-699, reason: ip_banned"),
                   rule("m365-full", "status: 5.2.2, text: [quota], reason: mailbox_full"),
                   rule("m365-unknown", "status: 5.1.10, reason: user_unknown"),
                   rule("m365-bad-range", "status: 5.1.20-30, reason: user_unknown"),
                   rule("m365-5xx", "smtp_code: 550, reason: policy")}),
        make_pack("generic", "",
                  {rule("user-unknown", "text: ['user unknown'], reason: user_unknown"),
                   rule("blocks-you", "text: ['recipient blocked you'], reason: recipient_blocked_sender"),
                   rule("listed", "text: [listed], capture: 'listed by (?P<blocklist>\\S+)', reason: ip_blocklisted"),
                   rule("status-5-1-1", "status: 5.1.1, reason: user_unknown"),
                   rule("status-5-7-1", "status: 5.7.1, reason: policy"),
                   rule("code-550", "smtp_code: 550, reason: unknown"),
                   rule("code-551", "smtp_code: 551, reason: user_unknown")})};
}

const std::string microsoft_host = "example-com.mail.protection.outlook.com";

TEST(Classifier, AProvidersTextComesFirst)
{
    const auto c = build(everyday());
    const verdict v = c->classify(refused("550 5.7.606 Access denied, banned sending IP [192.0.2.1]", microsoft_host));
    EXPECT_EQ(decided(v), "m365-banned-ip");
    EXPECT_EQ(v.evidence, evidence::text);
    EXPECT_EQ(v.reason->name, "ip_banned");
    EXPECT_EQ(v.permanence, permanence::permanent);
    EXPECT_EQ(v.scope, scope::sending_ip);
    EXPECT_EQ(v.provider, "microsoft365");
    EXPECT_EQ(v.pack->name, "microsoft365");
    EXPECT_EQ(v.captures.sending_ip, "192.0.2.1");
    EXPECT_EQ(v.captures.delist_url, "https://sender.office.com/");
    EXPECT_EQ(v.cause.status, (dsn::status_code{5, 7, 606}));
    EXPECT_EQ(v.cause.code, 550);
}

TEST(Classifier, EachKindOfEvidence)
{
    const auto c = build(everyday());
    const auto decide = [&](std::string_view reply, std::string_view host = "") {
        const verdict v = c->classify(refused(reply, host));
        return decided(v) + " " + std::string(name(v.evidence));
    };
    EXPECT_EQ(decide("550 5.1.10 no", microsoft_host), "m365-unknown code");
    EXPECT_EQ(decide("550 5.7.650 no", microsoft_host), "m365-banned-range range");
    EXPECT_EQ(decide("550 5.9.9 user unknown", microsoft_host), "user-unknown generic_text");
    EXPECT_EQ(decide("550 5.1.1 no"), "status-5-1-1 status");
    EXPECT_EQ(decide("551 no"), "code-551 reply_code");
    EXPECT_EQ(decide("550 no", microsoft_host), "m365-5xx reply_code");
}

TEST(Classifier, WithoutAnyRule)
{
    const auto c = build({});
    const verdict v = c->classify(refused("550 5.1.1 user unknown"));
    EXPECT_EQ(v.rule, nullptr);
    EXPECT_EQ(v.pack, nullptr);
    ASSERT_NE(v.reason, nullptr);
    EXPECT_EQ(v.reason->name, "unknown");
    EXPECT_EQ(v.permanence, permanence::unknown);
    EXPECT_EQ(v.cause.status, (dsn::status_code{5, 1, 1}));
    EXPECT_EQ(v.list_action(dsn::action::failed), list_action::none);
    EXPECT_TRUE(c->explain(refused("550 5.1.1 user unknown")).empty());
}

TEST(Classifier, TheStatusFieldServesWhereTheReplyHasNone)
{
    const auto c = build(everyday());
    failure f = refused("550 no words known");
    f.status = dsn::status_code{5, 1, 1};
    EXPECT_EQ(decided(c->classify(f)), "status-5-1-1");
    EXPECT_EQ(c->classify(f).cause.status, f.status);
    f.reply = dsn::parse_reply("550 5.7.1 no words known");
    EXPECT_EQ(decided(c->classify(f)), "status-5-7-1") << "the reply's own code wins";
    f.reply = {};
    EXPECT_EQ(decided(c->classify(f)), "status-5-1-1");
}

TEST(Classifier, AnEmptyFailureIsUnknown)
{
    const auto c = build(everyday());
    const verdict v = c->classify(failure{});
    EXPECT_EQ(v.reason->name, "unknown");
    EXPECT_EQ(v.provider, "none");
}

// Who refused.

TEST(Classifier, TheProviderIsThatOfTheHost)
{
    const auto c = build(everyday());
    EXPECT_EQ(c->classify(refused("550 no", "EXAMPLE-COM.mail.protection.outlook.com. (192.0.2.1)")).provider,
              "microsoft365");
    EXPECT_EQ(c->classify(refused("550 no", "mx.example.com")).provider, "other");
}

TEST(Classifier, TheProviderOfAHostOrMailDomain)
{
    const auto c = build(everyday());
    EXPECT_EQ(c->provider_of("EXAMPLE-COM.mail.protection.outlook.com."), "microsoft365");
    EXPECT_EQ(c->provider_of("mail.protection.outlook.com"), "microsoft365");
    EXPECT_EQ(c->provider_of("mx.example.com"), "other");
    EXPECT_EQ(c->provider_of(""), "other");
}

TEST(Classifier, TheProviderIsReadFromTheReply)
{
    const auto c = build(everyday());
    const verdict v = c->classify(refused("550 5.1.10 no [AM5EUR03.prod.protection.outlook.com]"));
    EXPECT_EQ(v.provider, "microsoft365");
    EXPECT_EQ(decided(v), "m365-unknown");
}

TEST(Classifier, TheReportingHostCountsWhereNoHostIsNamed)
{
    const auto c = build(everyday());
    failure f = refused("550 5.1.10 no");
    f.reporting_mta = "x.mail.protection.outlook.com";
    EXPECT_EQ(c->classify(f).provider, "microsoft365");
    f.remote_mta = "mx.example.com";
    EXPECT_EQ(c->classify(f).provider, "other");
    EXPECT_EQ(decided(c->classify(f)), "code-550") << "another provider's code means nothing here";
}

TEST(Classifier, ADistinctiveRuleNamesItsProvider)
{
    const auto c = build(everyday());
    const verdict v = c->classify(refused("550 5.7.606 Access denied, banned sending IP [192.0.2.1]"));
    EXPECT_EQ(decided(v), "m365-banned-ip");
    EXPECT_EQ(v.provider, "microsoft365");
}

TEST(Classifier, AHostsProviderStaysWhereAnothersDistinctiveRuleDecides)
{
    auto packs = everyday();
    packs.push_back(make_pack("gmail", gmail, {rule("g", "status: 4.7.28, reason: rate_limited")}));
    const auto c = build(std::move(packs));
    const verdict v = c->classify(refused("550 5.7.606 banned sending IP", "mx.google.com"));
    EXPECT_EQ(decided(v), "m365-banned-ip");
    EXPECT_EQ(v.provider, "gmail");
}

TEST(Classifier, ADistinctiveRuleMayNameOneOfSeveralProviders)
{
    const auto c =
        build({make_pack("y", "[{name: yahoo}, {name: aol}]",
                         {rule("first", "token: [TSS04], distinctive: true, reason: rate_limited"),
                          rule("second", "token: [AOL1], provider: aol, distinctive: true, reason: rate_limited")})});
    EXPECT_EQ(c->classify(refused("421 4.7.0 [TSS04]")).provider, "yahoo");
    EXPECT_EQ(c->classify(refused("421 4.7.0 [AOL1]")).provider, "aol");
}

TEST(Classifier, NoneOtherAndLocal)
{
    const auto c = build(everyday());
    EXPECT_EQ(c->classify(refused("550 5.1.1 no")).provider, "other") << "somebody gave a reply code";
    EXPECT_EQ(c->classify(refused("connect to mx.example.com: connection refused")).provider, "none");
    failure f = refused("550 5.7.606 banned sending IP", microsoft_host);
    f.local = true;
    EXPECT_EQ(c->classify(f).provider, "local");
}

TEST(Classifier, Providers)
{
    const auto c = build({make_pack("n", "{name: brand_new}", {rule("a", "text: [x], reason: spam")})});
    EXPECT_EQ(c->providers().size(), providers().size() + 1);
    EXPECT_EQ(c->providers().back(), "brand_new");
}

// Which rule.

TEST(Classifier, TheOrderOfPacksDoesNotMatter)
{
    auto packs = everyday();
    const auto forth = build(packs);
    std::reverse(packs.begin(), packs.end());
    const auto back = build(std::move(packs));
    for (const char* reply :
         {"550 5.7.606 banned sending IP [192.0.2.1]", "550 5.1.1 user unknown", "550 5.7.1 listed", "551 x"})
        EXPECT_EQ(decided(forth->classify(refused(reply))), decided(back->classify(refused(reply)))) << reply;
}

TEST(Classifier, ASitesRuleReplacesTheShippedOneOfItsId)
{
    auto packs = everyday();
    packs.insert(
        packs.begin(),
        site(make_pack("mine", "", {rule("user-unknown", "text: ['nobody here'], reason: mailbox_disabled")})));
    const auto c = build(std::move(packs));
    EXPECT_EQ(decided(c->classify(refused("450 nobody here"))), "user-unknown");
    EXPECT_EQ(decided(c->classify(refused("450 user unknown"))), "-") << "the shipped one is gone";
    std::size_t count = 0;
    for (const pack& p : c->packs()) {
        for (const classify::rule& r : p.rules)
            count += r.id == "user-unknown";
    }
    EXPECT_EQ(count, 1u);
}

TEST(Classifier, OfTwoSiteRulesOfOneIdTheLastWins)
{
    const auto c = build({site(make_pack("a", "", {rule("x", "text: [one], reason: spam")})),
                          site(make_pack("b", "", {rule("x", "text: [two], reason: spam")}))});
    EXPECT_EQ(decided(c->classify(refused("450 one"))), "-");
    EXPECT_EQ(decided(c->classify(refused("450 two"))), "x");
}

TEST(Classifier, TwoShippedRulesOfOneIdAreAProblem)
{
    problems found;
    EXPECT_EQ(classifier::build({make_pack("a", "", {rule("x", "text: [one], reason: spam")}),
                                 make_pack("b", "", {rule("x", "text: [two], reason: spam")})},
                                found),
              nullptr);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(to_string(found[0]), "b.yaml:4: x: the id is used in a.yaml:4 too");
}

TEST(Classifier, ASitesRuleComesBeforeAShippedOneOfEqualRank)
{
    auto packs = everyday();
    packs.push_back(site(make_pack("mine", "", {rule("zz", "text: ['user unknown'], reason: mailbox_disabled")})));
    EXPECT_EQ(decided(build(std::move(packs))->classify(refused("450 user unknown"))), "zz");
}

// What is taken out.

TEST(Classifier, CapturesComeFromTheCauseAndThenFromTheWholeReply)
{
    const auto c = build({make_pack(
        "g", "", {rule("banned", "text: [banned], capture: 'IP (?P<sending_ip>[0-9.]+)', reason: ip_banned")})});
    EXPECT_EQ(
        c->classify(refused("550 5.0.350 error for IP 192.0.2.9 -> 550 5.7.1 banned IP 192.0.2.1")).captures.sending_ip,
        "192.0.2.1");
    EXPECT_EQ(c->classify(refused("550 5.0.350 error for IP 192.0.2.9 -> 550 5.7.1 banned")).captures.sending_ip,
              "192.0.2.9");
}

TEST(Classifier, FixedValuesFillGapsOnly)
{
    const auto c =
        build({make_pack("g", "",
                         {rule("listed", "text: [listed], capture: 'by (?P<blocklist>[a-z.]+)', blocklist: zen, "
                                         "delist_url: 'https://zen.example/', reason: ip_blocklisted")})});
    EXPECT_EQ(c->classify(refused("550 listed by bl.example.org")).captures.blocklist, "bl.example.org");
    EXPECT_EQ(c->classify(refused("550 listed")).captures.blocklist, "zen");
    EXPECT_EQ(c->classify(refused("550 listed")).captures.delist_url, "https://zen.example/");
}

// What the list owner is told.

TEST(Classifier, ListAction)
{
    const auto c = build(everyday());
    const auto action = [&](std::string_view reply, std::string_view host = "", dsn::action a = dsn::action::failed) {
        return c->classify(refused(reply, host)).list_action(a);
    };
    EXPECT_EQ(action("550 5.9.9 user unknown"), list_action::suppress);
    EXPECT_EQ(action("550 5.1.1 no"), list_action::suppress);
    EXPECT_EQ(action("550 5.1.10 no", microsoft_host), list_action::suppress);
    EXPECT_EQ(action("550 5.1.1 user unknown", "", dsn::action::delayed), list_action::none);
    EXPECT_EQ(action("550 5.1.1 user unknown", "", dsn::action::relayed), list_action::none);
    EXPECT_EQ(action("551 no"), list_action::none) << "a bare reply code";
    EXPECT_EQ(action("550 5.1.25 no", microsoft_host), list_action::none) << "a range";
    EXPECT_EQ(action("550 5.2.2 over quota", microsoft_host), list_action::none);
    EXPECT_EQ(action("550 5.1.1 listed by bl.example.org"), list_action::none) << "a ban, whatever its code";
    EXPECT_EQ(action("550 recipient blocked you"), list_action::unsubscribe);
    EXPECT_EQ(action("550 recipient blocked you", "", dsn::action::delayed), list_action::none);
}

TEST(Classifier, ATemporaryRefusalNeverSuppresses)
{
    const auto c =
        build({make_pack("g", "", {rule("a", "text: [gone], permanence: temporary, reason: user_unknown")})});
    EXPECT_EQ(c->classify(refused("550 gone")).list_action(dsn::action::failed), list_action::none);
}

// Why.

TEST(Classifier, ADeadAddressIsNotProvenForTheMoment)
{
    const auto c = build(everyday());
    for (const char* reply :
         {"450 user unknown", "450 4.1.1 user unknown", "4.1.1 user unknown", "450 5.1.1 user unknown"}) {
        const verdict v = c->classify(refused(reply));
        EXPECT_EQ(v.reason->name, "user_unknown") << reply;
        EXPECT_EQ(v.permanence, permanence::temporary) << reply;
        EXPECT_EQ(v.list_action(dsn::action::failed), list_action::none) << reply;
    }
}

TEST(Classifier, ExplainNamesTheDecidingRuleFirst)
{
    const auto c = build(everyday());
    const auto all = c->explain(refused("550 5.1.1 user unknown, listed"));
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(all[0].rule->id, "listed");
    EXPECT_EQ(all[0].why, "");
    EXPECT_EQ(all[1].rule->id, "user-unknown");
    EXPECT_EQ(all[1].why, "later id");
    EXPECT_EQ(all[2].rule->id, "status-5-1-1");
    EXPECT_EQ(all[2].why, "weaker evidence: status after generic_text");
    EXPECT_EQ(all[3].rule->id, "code-550");
    EXPECT_EQ(all[3].pack->name, "generic");
}

TEST(Classifier, ExplainNamesEachRuleOnce)
{
    const auto c = build(everyday());
    const auto all = c->explain(refused("550 5.1.1 user unknown -> 550 5.1.1 user unknown"));
    std::vector<std::string> names;
    for (const contender& one : all)
        names.push_back(one.rule->id);
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
    EXPECT_EQ(all[0].rule, c->classify(refused("550 5.1.1 user unknown -> 550 5.1.1 user unknown")).rule);
}

TEST(Classifier, LongReplies)
{
    const auto c = build(everyday());
    failure f = refused("550 5.1.1 user unknown");
    f.reply.text += std::string(1 << 20, 'x');
    EXPECT_EQ(decided(c->classify(f)), "user-unknown");
}

TEST(Classifier, ServesSeveralThreads)
{
    const auto c = build(everyday());
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i) {
                const verdict v = c->classify(refused("550 5.7.606 banned sending IP [192.0.2.1]"));
                wrong += decided(v) != "m365-banned-ip" || v.captures.sending_ip != "192.0.2.1";
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(wrong, 0);
}

TEST(Classifier, AVerdictLivesAsLongAsItsClassifier)
{
    auto c = build(everyday());
    const verdict v = c->classify(refused("550 5.1.1 user unknown"));
    const std::shared_ptr<const classifier> kept = c;
    c = build({});
    EXPECT_EQ(v.rule->id, "user-unknown");
    EXPECT_EQ(v.rule->file, "generic.yaml");
}

} // namespace
} // namespace recoil::classify
