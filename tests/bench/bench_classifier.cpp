// What one verdict costs with the shipped packs. The replies are of the kinds that a relay meets in a day: most are
// refused by a few large providers, some nest causes, some no rule knows.

#include "classify/classifier.hpp"
#include "classify/rule_pack.hpp"

#include <benchmark/benchmark.h>

#include <string_view>
#include <vector>

namespace {

using namespace recoil;

struct sample {
    std::string_view reply;
    std::string_view remote_mta;
};

constexpr std::string_view microsoft = "example-com.mail.protection.outlook.com";
constexpr std::string_view gmail = "gmail-smtp-in.l.google.com";
constexpr std::string_view yahoo = "mta7.am0.yahoodns.net";

constexpr sample samples[] = {
    {"550 5.7.606 Access denied, banned sending IP [192.0.2.1]", microsoft},
    {"550 5.7.511 Access denied, banned sender[192.0.2.1]", microsoft},
    {"550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup", microsoft},
    {"550 5.4.1 Recipient address rejected: Access denied. [AM5EUR03.prod.protection.outlook.com]", microsoft},
    {"451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (AS77713)", microsoft},
    {"554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException", microsoft},
    {"550 5.7.705 Access denied, tenant has exceeded threshold", microsoft},
    {"550 5.0.350 Remote server returned an error -> 550 5.7.1 Service unavailable, client host blocked", microsoft},
    {"550 5.4.316 Message expired, connection refused(Socket error code 10061)", microsoft},
    {"450 4.4.316 Connection refused [Message=Socket error code 10061]", microsoft},
    {"550-5.1.1 The email account that you tried to reach does not exist. - gsmtp", gmail},
    {"552-5.2.2 The email account that you tried to reach is over quota. - gsmtp", gmail},
    {"421-4.7.28 Our system has detected an unusual rate of mail from your IP. - gsmtp", gmail},
    {"550-5.7.26 This mail has been blocked because the sender is unauthenticated. - gsmtp", gmail},
    {"550-5.7.1 The IP you're using is not authorized to send email directly. - gsmtp", gmail},
    {"421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to user complaints", yahoo},
    {"554 delivery error: dd This user doesn't have a yahoo account", yahoo},
    {"553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1", yahoo},
    {"550 5.1.1 <user@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
     "mx.example.com"},
    {"550 5.1.1 <user@example.com>... User unknown", "mx.example.com"},
    {"550 No such user here", "mx.example.com"},
    {"550 5.7.1 <user@example.com>: Relay access denied", "mx.example.com"},
    {"454 4.7.1 <user@example.com>: Relay access denied", "mx.example.com"},
    {"554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", "mx.example.com"},
    {"550 5.7.1 Message rejected as spam by content filtering", "mx.example.com"},
    {"552 5.3.4 Message size exceeds fixed maximum message size (10485760)", "mx.example.com"},
    {"450 4.7.1 <user@example.com>: Recipient address rejected: Greylisted for 300 seconds", "mx.example.com"},
    {"450 4.2.2 The recipient's mailbox is full", "mx.example.com"},
    {"550 5.7.23 SPF validation failed", "mx.example.com"},
    {"550 5.7.1 DMARC policy of example.org does not allow this message", "mx.example.com"},
    {"450 4.7.25 Client host rejected: cannot find your reverse hostname, [192.0.2.1]", "mx.example.com"},
    {"504 5.5.2 <host>: Helo command rejected: need fully-qualified hostname", "mx.example.com"},
    {"421 4.3.2 All server ports are busy", "mx.example.com"},
    {"451 4.3.0 Error: queue file write error", "mx.example.com"},
    {"554 5.4.6 Too many hops", "mx.example.com"},
    {"connect to mx.example.com[192.0.2.25]:25: Connection refused", ""},
    {"connect to mx.example.com[192.0.2.25]:25: Connection timed out", ""},
    {"Host or domain name not found. Name service error for name=example.com type=MX: Host not found", ""},
    {"delivery temporarily suspended: lost connection with mx.example.com while sending RCPT TO", ""},
    {"550 Requested action not taken, ref 0x1F2E3D, see the postmaster", "mx.example.com"},
};

void classify_replies(benchmark::State& state)
{
    problems found;
    const auto rules = classify::classifier::build(classify::shipped_packs(), found);
    std::vector<classify::failure> failures;
    for (const sample& s : samples) {
        classify::failure f;
        f.reply = dsn::parse_reply(s.reply);
        f.remote_mta = s.remote_mta;
        failures.push_back(std::move(f));
    }
    std::size_t next = 0;
    std::size_t explained = 0;
    for (auto _ : state) {
        const classify::verdict v = rules->classify(failures[next]);
        explained += v.rule != nullptr;
        next = next + 1 == failures.size() ? 0 : next + 1;
    }
    state.counters["explained"] =
        benchmark::Counter(static_cast<double>(explained), benchmark::Counter::kAvgIterations);
}
BENCHMARK(classify_replies);

void build_classifier(benchmark::State& state)
{
    const auto packs = classify::shipped_packs();
    for (auto _ : state) {
        problems found;
        benchmark::DoNotOptimize(classify::classifier::build(packs, found));
    }
}
BENCHMARK(build_classifier)->Unit(benchmark::kMillisecond);

void load_packs(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(classify::shipped_packs());
}
BENCHMARK(load_packs)->Unit(benchmark::kMillisecond);

} // namespace
