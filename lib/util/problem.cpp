#include "util/problem.hpp"

namespace recoil {

std::string to_string(const problem& p)
{
    std::string out = p.file;
    if (p.line > 0)
        out += ":" + std::to_string(p.line);
    if (p.line > 0 && p.column > 0)
        out += ":" + std::to_string(p.column);
    for (const std::string* part : {&p.key, &p.what}) {
        if (part->empty())
            continue;
        if (!out.empty())
            out += ": ";
        out += *part;
    }
    return out;
}

} // namespace recoil
