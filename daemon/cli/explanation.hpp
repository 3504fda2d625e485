// What rules make of one failure, and why no other rule decided.
#pragma once

#include "classify/classifier.hpp"
#include "daemon/cli/terminal.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace recoil::cli {

struct explanation {
    // Asks `rules`, which must outlive this; so must the failure's views.
    explanation(const classify::classifier& rules, const classify::failure& failure);

    // The verdict if a certain provider had said so: told where nobody knows who did, and only where it differs.
    struct supposition {
        std::string_view provider;
        classify::verdict verdict;
    };

    classify::failure failure;
    classify::verdict verdict;
    std::vector<classify::contender> matched; // the deciding rule first
    std::vector<supposition> suppositions;
};

std::string explanation_text(const explanation& e, const terminal& out);
std::string explanation_json(const explanation& e); // one object and a line end

} // namespace recoil::cli
