// An entry of the journal as a line of a mail log, and which entries are Postfix's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil {

struct journal_entry {
    std::uint64_t microseconds = 0; // since 1970
    std::string host;
    std::string identifier; // "postfix/smtp"
    std::string process;    // its id; "" where there is none
    std::string message;
};

// "2026-11-21T08:00:00.123456Z mx1 postfix/smtp[1234]: MESSAGE", without an end. Line ends inside become blanks.
std::string to_log_line(const journal_entry& entry);

class journal_filter {
public:
    // Globs of units, as systemctl(1) takes them; none: whatever calls itself postfix or postfix/...
    explicit journal_filter(std::vector<std::string> units) : units_(std::move(units)) {}

    bool wants(std::string_view unit, std::string_view identifier) const;
    // The units, if none is a glob: the journal finds such entries by its index.
    const std::vector<std::string>& plain_units() const;

private:
    std::vector<std::string> units_;
};

} // namespace recoil
