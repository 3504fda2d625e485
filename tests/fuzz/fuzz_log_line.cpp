// A line of a log, and the same octets as what Postfix says in one: all parts lie inside the line, and an octet more in
// what a remote server said changes neither recipient, status nor relay.

#include "proto/log_line.hpp"
#include "proto/postfix_line.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace recoil;

static void expect(bool holds)
{
    holds ? void() : std::abort();
}

static void read_message(std::string_view service, std::string_view message)
{
    const proto::postfix_line line = proto::parse_postfix_line(service, message);
    const auto* d = std::get_if<proto::delivery>(&line.what);
    expect(!line.damaged || line.what.index() == 0);
    if (d == nullptr || d->text.data() == nullptr)
        return;
    expect(d->recipient.data() >= message.data() && d->text.end() <= message.end());
    const auto said = static_cast<std::size_t>(d->text.data() - message.data());
    for (const char octet : {'"', ')', '>', ',', '\0', message.front()}) {
        for (const std::size_t at : {said, said + d->text.size() / 2, said + d->text.size()}) {
            const std::string more = std::string(message.substr(0, at)) + octet + std::string(message.substr(at));
            const proto::postfix_line again = proto::parse_postfix_line(service, more);
            const auto* e = std::get_if<proto::delivery>(&again.what);
            expect(e != nullptr && again.queue_id == line.queue_id && e->recipient == d->recipient);
            expect(e->status == d->status && e->dsn == d->dsn && e->original_recipient == d->original_recipient);
            expect(e->relay_host == d->relay_host && e->relay_ip == d->relay_ip && e->relay_port == d->relay_port);
        }
    }
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_message("smtp", text);
    proto::log_line_reader reader(
        [](std::chrono::local_seconds local) { return time_point(local.time_since_epoch()); });
    const auto line = reader.read(text, time_point(std::chrono::hours(500'000)));
    if (!line)
        return 0;
    for (const std::string_view part : {line->host, line->instance, line->service, line->message})
        expect(part.empty() || (part.begin() >= text.begin() && part.end() <= text.end()));
    expect(line->instance.empty() == line->service.empty() && !line->host.empty());
    read_message(line->service, line->message);
    return 0;
}
