// The transcript that Sendmail writes into its notices: what it sent (">>>"), what the remote host said ("<<<") and its
// own verdicts. Only the remote's words tell a cause: the line below them ("550 5.1.1 <a@b>... User unknown") is
// Sendmail's reading of the code, the same under a ban and under a dead address; it tells no more than whose reply it
// was. Where no host spoke, the verdict is all there is, and a local mailer's words in front of it are the cause.
#pragma once

#include "dsn/prose/statement.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {

class sendmail_transcript {
public:
    void read(std::string_view line); // without the white space around it
    std::vector<statement> take();

private:
    void begin_session(std::string_view host);
    void begin_command(std::string_view command);
    void add_reply_line(std::string_view line);
    void read_own_line(std::string_view line);
    void repeat_refusal(std::string_view address);
    void end_reply(std::string_view address);

    statement session_; // the host and the command at this point
    std::string reply_;
    std::string first_line_;
    std::string mailer_; // what a local mailer said
    bool complete_ = false;
    bool after_data_ = false; // the command in hand; with pipelining the reply may be that of RCPT
    bool spoke_ = false;      // the remote host of this session
    std::vector<statement> found_;
    std::vector<statement> own_;
};

} // namespace recoil::dsn
