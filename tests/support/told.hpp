// What a reader of a notice's text told, in one line for a comparison.
#pragma once

#include "dsn/prose/statement.hpp"

#include <string>
#include <vector>

namespace recoil::test {

// "recipient=answer", joined by ';'.
inline std::string told(const std::vector<dsn::statement>& statements)
{
    std::string all;
    for (const dsn::statement& said : statements)
        all += (all.empty() ? "" : ";") + said.recipient + "=" + said.answer.text;
    return all;
}

} // namespace recoil::test
