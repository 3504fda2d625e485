// Replays both peers of a proxy session and writes down what came of it, one line an item:
//   C: 250 2.0.0 OK            a line that the client is sent
//   E: rcpt_to a@example.org   an event; pieces of content that follow each other are one
// and, apart from them, all that the next hop is sent. Neither depends on how the octets are cut. No test framework:
// the fuzz target uses it too.
#pragma once

#include "proto/proxy_session.hpp"
#include "support/session_replay.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace recoil::test {

inline std::string describe(const proto::proxy_event& event)
{
    return std::visit(
        [](const auto& e) -> std::string {
            if constexpr (std::is_same_v<std::decay_t<decltype(e)>, proto::need_client>)
                return "need_client";
            else if constexpr (std::is_same_v<std::decay_t<decltype(e)>, proto::need_next_hop>)
                return "need_next_hop";
            else
                return describe(proto::event(e));
        },
        event);
}

class proxy_replay {
public:
    explicit proxy_replay(proto::proxy_options options) : session_(std::move(options)) {}

    void client(std::string piece) { client_.push_back(std::move(piece)); }
    void next_hop(std::string piece) { next_hop_.push_back(std::move(piece)); }
    // Gives each peer's pieces when they are asked for, until one is asked for that has no more.
    void run()
    {
        for (;;) {
            const proto::proxy_event event = session_.next();
            note_output();
            const bool client = std::holds_alternative<proto::need_client>(event);
            if (client || std::holds_alternative<proto::need_next_hop>(event)) {
                if (!feed(client))
                    return;
            } else if (!std::holds_alternative<proto::need_output>(event)) {
                note(event);
                if (closed_)
                    return;
            }
        }
    }
    // `act` is one of the driver's endings: &proto::proxy_session::client_lost.
    void end(void (proto::proxy_session::*act)())
    {
        (session_.*act)();
        run();
    }

    const std::vector<std::string>& transcript() const { return transcript_; }
    const std::string& to_next_hop() const { return to_next_hop_; }
    const std::vector<std::uint16_t>& codes() const { return codes_; }
    const proto::proxy_session& session() const { return session_; }
    bool asks_client() const { return asks_client_; } // when it ran out
    bool closed() const { return closed_; }
    std::size_t messages() const { return messages_; }
    std::size_t most_output() const { return most_output_; } // that was there at once for one peer

private:
    // Each piece lives at an address of its own, and only until it is consumed.
    bool feed(bool client)
    {
        asks_client_ = client;
        std::deque<std::string>& pieces = client ? client_ : next_hop_;
        std::string& piece = client ? client_piece_ : next_hop_piece_;
        piece.clear();
        piece.shrink_to_fit();
        if (pieces.empty())
            return false;
        piece = std::move(pieces.front());
        pieces.pop_front();
        client ? session_.feed_client(piece) : session_.feed_next_hop(piece);
        return true;
    }

    void note(const proto::proxy_event& event)
    {
        const auto* piece = std::get_if<proto::content>(&event);
        if (piece && in_content_)
            transcript_.back().append(piece->bytes);
        else
            transcript_.push_back("E: " + describe(event));
        in_content_ = piece != nullptr;
        closed_ = std::holds_alternative<proto::closed>(event);
        messages_ += std::holds_alternative<proto::end_of_message>(event) ? 1 : 0;
    }

    void note_output()
    {
        const std::string passed = session_.take_next_hop_output();
        to_next_hop_ += passed;
        const proto::proxy_session::output output = session_.take_client_output();
        most_output_ = std::max({most_output_, passed.size(), output.bytes.size()});
        codes_.insert(codes_.end(), output.codes.begin(), output.codes.end());
        for (std::string_view rest = output.bytes; !rest.empty(); in_content_ = false) {
            const std::size_t end = rest.find("\r\n");
            transcript_.push_back("C: " + std::string(rest.substr(0, end)));
            rest.remove_prefix(end == rest.npos ? rest.size() : end + 2);
        }
    }

    proto::proxy_session session_;
    std::deque<std::string> client_, next_hop_;
    std::string client_piece_, next_hop_piece_;
    std::vector<std::string> transcript_;
    std::string to_next_hop_;
    std::vector<std::uint16_t> codes_;
    std::size_t messages_ = 0;
    std::size_t most_output_ = 0;
    bool in_content_ = false;
    bool asks_client_ = false;
    bool closed_ = false;
};

} // namespace recoil::test
