// Where a message's events go: made durable, then counted. What the client is told follows from it.
#pragma once

#include "count/counting.hpp"
#include "daemon/forged_limit.hpp"
#include "daemon/ledger.hpp"
#include "daemon/net.hpp"
#include "daemon/once_a_minute.hpp"
#include "daemon/retold_warning.hpp"
#include "pipeline/delivery_log.hpp"
#include "pipeline/transaction.hpp"
#include "proto/event.hpp"
#include "sink/group_commit.hpp"
#include "sink/metrics.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <vector>

namespace recoil {

sink::notice notice_of(const pipeline::outcome& outcome); // the message as the metrics count it

// May be used from every loop. Destruction commits what is queued.
class event_log {
public:
    // Opens and locks the file; throws start_error where another daemon has it or it cannot be written.
    event_log(sink::event_file_options options, sink::metrics& metrics);

    // accept: every event of the message is durable; or it is forged and one of a flood, and only the notice is
    // counted. defer: nothing of it was kept and nothing is counted.
    net::task<proto::verdict> record(pipeline::outcome outcome);
    // The lines of a log, which stay the caller's: true where all that are events are durable. Else nothing is counted,
    // and the same lines are to be given again.
    net::task<bool> record(std::vector<pipeline::logged>* lines);

    // Which of two sources is counted; from the next message on. Any thread.
    void trust(count::session_source source) { trusted_ = source; }

    void reopen(); // on the commit's thread; success and failure go to the log
    sink::commit_stats stats() const { return commit_.stats(); }
    bool can_write() const; // the last commit succeeded, and there is room

private:
    static sink::event_file open(const sink::event_file_options& options);
    void remember_recent();
    net::task<bool> commit(ledger::entry entry, std::size_t events);
    void report(const sink::commit_result& result);

    sink::event_file_options options_;
    sink::metrics& metrics_;
    ledger ledger_;
    forged_limit forged_;
    std::atomic<count::session_source> trusted_ = count::session_source::notice;
    std::atomic<bool> warned_ = false; // and not yet said that it is over
    once_a_minute warning_;
    retold_warning retold_;
    sink::group_commit commit_;
};

} // namespace recoil
