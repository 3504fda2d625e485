// What happened comes in as values and is counted. The families are the rows of metric_table.hpp; label values come
// from closed sets or from the configuration (label_values.hpp), and nothing of a message is a label unchecked. All
// calls may come from any thread.
#pragma once

#include "count/ban_state.hpp"
#include "event/event.hpp"
#include "sink/group_commit.hpp"
#include "sink/metric_table.hpp"
#include "sink/sample.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::classify {
class classifier;
}

namespace recoil::sink {

class counting_watcher;

struct metrics_options {
    // A new series shows 0 for so long before its increments show, so that increase() sees a burst.
    std::chrono::seconds birth{60};
    std::size_t max_series = 2000;            // of one family; the excess goes to the label value "overflow"
    std::string version, revision, compiler;  // recoil_build_info
    std::vector<std::string> egress_ips;      // the label values of sending_ip besides foreign and unknown
    std::vector<std::string> streams;         // of stream besides other and none
    std::vector<std::string> sending_domains; // of sender_domain besides other
    std::vector<std::string> log_inputs;      // of input besides other; empty: no log is read
};

struct notice { // one message, whether it was a bounce or not
    event::source source = event::source::lmtp;
    dsn::kind kind = dsn::kind::other;
    std::optional<bool> authentic;
    std::uint64_t bytes = 0;
    std::chrono::duration<double> parse_time{0};
    std::chrono::duration<double> classify_time{0};
};

struct log_progress { // lines of one input since the last call, by their result; and how far reading has come
    std::string_view input;
    std::uint64_t delivery = 0;
    std::uint64_t deferral = 0;
    std::uint64_t bounce = 0;
    std::uint64_t ignored = 0;
    std::uint64_t unparsed = 0;
    std::uint64_t lag_bytes = 0;           // known and still unread
    std::optional<time_point> last_line{}; // the time that the newest line tells
};

class metrics {
public:
    explicit metrics(const metrics_options& options, counting_watcher* watcher = nullptr); // which outlives it
    ~metrics();

    // The providers, rules and codes that may become labels, and recoil_rules_loaded. Again after each reload.
    void rules(const classify::classifier& classifier, std::uint64_t pack_errors);

    void message(const notice& n, std::span<const event::record> events); // once its events are durable
    // What one line of a log says of one recipient, whether or not it gives an event: once that is durable.
    // `suspended`: Postfix did not try. Only recoil_recipients_total counts where `e.counted` is not set.
    void delivery(const event::record& e, bool suspended);
    void logged(const log_progress& progress);

    void committed(const commit_result& result, std::size_t lines); // durable or refused
    void dropped(std::size_t events);                               // of mail that was not ours to defer, or forged
    void sink_stats(const commit_stats& stats);                     // before a scrape

    void session_started(std::string_view protocol);
    // `result`: ok, timeout, lost, refused, shutdown.
    void session_ended(std::string_view protocol, std::string_view result, std::chrono::duration<double> took);
    void reply(std::string_view protocol, std::uint16_t code);
    void limit_hit(std::string_view limit);
    void reloaded(bool good, time_point now);

    // The exposition, text format 0.0.4. `now` decides which series are old enough to show their increments,
    // `wall_clock` which bans are still active.
    std::string expose(std::chrono::steady_clock::time_point now, time_point wall_clock);

    // The same for those who do not read the exposition.
    std::vector<sample> read(metric id) const; // of a counter or a gauge (metric_store.hpp)
    std::vector<count::ban_status> bans(time_point wall_clock) const;

    // A ban that was known before a restart, and the address that it named (event_counter.hpp). After rules().
    void restore(const count::ban_status& known, std::string_view address);

private:
    struct families;
    std::unique_ptr<families> families_;
};

} // namespace recoil::sink
