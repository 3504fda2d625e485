// What a Postfix log has told of the messages that are still in its queue, by queue id: a line names little, and the
// one that tells how a message ends names neither its sender nor why.
#pragma once

#include "util/clock.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recoil::pipeline {

// The last refusal of a recipient who is still waited for, in the words of the log.
struct deferral {
    std::string recipient;
    std::string original_recipient;
    std::string relay_host;
    std::string relay_ip;
    std::string dsn;
    std::string text;
    std::string instance;
    std::string service;
    std::string reason;   // of the verdict
    time_point arrival{}; // of the message in the queue
    time_point last_attempt{};
    std::uint32_t attempts = 0; // that were made, as far as they were seen

    std::size_t bytes() const;
};

struct queued_message {
    std::optional<std::string> sender; // nothing where its line was not seen; "" is the null sender
    std::string message_id;            // as in the header, with its angle brackets
    std::vector<deferral> deferred;    // one for each recipient

    const deferral* find(std::string_view recipient) const; // null where it was not deferred
    void put(deferral last);                                // in place of what was known of its recipient
    void erase(std::string_view recipient);
};

// Bounded: beyond `max_bytes` (an estimate of all texts and their overhead) the messages are forgotten that have been
// silent for longest. Not thread-safe.
class queued_messages {
public:
    explicit queued_messages(std::size_t max_bytes = 64 * 1024 * 1024) : max_bytes_(max_bytes) {}
    queued_messages(const queued_messages&) = delete; // a copy's keys would point into the original
    queued_messages& operator=(const queued_messages&) = delete;
    queued_messages(queued_messages&&) = default; // a list's nodes stay where they are

    // `key`: host and queue id. Null where nothing is known; holds until the next call of any member.
    const queued_message* find(std::string_view key);
    // `change` gets the message, which is made where nothing is known of it. It may be forgotten right afterwards.
    template<class Change>
    void change(std::string_view key, const Change& change)
    {
        const auto at = touch_or_make(key);
        change(at->message);
        account(at);
    }
    void erase(std::string_view key);

    std::size_t size() const { return entries_.size(); }
    std::size_t bytes() const { return bytes_; }

private:
    struct entry {
        std::string key;
        queued_message message;
        std::size_t bytes = 0;
    };
    using entries = std::list<entry>; // the most recently touched first

    entries::iterator touch(std::string_view key);
    entries::iterator touch_or_make(std::string_view key);
    void account(entries::iterator changed);
    void forget(entries::iterator gone);

    std::size_t max_bytes_;
    std::size_t bytes_ = 0;
    entries entries_;
    std::unordered_map<std::string_view, entries::iterator> index_; // views of the entries' keys
};

} // namespace recoil::pipeline
