#include "dsn/prose/stage_words.hpp"

#include "util/ascii.hpp"

#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;

struct stage_words {
    string_view words;
    stage value;
};
// The first that is found counts: what is longer and surer stands above.
constexpr auto stages = std::to_array<stage_words>({
    {"(in reply to end of data command)", stage::eod},
    {"(in reply to data command)", stage::data},
    {"(in reply to rcpt to command)", stage::rcpt},
    {"(in reply to mail from command)", stage::mail},
    {"(in reply to ehlo command)", stage::helo},
    {"(in reply to helo command)", stage::helo},
    {"after end of data", stage::eod},
    {"after pipelined end of data", stage::eod},
    {"after sending data block", stage::eod},
    {"after rcpt", stage::rcpt},
    {"after pipelined rcpt", stage::rcpt},
    {"after mail", stage::mail},
    {"after pipelined mail", stage::mail},
    {"after initial connection", stage::connect},
    {"after ehlo", stage::helo},
    {"after helo", stage::helo},
    {"after starttls", stage::helo},
    {"after data", stage::data},
    {"after pipelined data", stage::data},
    {"for rcpt", stage::rcpt},
    {"for mail", stage::mail},
    {"for data", stage::data},
    {"for text command", stage::eod},
    {"[rcpt_to]", stage::rcpt},
    {"[mail_from]", stage::mail},
    {"[data]", stage::eod},
    {"following rcpt command", stage::rcpt},
    {"following mail command", stage::mail},
    {"following data command", stage::data},
    {"rcpt to generated", stage::rcpt},
    {"body of message generated", stage::eod},
    {"smtp:rcpt", stage::rcpt},
    {"smtp:data", stage::data},
    {"did not like our rcpt to", stage::rcpt},
    {"did not like our mail from", stage::mail},
    {"did not like our final data", stage::eod},
    {"did not like our data", stage::data},
    {"does not like recipient", stage::rcpt},
    {"but sender was rejected", stage::mail},
    {"but my name was rejected", stage::helo},
    {"but greeting failed", stage::connect},
    {"able to establish an smtp connection", stage::connect},
    {"connection to mail exchanger failed", stage::connect},
    {"failed on data command", stage::data},
    {"failed after i sent the message", stage::eod},
    {"refused to talk to me", stage::connect},
    {"remote server in greeting", stage::connect},
    {">>> rcpt to", stage::rcpt},
    {">>> mail from", stage::mail},
    {">>> data", stage::data},
    {"sent: rcpt to", stage::rcpt},
    {"sent: mail from", stage::mail},
    {"sent: data", stage::data},
    {"(state 13)", stage::rcpt},
    {"(state 14)", stage::rcpt},
    {"(state 17)", stage::eod},
    {"(state 18)", stage::eod},
});

} // namespace

std::optional<stage> stage_in(string_view text)
{
    const std::string line = ascii::to_lower(ascii::collapse_spaces(text));
    for (const stage_words& known : stages) {
        if (line.find(known.words) != string_view::npos)
            return known.value;
    }
    return std::nullopt;
}

} // namespace recoil::dsn
