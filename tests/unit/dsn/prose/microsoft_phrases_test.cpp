#include "dsn/prose/phrases/microsoft.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace recoil::dsn {
namespace {

TEST(microsoft_phrases, a_list_is_proof)
{
    for (const phrase& row : phrases::microsoft) {
        if (row.role != phrase_role::recipients_follow || row.words.find("delayed") != std::string_view::npos)
            continue;
        const bool proof = std::ranges::any_of(phrases::microsoft, [&](const phrase& other) {
            return other.role == phrase_role::proof && other.words == row.words;
        });
        EXPECT_TRUE(proof) << row.words;
    }
}

} // namespace
} // namespace recoil::dsn
