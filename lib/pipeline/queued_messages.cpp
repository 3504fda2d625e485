#include "pipeline/queued_messages.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace recoil::pipeline {

namespace {

constexpr std::size_t overhead = 250;           // of an entry: list node, index and the texts' own
constexpr std::size_t most_recipients = 10'000; // of one message

std::size_t bytes_of(const queued_message& message)
{
    std::size_t sum = overhead + message.message_id.size() + (message.sender ? message.sender->size() : 0);
    for (const deferral& d : message.deferred)
        sum += d.bytes();
    return sum;
}

} // namespace

std::size_t deferral::bytes() const
{
    return sizeof(deferral) + recipient.size() + original_recipient.size() + relay_host.size() + text.size();
}

const deferral* queued_message::find(std::string_view recipient) const
{
    const auto found = std::ranges::find(deferred, recipient, &deferral::recipient);
    return found == deferred.end() ? nullptr : &*found;
}

void queued_message::put(deferral last)
{
    const auto found = std::ranges::find(deferred, last.recipient, &deferral::recipient);
    if (found != deferred.end())
        *found = std::move(last);
    else if (deferred.size() < most_recipients)
        deferred.push_back(std::move(last));
}

void queued_message::erase(std::string_view recipient)
{
    std::erase_if(deferred, [=](const deferral& d) { return d.recipient == recipient; });
}

queued_messages::entries::iterator queued_messages::touch(std::string_view key)
{
    const auto found = index_.find(key);
    if (found == index_.end())
        return entries_.end();
    entries_.splice(entries_.begin(), entries_, found->second);
    return entries_.begin();
}

queued_messages::entries::iterator queued_messages::touch_or_make(std::string_view key)
{
    if (const auto known = touch(key); known != entries_.end())
        return known;
    entries_.emplace_front().key = key;
    index_.emplace(entries_.front().key, entries_.begin());
    return entries_.begin();
}

const queued_message* queued_messages::find(std::string_view key)
{
    const auto known = touch(key);
    return known == entries_.end() ? nullptr : &known->message;
}

void queued_messages::account(entries::iterator changed)
{
    bytes_ -= changed->bytes;
    changed->bytes = bytes_of(changed->message) + changed->key.size();
    bytes_ += changed->bytes;
    while (bytes_ > max_bytes_ && !entries_.empty())
        forget(std::prev(entries_.end()));
}

void queued_messages::erase(std::string_view key)
{
    if (const auto gone = touch(key); gone != entries_.end())
        forget(gone);
}

void queued_messages::forget(entries::iterator gone)
{
    bytes_ -= gone->bytes;
    index_.erase(gone->key);
    entries_.erase(gone);
}

} // namespace recoil::pipeline
