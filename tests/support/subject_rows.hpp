// What is true of every table of subjects.
#pragma once

#include "dsn/header/subject_words.hpp"
#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <gtest/gtest.h>

namespace recoil::test {

// Each row is UTF-8, says something, and is reached: none begins like another of the table.
inline void check_rows(const dsn::subject_table& table)
{
    for (const std::string_view row : table.beginnings) {
        EXPECT_GE(row.size(), 4u);
        EXPECT_TRUE(utf8::valid(row)) << row;
        for (const std::string_view other : table.beginnings)
            EXPECT_TRUE(row.data() == other.data() || !ascii::istarts_with(row, other)) << row << " after " << other;
        EXPECT_FALSE(dsn::is_reply_or_forward(row)) << row;
    }
    for (const dsn::subject_form& form : table.forms) {
        EXPECT_TRUE(utf8::valid(form.begin) && utf8::valid(form.inside)) << form.begin;
        EXPECT_GE(form.inside.size(), 3u) << form.begin;
    }
}

} // namespace recoil::test
