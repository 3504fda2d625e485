// A whole connection. The first octet chooses the options, the next two where the rest is cut in two; what the session
// says and does must not depend on the cut. No reply is longer than 512 octets (RFC 5321 4.5.3.1.5), nothing happens
// between the end of a message and its answer, and there is never more content than input.
#include "support/session_replay.hpp"

#include <cstdint>
#include <cstdlib>

using namespace recoil;

static test::session_replay replay(const proto::smtp_options& options, std::string_view first, std::string_view second)
{
    test::session_replay session(options, {proto::verdict::accept, proto::verdict::defer});
    session.feed_with_handshakes(first);
    session.feed_with_handshakes(second);
    session.end(&proto::smtp_session::disconnect);
    return session;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    if (size < 3)
        return 0;
    proto::smtp_options options;
    options.protocol = (data[0] & 1) != 0 ? proto::dialect::smtp : proto::dialect::lmtp;
    options.message_bytes = (data[0] & 2) != 0 ? 20 : 0;
    options.recipients = (data[0] & 4) != 0 ? 2 : 1000;
    options.line_bytes = (data[0] & 8) != 0 ? 40 : 8192;
    options.starttls = (data[0] & 32) != 0;
    options.errors = (data[0] & 16) != 0 ? 3 : 1000;
    const std::string_view input(reinterpret_cast<const char*>(data + 3), size - 3);
    const size_t cut = (data[1] * size_t{256} + data[2]) % (input.size() + 1);

    const test::session_replay whole = replay(options, input, "");
    const test::session_replay in_two = replay(options, std::string(input.substr(0, cut)), input.substr(cut));
    bool holds = whole.transcript() == in_two.transcript() && whole.codes() == in_two.codes();
    holds = holds && whole.awaited_every_answer() && whole.content_bytes() <= input.size();
    for (const std::string& item : whole.transcript())
        holds = holds && (!item.starts_with("S: ") || item.size() <= 3 + 510);
    return holds ? 0 : (std::abort(), 1);
}
