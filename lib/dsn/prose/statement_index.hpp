// Finds what was said of a recipient: by address, by the first line of the reply that the report repeats, or, for the
// only recipient, what names nobody.
#pragma once

#include "dsn/prose/statement.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace recoil::dsn {

class statement_index {
public:
    // `statements` must stay valid as long as this.
    explicit statement_index(const std::vector<statement>& statements);

    // Fills in what the report does not say; `alone`: it is the only recipient.
    void complete(recipient_report& recipient, bool alone) const;

private:
    const statement* of(const recipient_report& recipient) const;
    const statement* beginning_with(const reply& answer) const;

    std::unordered_map<std::string, const statement*> by_address_;
    std::unordered_map<std::string, const statement*> by_first_line_;
    const statement* only_unnamed_ = nullptr; // the one statement that names nobody
    bool seen_unnamed_ = false;
};

} // namespace recoil::dsn
