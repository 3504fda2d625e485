// Verdicts for people: one block a recipient. Everything from a message is escaped: a reply cannot move the cursor.
#pragma once

#include "daemon/cli/terminal.hpp"
#include "event/event.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace recoil::cli {

struct verdict_row {
    std::string recipient;
    std::string action;
    std::string status;
    std::string category;
    std::string reason;
    std::string provider;
    std::string fix_owner;
    std::string list_action;
    std::string sending_ip;
    std::string delist_url;
    std::string diagnostic;
    std::string meaning;
    std::string advice;
};

verdict_row row_of(const event::record& record);
verdict_row row_of(const boost::json::object& event); // of an event file

class verdict_table {
public:
    explicit verdict_table(const terminal& out) : out_(out) {}
    std::string heading() const;
    std::string block(const verdict_row& row) const; // with line ends

private:
    const terminal& out_;
};

} // namespace recoil::cli
