#include "daemon/serve.hpp"

#include "daemon/host.hpp"
#include "daemon/input_buffer.hpp"
#include "daemon/log.hpp"
#include "daemon/session_result.hpp"

#include <chrono>
#include <optional>
#include <utility>

namespace recoil {

using namespace session_result;

namespace {

// The message that the client is sending; what the session says about it.
class mail {
public:
    mail(const services& shared, event::source source) : shared_(shared), source_(source) {}

    void operator()(proto::mail_from& e)
    {
        transaction_.emplace(shared_.current.load()->context, source_);
        transaction_->mail_from(std::move(e.address));
    }
    void operator()(proto::rcpt_to& e) { transaction_->rcpt_to(std::move(e.address)); }
    void operator()(const proto::content& e) { transaction_->content(e.bytes); }
    void operator()(const proto::aborted&) { transaction_.reset(); }
    void operator()(const proto::limit_reached& e) { shared_.metrics.limit_hit(e.name); }
    // The loop's own.
    void operator()(const proto::need_input&) {}
    void operator()(const proto::need_output&) {}
    void operator()(const proto::start_tls&) {}
    void operator()(const proto::end_of_header&) {}
    void operator()(const proto::end_of_message&) {}
    void operator()(const proto::closed&) {}

    pipeline::outcome finish()
    {
        pipeline::outcome outcome = transaction_->finish(wall_clock());
        transaction_.reset();
        return outcome;
    }

private:
    const services& shared_;
    event::source source_;
    std::optional<pipeline::transaction> transaction_;
};

constexpr std::chrono::seconds farewell{5}; // for the last reply to a client that may not read it

// What a wait for input has brought: octets for the session, or its end. Yields how the session ends, if it does.
std::string_view take_input(connection& client, proto::smtp_session& session, input_buffer& input,
                            boost::system::error_code error)
{
    std::size_t size = 0;
    if (!error)
        size = client.read_some(input.acquire(), input_buffer::size, error);
    if (client.expired()) {
        session.time_out();
        return timeout;
    }
    if (!error || error == net::asio::error::would_block) {
        session.feed({input.acquire(), size});
        return ok;
    }
    if (client.must_end(!session.in_transaction())) {
        session.shut_down();
        return shutdown;
    }
    session.disconnect();
    return lost;
}

// Behind our 220: from here on all is encrypted, or nothing more is said. Yields how the session ends, if it does.
net::task<std::string_view> switch_to_tls(std::shared_ptr<connection> client, proto::smtp_session* session)
{
    client->start_deadline();
    const boost::system::error_code error = co_await client->start_tls();
    if (!error) {
        session->tls_started();
        co_return ok;
    }
    session->disconnect();
    if (client->must_end(true))
        co_return shutdown;
    log::debug("TLS handshake with {} failed: {}", client->peer(), error.message());
    co_return client->expired() ? timeout : lost;
}

} // namespace

net::task<std::string_view> serve(std::shared_ptr<connection> client, const services* shared,
                                  proto::smtp_options options)
{
    const std::string_view protocol = proto::name(options.protocol);
    mail mail(*shared, options.protocol == proto::dialect::lmtp ? event::source::lmtp : event::source::smtp);
    options.starttls = client->offers_tls();
    proto::smtp_session session(std::move(options));
    input_buffer input;
    std::string_view result = ok;

    for (;;) {
        proto::event event = session.next();
        if (std::holds_alternative<proto::end_of_message>(event)) {
            pipeline::outcome outcome = mail.finish(); // named: g++ 12 destroys such temporaries of a co_await twice
            session.answer(co_await shared->events.record(std::move(outcome)));
            continue;
        }
        std::visit(mail, event);
        const bool over = std::holds_alternative<proto::closed>(event);
        const bool input_used_up = std::holds_alternative<proto::need_input>(event);
        const bool handshake = std::holds_alternative<proto::start_tls>(event);
        if (!over && !input_used_up && !handshake && !std::holds_alternative<proto::need_output>(event))
            continue;

        // Replies leave in one write, when all that was read is used up (RFC 2920 3.2) or when there are many.
        if (over || input_used_up || handshake)
            input.release();
        const proto::smtp_session::output output = session.take_output();
        for (const std::uint16_t code : output.codes)
            shared->metrics.reply(protocol, code);
        if (!output.bytes.empty()) {
            over ? client->start_deadline(farewell) : client->start_deadline();
            const boost::system::error_code error = co_await client->write(output.bytes);
            if (error && !over) {
                result = client->expired() ? timeout : lost;
                session.disconnect();
                continue;
            }
        }
        if (over)
            break;
        if (handshake)
            result = co_await switch_to_tls(client, &session);
        if (!input_used_up)
            continue;
        const bool between_messages = !session.in_transaction();
        if (client->must_end(between_messages)) {
            result = shutdown;
            session.shut_down();
            continue;
        }

        // An idle session waits without a buffer.
        client->start_deadline();
        client->waits(between_messages);
        const boost::system::error_code error = co_await client->wait();
        client->has_input();
        result = take_input(*client, session, input, error);
    }
    client->close();
    co_return result;
}

} // namespace recoil
