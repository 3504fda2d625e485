// Where the lines of a Postfix log come from: a file, journald, a syslog socket or standard input. All of it lives on
// one loop and is touched only there.
//
// The consumer asks for a batch, commits the events of its lines, says committed(), and asks for the next one. While it
// does not ask, nothing is read: a file, a journal and a pipe keep what they have, and TCP makes its clients wait. Only
// datagrams are read on, since who sends them to a unix socket must not wait: 8 MiB are kept, and the rest is dropped.
#pragma once

#include "config/settings.hpp"
#include "daemon/net.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace recoil {

struct log_batch {
    std::string lines;           // whole lines, each ended by '\n'; none is longer than log_input::line_bytes
    std::string position;        // opaque: where reading goes on behind these lines
    std::uint64_t lag_bytes = 0; // known octets that are still unread behind them
    bool skipped = false; // before these lines some were lost for good: rotated away while we were down, or overrun
};

class log_input {
public:
    // Of `lines`; one line may go beyond it.
    static constexpr std::size_t batch_bytes = 256 * 1024;
    // With its end. A longer line is cut, and its rest is dropped: Postfix cuts its own at 2 KiB.
    static constexpr std::size_t line_bytes = 64 * 1024;

    virtual ~log_input() = default;

    // Waits for lines; a batch always has some. Nothing: the input is over (standard input at its end), or was stopped.
    // One call at a time; the input must outlive it.
    virtual net::task<std::optional<log_batch>> next() = 0;
    // All up to here is durable: reading goes on there after a restart. After stop() it is on the disk on return.
    virtual void committed(const std::string& position) = 0;
    // Nothing more is read, and next() does not wait any longer: it yields what was already taken from a socket, then
    // nothing. The position is on the disk when it returns.
    virtual void stop() = 0;

    // The label `input`: "postfix:/var/log/mail.log", "journald", "syslog:udp://127.0.0.1:5140", "stdin".
    virtual std::string name() const = 0;
};

// Opens what `source` names. Positions are kept in the folder log-positions under `state_directory`; "": in memory
// only. Throws start_error.
std::unique_ptr<log_input> open_log_input(const config::log_source& source, const net::executor& loop,
                                          const std::string& state_directory);

} // namespace recoil
