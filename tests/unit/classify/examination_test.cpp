#include "classify/examination.hpp"

#include "support/rule_maker.hpp"

#include <gtest/gtest.h>

namespace recoil::classify {
namespace {

struct fixture {
    explicit fixture(std::vector<pack> all) : packs(std::move(all)), providers(packs)
    {
        problems found;
        rules = rule_index::build(packs, providers, nullptr, found);
        EXPECT_NE(rules, nullptr) << test::problem_list(found);
    }

    std::vector<pack> packs;
    provider_index providers;
    std::unique_ptr<const rule_index> rules;
};

fixture everyday()
{
    return fixture({test::make_pack("g", "",
                                    {test::rule("expired", "text: ['message expired'], reason: expired"),
                                     test::rule("banned", "text: ['banned'], reason: ip_banned"),
                                     test::rule("greylisted", "text: ['greylist'], reason: greylisted"),
                                     test::rule("down", "status: [4.3.2, 5.3.2], reason: server_error"),
                                     test::rule("any-5xx", "smtp_code: 500-599, reason: policy"),
                                     test::rule("mystery", "text: ['remote server returned'], reason: unknown")})});
}

// The deciding rule, and the same from a thorough run.
std::string decided(const fixture& f, const failure& what)
{
    examination quick(*f.rules, f.providers, what);
    quick.run(false);
    examination thorough(*f.rules, f.providers, what);
    thorough.run(true);
    EXPECT_EQ(quick.winner(), thorough.winner()) << what.reply.text;
    EXPECT_EQ(quick.cause(), thorough.cause()) << what.reply.text;
    return quick.winner() != nullptr ? quick.winner()->rule->id : "-";
}

TEST(Examination, TheInnermostSpecificCauseDecides)
{
    const fixture f = everyday();
    EXPECT_EQ(decided(f, test::refused("550 5.0.350 Remote server returned an error -> 550 5.7.1 you are banned")),
              "banned");
    EXPECT_EQ(decided(f, test::refused("550 5.7.1 banned -> 451 4.7.1 greylist in action")), "greylisted");
}

TEST(Examination, AnOuterCauseDecidesWhereTheInnerSaysNothingSpecific)
{
    const fixture f = everyday();
    EXPECT_EQ(decided(f, test::refused("550 5.7.1 banned -> 450 4.9.9 something odd")), "banned");
}

TEST(Examination, ExpiredGivesWayToAnythingButAReplyCode)
{
    const fixture f = everyday();
    EXPECT_EQ(decided(f, test::refused("550 5.4.300 Message expired -> 451 4.3.2 try later")), "down");
    EXPECT_EQ(decided(f, test::refused("550 5.4.300 Message expired -> 551 nothing known")), "expired");
    EXPECT_EQ(decided(f, test::refused("550 4.4.7 message expired; the host said: banned")), "banned")
        << "within one cause too";
    EXPECT_EQ(decided(f, test::refused("550 4.4.7 message expired")), "expired");
}

TEST(Examination, RejectedIsNoReasonWhereTheCauseAroundItHasOne)
{
    const fixture f({test::make_pack("g", "",
                                     {test::rule("rejected", "text: ['rejected'], reason: policy"),
                                      test::rule("spam", "text: ['detected as spam'], reason: spam, priority: 9"),
                                      test::rule("dead", "text: ['user unknown'], reason: user_unknown"),
                                      test::rule("down", "status: [5.3.2], reason: server_error")})});
    EXPECT_EQ(decided(f, test::refused("550 5.7.350 Remote server returned message detected as spam -> 554 rejected")),
              "spam");
    EXPECT_EQ(decided(f, test::refused("550 5.1.1 user unknown -> 554 5.7.1 rejected")), "rejected")
        << "nobody is dead because a refusal is passed on so";
    EXPECT_EQ(decided(f, test::refused("550 5.3.2 -> 554 5.7.1 rejected")), "rejected") << "a code is less";
    EXPECT_EQ(decided(f, test::refused("550 5.7.350 detected as spam -> 550 5.1.1 user unknown")), "dead");
}

TEST(Examination, UnknownIsTheLastResort)
{
    const fixture f = everyday();
    EXPECT_EQ(decided(f, test::refused("550 5.0.350 Remote server returned an error -> 550 5.3.2 no")), "down");
    EXPECT_EQ(decided(f, test::refused("450 4.0.0 Remote server returned an error")), "mystery");
    EXPECT_EQ(decided(f, test::refused("451 4.9.9 what")), "-");
}

TEST(Examination, NamesThatSomebodyChoseDecideNothing)
{
    const fixture f = everyday();
    EXPECT_EQ(decided(f, test::refused("550 5.3.2 <banned@example.com>: host greylist.example[192.0.2.1] said no")),
              "down");
    EXPECT_EQ(decided(f, test::refused("550 5.3.2 <kim@example.com> is banned")), "banned");
}

TEST(Examination, AnEmptyFailure)
{
    const fixture f = everyday();
    EXPECT_EQ(decided(f, failure{}), "-");
    failure status_only;
    status_only.status = dsn::status_code{5, 3, 2};
    EXPECT_EQ(decided(f, status_only), "down");
}

fixture with_relay()
{
    return fixture({test::make_pack("a", "{name: ses, hosts: ['*.amazonses.com'], relay: true}",
                                    {test::rule("ours", "text: ['invalid domain'], reason: domain_unknown")}),
                    test::make_pack("b", "{name: gmail, hosts: ['*.google.com'], texts: ['gsmtp$']}",
                                    {test::rule("theirs", "text: ['over quota'], reason: mailbox_full")})});
}

// Who refused, and by way of whom.
std::string who(const failure& what)
{
    const fixture f = with_relay();
    examination examined(*f.rules, f.providers, what);
    examined.run(false);
    const std::string_view provider = examined.provider(examined.winner());
    return std::string(provider) + " via " + std::string(examined.via(provider));
}

TEST(Examination, ARelayPassesOnWhatOthersAnswered)
{
    failure what = test::refused("552 5.2.2 over quota");
    what.reporting_mta = "a8-50.smtp-out.amazonses.com";
    EXPECT_EQ(who(what), "other via ses") << "whoever answered, it was not the relay";
    what.reply = dsn::parse_reply("552 5.2.2 over quota gsmtp");
    EXPECT_EQ(who(what), "gmail via ses");
    what.remote_mta = "mx.example.com";
    EXPECT_EQ(who(what), "gmail via ses");
    what.remote_mta = "mx.google.com";
    EXPECT_EQ(who(what), "gmail via ses");
}

TEST(Examination, ARelayThatRefusesItself)
{
    failure what = test::refused("invalid domain");
    what.reporting_mta = "a8-50.smtp-out.amazonses.com";
    EXPECT_EQ(who(what), "ses via ") << "it asked nobody";
    what = test::refused("554 invalid domain");
    what.remote_mta = "email-smtp.eu-west-1.amazonses.com";
    what.reporting_mta = "out1.example.com";
    EXPECT_EQ(who(what), "ses via ") << "our own server was refused by it";
}

TEST(Examination, AProviderThatIsNoRelayIsNobodysWay)
{
    failure what = test::refused("550 no");
    what.reporting_mta = "mail.google.com";
    EXPECT_EQ(who(what), "gmail via ");
}

TEST(Examination, TheCallerKnowsBetter)
{
    failure what = test::refused("552 5.2.2 over quota");
    EXPECT_EQ(who(what), "other via ");
    what.provider = "gmail";
    EXPECT_EQ(who(what), "gmail via ");
    const fixture f = with_relay();
    EXPECT_EQ(decided(f, what), "theirs");
}

TEST(Examination, TheProvidersOwnRuleIsAheadOfAnothers)
{
    const fixture f(
        {test::make_pack("a", "{name: yahoo}",
                         {test::rule("foreign", "text: [over], smtp_code: 552, distinctive: true, reason: spam")}),
         test::make_pack("b", "{name: gmail, hosts: ['*.google.com']}",
                         {test::rule("own", "text: [quota], distinctive: true, reason: mailbox_full")})});
    failure what = test::refused("552 over quota");
    EXPECT_EQ(decided(f, what), "foreign") << "more conditions, and nobody knows who answered";
    what.remote_mta = "mx.google.com";
    EXPECT_EQ(decided(f, what), "own");
    what.reply = dsn::parse_reply("552 over");
    EXPECT_EQ(decided(f, what), "foreign") << "passed on by a gateway";

    what.reply = dsn::parse_reply("552 over quota");
    examination examined(*f.rules, f.providers, what);
    examined.run(true);
    ASSERT_EQ(examined.losers().size(), 2u);
    EXPECT_EQ(examined.losers()[1].second, "another provider's rule, after one of the provider's own");
}

TEST(Examination, LosersAndWhy)
{
    const fixture f = everyday();
    const failure what = test::refused("550 5.3.2 message expired: you are banned");
    examination examined(*f.rules, f.providers, what);
    examined.run(true);
    ASSERT_NE(examined.winner(), nullptr);
    EXPECT_EQ(examined.winner()->rule->id, "banned");
    std::vector<std::pair<std::string, std::string>> lost;
    for (const auto& [s, why] : examined.losers()) {
        if (s != examined.winner())
            lost.emplace_back(s->rule->id, why);
    }
    const std::vector<std::pair<std::string, std::string>> expected{
        {"expired", "later id"},
        {"down", "weaker evidence: status after generic_text"},
        {"any-5xx", "weaker evidence: reply_code after generic_text"}};
    EXPECT_EQ(lost, expected);
}

TEST(Examination, LosersOfOtherCauses)
{
    const fixture f = everyday();
    const failure what = test::refused("550 5.7.1 banned -> 451 4.7.1 greylist in action");
    examination examined(*f.rules, f.providers, what);
    examined.run(true);
    std::vector<std::pair<std::string, std::string>> lost;
    for (const auto& [s, why] : examined.losers())
        lost.emplace_back(s->rule->id, why);
    EXPECT_NE(std::find(lost.begin(), lost.end(), std::pair<std::string, std::string>("banned", "an outer cause")),
              lost.end());
}

// Words for anybody are looked for only where no provider's own decide.
TEST(Examination, ALookMayEndWithAProvidersOwnRules)
{
    const fixture f({test::make_pack("p", "{name: gmail, texts: [gsmtp]}",
                                     {test::rule("own", "text: ['own words'], reason: spam"),
                                      test::rule("own-code", "status: 5.7.28, reason: rate_limited"),
                                      test::rule("own-expired", "text: ['gave up'], reason: expired")}),
                     test::make_pack("g", "",
                                     {test::rule("token", "token: ['T-?1'], reason: virus"),
                                      test::rule("words", "text: [refused], reason: policy"),
                                      test::rule("status", "status: 5.2.2, reason: mailbox_full")})});
    EXPECT_EQ(decided(f, test::refused("550 own words refused - gsmtp")), "own");
    EXPECT_EQ(decided(f, test::refused("550 own words refused T1 - gsmtp")), "token");
    EXPECT_EQ(decided(f, test::refused("550 5.7.28 refused - gsmtp")), "own-code");
    EXPECT_EQ(decided(f, test::refused("550 5.7.28 own words - gsmtp")), "own");
    EXPECT_EQ(decided(f, test::refused("550 refused - gsmtp")), "words");
    EXPECT_EQ(decided(f, test::refused("550 5.2.2 refused - gsmtp")), "words") << "a status does not end the look";
    EXPECT_EQ(decided(f, test::refused("550 gave up, refused - gsmtp")), "words") << "nor does `expired`";
    EXPECT_EQ(decided(f, test::refused("550 gave up - gsmtp")), "own-expired");
    EXPECT_EQ(decided(f, test::refused("550 5.2.2 gave up - gsmtp")), "own-expired");
}

} // namespace
} // namespace recoil::classify
