// Replays an MTA's octets through a milter session and writes down what came of it, one line an item:
//   A: c                       an answer; O with its three numbers
//   E: rcpt_to a@example.org   an event; pieces of content that follow each other are one
// The order of the items does not depend on how the octets are cut. No test framework: the fuzz target uses it too.
#pragma once

#include "proto/milter_frame.hpp"
#include "proto/milter_session.hpp"
#include "support/session_replay.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace recoil::test {

class milter_replay {
public:
    // `skipped` says for each message in its order whether the driver wants no more of it; the last one stands for all
    // that follow.
    explicit milter_replay(std::vector<bool> skipped = {false}, proto::milter_options options = {})
        : session_(options), skipped_(std::move(skipped))
    {
    }

    void feed(std::string_view bytes)
    {
        session_.feed(bytes);
        drain();
    }
    void disconnect()
    {
        session_.disconnect();
        drain();
    }

    const std::vector<std::string>& transcript() const { return transcript_; }
    const proto::milter_session& session() const { return session_; }
    const std::string& answers() const { return answers_; } // their commands
    bool well_formed() const { return well_formed_; }       // every answer is a whole packet of its length
    std::size_t content_bytes() const { return content_bytes_; }

private:
    void drain()
    {
        for (;;) {
            const proto::event event = session_.next();
            note_output();
            if (std::holds_alternative<proto::need_input>(event) || closed_)
                return;
            note(event);
            closed_ = std::holds_alternative<proto::closed>(event);
            if (std::holds_alternative<proto::end_of_header>(event) && wants_no_more())
                session_.skip_message();
        }
    }

    bool wants_no_more() { return skipped_[std::min(headers_++, skipped_.size() - 1)]; }

    void note(const proto::event& event)
    {
        const auto* piece = std::get_if<proto::content>(&event);
        if (piece)
            content_bytes_ += piece->bytes.size();
        if (piece && in_content_)
            transcript_.back().append(piece->bytes);
        else
            transcript_.push_back("E: " + describe(event));
        in_content_ = piece != nullptr;
    }

    void note_output()
    {
        const std::string output = session_.take_output();
        std::string_view rest = output;
        proto::milter_splitter answers;
        while (!rest.empty()) {
            const proto::milter_splitter::packet answer = answers.next(rest);
            well_formed_ = well_formed_ && answer.what == proto::milter_splitter::status::complete;
            if (!well_formed_)
                return;
            answers_ += answer.command;
            note(answer);
        }
    }

    void note(const proto::milter_splitter::packet& answer)
    {
        std::string item = std::string("A: ") + answer.command;
        for (std::string_view data = answer.data; !data.empty();
             data.remove_prefix(std::min<std::size_t>(4, data.size())))
            item += " " + std::to_string(proto::read_milter_number(data));
        transcript_.push_back(item);
        in_content_ = false;
    }

    proto::milter_session session_;
    std::vector<bool> skipped_;
    std::vector<std::string> transcript_;
    std::string answers_;
    std::size_t headers_ = 0;
    std::size_t content_bytes_ = 0;
    bool in_content_ = false;
    bool closed_ = false;
    bool well_formed_ = true;
};

} // namespace recoil::test
