#include "daemon/serve_milter.hpp"

#include "daemon/host.hpp"
#include "daemon/input_buffer.hpp"
#include "daemon/session_result.hpp"
#include "proto/milter_session.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace recoil {

using namespace session_result;

namespace {

// The message that passes; what the session says about it.
class passing_mail {
public:
    passing_mail(const services& shared, observed_events& observed) : shared_(shared), observed_(observed) {}

    void operator()(proto::mail_from& e)
    {
        transaction_.emplace(shared_.current.load()->context, event::source::milter);
        transaction_->mail_from(std::move(e.address));
        bytes_ = 0;
    }
    void operator()(proto::rcpt_to& e) { transaction_->rcpt_to(std::move(e.address)); }
    void operator()(const proto::content& e)
    {
        transaction_->content(e.bytes);
        bytes_ += e.bytes.size();
    }
    void operator()(const proto::aborted&) { transaction_.reset(); }
    void operator()(const proto::limit_reached& e) { shared_.metrics.limit_hit(e.name); }
    void operator()(const auto&) {} // the loop's own

    // At the end of the header. True: it is counted, and nothing more of it is wanted.
    bool is_ordinary()
    {
        if (transaction_->may_be_notice())
            return false;
        observed_.ordinary(event::source::milter, bytes_);
        transaction_.reset();
        return true;
    }
    void finish()
    {
        observed_.take(transaction_->finish(wall_clock()));
        transaction_.reset();
    }

private:
    const services& shared_;
    observed_events& observed_;
    std::optional<pipeline::transaction> transaction_;
    std::size_t bytes_ = 0;
};

constexpr std::chrono::seconds farewell{5}; // for the last answers to an MTA that may not read them

// What a wait for input has brought: octets for the session, or its end. Yields how the session ends, if it does.
std::string_view take_input(connection& client, proto::milter_session& session, input_buffer& input,
                            boost::system::error_code error)
{
    std::size_t size = 0;
    if (!error)
        size = client.socket().read_some(net::asio::buffer(input.acquire(), input_buffer::size), error);
    if (!client.expired() && (!error || error == net::asio::error::would_block)) {
        session.feed({input.acquire(), size});
        return ok;
    }
    const bool stops = client.must_end(!session.in_message());
    session.disconnect();
    if (client.expired())
        return timeout;
    return stops ? shutdown : lost;
}

} // namespace

net::task<std::string_view> serve_milter(std::shared_ptr<connection> client, const services* shared,
                                         observed_events* observed)
{
    proto::milter_session session;
    passing_mail mail(*shared, *observed);
    input_buffer input;
    std::string_view result = ok;

    for (;;) {
        proto::event event = session.next();
        std::visit(mail, event);
        if (std::holds_alternative<proto::end_of_header>(event) && mail.is_ordinary())
            session.skip_message();
        const bool over = std::holds_alternative<proto::closed>(event);
        const bool message_ended = std::holds_alternative<proto::end_of_message>(event);
        if (!over && !message_ended && !std::holds_alternative<proto::need_input>(event))
            continue;

        const std::string answers = session.take_output();
        if (!answers.empty()) {
            over ? client->start_deadline(farewell) : client->start_deadline();
            const auto [error, sent] =
                co_await net::asio::async_write(client->socket(), net::asio::buffer(answers), net::as_result);
            if (error && !over) {
                result = client->expired() ? timeout : lost;
                session.disconnect();
            }
        }
        if (over)
            break;
        if (message_ended) {
            mail.finish(); // seen whole, so it counts even where the answer was not read
            continue;
        }
        if (result != ok)
            continue;
        input.release();
        const bool between_messages = !session.in_message();
        if (client->must_end(between_messages)) {
            result = shutdown;
            session.disconnect();
            continue;
        }

        // An idle session waits without a buffer.
        client->start_deadline();
        client->waits(between_messages);
        const auto [error] = co_await client->socket().async_wait(net::stream_socket::wait_read, net::as_result);
        client->has_input();
        result = take_input(*client, session, input, error);
    }
    client->close();
    co_return result;
}

} // namespace recoil
