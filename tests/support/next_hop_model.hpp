// A next hop that has answered already: reads all that it was sent beside all that it said, line by line, and counts
// the messages that it accepted. Slow, and simple enough to be believed. `smuggled` where another server, for which a
// bare CR or LF ends a line too, would have found an end of data that is none.
#pragma once

#include "util/ascii.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace recoil::test {

class next_hop_model {
public:
    next_hop_model(std::string_view input, std::string_view replies) : input_(input), replies_(replies)
    {
        if (reply() == 0)
            return;
        while (!input_.empty() && obey()) {
        }
    }
    std::size_t messages() const { return messages_; }
    bool smuggled() const { return smuggled_; }

private:
    static std::string_view take(std::string_view& from, std::string_view end)
    {
        const std::size_t at = from.find(end);
        const std::string_view piece = from.substr(0, at == from.npos ? at : at + end.size());
        from.remove_prefix(piece.size());
        return piece;
    }

    // The first digit of the next reply; 0 where there is none that is well-formed.
    int reply()
    {
        std::string code;
        for (std::size_t bytes = 0;;) {
            const std::string_view line = take(replies_, "\r\n");
            const bool ended = line.ends_with("\r\n") && line.find_first_of("\r\n") == line.size() - 2;
            const bool formed = ended && line.size() >= 5 && line[0] >= '2' && line[0] <= '5' &&
                                ascii::is_digit(line[1]) && ascii::is_digit(line[2]);
            bytes += line.size();
            if (!formed || line.size() > 8192 || bytes > 65'536 || (!code.empty() && code != line.substr(0, 3)))
                return 0;
            code = line.substr(0, 3);
            if (line[3] == ' ' || line.size() == 5)
                return code == "421" ? 0 : code[0] - '0';
            if (line[3] != '-')
                return 0;
        }
    }

    // False where nothing behind this command counts.
    bool obey()
    {
        std::string_view line = take(input_, "\r\n");
        line = ascii::trim(line);
        const std::string verb = ascii::to_lower(line.substr(0, line.find_first_of(" \t\v\f")));
        const int answer = reply();
        if (answer == 0 || (answer < 4 && (answer == 3) != (verb == "data")))
            return false;
        if (answer == 3)
            return read_data();
        if (answer == 2 && verb == "mail")
            transaction_ = true;
        if (answer == 2 && (verb == "ehlo" || verb == "helo" || verb == "rset" || verb == "xclient"))
            transaction_ = false;
        return !(answer == 2 && verb == "quit");
    }

    bool read_data()
    {
        const bool at_once = input_.starts_with(".\r\n");
        const std::string_view data = at_once ? take(input_, ".\r\n") : take(input_, "\r\n.\r\n");
        const bool ended = at_once || data.ends_with("\r\n.\r\n");
        look_for_other_ends(data.substr(0, data.size() - (ended ? 3 : 0)));
        if (!ended)
            return false;
        const int answer = reply();
        messages_ += transaction_ && answer == 2 ? 1 : 0;
        transaction_ = false;
        return answer == 2 || answer > 3;
    }

    void look_for_other_ends(std::string_view data)
    {
        const std::string text = "\r\n" + std::string(data) + " ";
        for (std::size_t i = text.find('.'); i != text.npos; i = text.find('.', i + 1)) {
            const bool starts = text[i - 1] == '\r' || text[i - 1] == '\n';
            smuggled_ = smuggled_ || (starts && (text[i + 1] == '\r' || text[i + 1] == '\n'));
        }
    }

    std::string_view input_, replies_;
    bool transaction_ = false;
    bool smuggled_ = false;
    std::size_t messages_ = 0;
};

} // namespace recoil::test
