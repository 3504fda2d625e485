#include "daemon/cli/input_file.hpp"

#include "support/temp_folder.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace recoil::cli {

namespace {

class input_file : public testing::Test {
protected:
    bool read(const std::string& path)
    {
        octets.clear();
        pieces = 0;
        error.clear();
        return read_file(
            path,
            [this](std::string_view piece) {
                octets += piece;
                ++pieces;
            },
            error);
    }

    std::string compressed(const std::string& name, const std::string& text)
    {
        const std::string path = folder.file(name);
        gzFile file = gzopen(path.c_str(), "wb");
        EXPECT_EQ(gzwrite(file, text.data(), static_cast<unsigned>(text.size())), static_cast<int>(text.size()));
        gzclose(file);
        return path;
    }

    test::temp_folder folder;
    std::string octets;
    std::string error;
    int pieces = 0;
};

TEST_F(input_file, PlainAndCompressedAreTheSame)
{
    std::string text(300'000, 'x');
    text[1] = '\0';
    test::write_file(folder.file("plain"), text);
    for (const std::string& path : {folder.file("plain"), compressed("packed", text)}) {
        EXPECT_TRUE(read(path)) << error;
        EXPECT_EQ(octets, text);
        EXPECT_GT(pieces, 2) << "in pieces of bounded size";
    }
}

TEST_F(input_file, AnEmptyFileIsOpenAndOneThatIsAbsentIsNot)
{
    test::write_file(folder.file("empty"), "");
    EXPECT_TRUE(read(folder.file("empty")));
    EXPECT_EQ(pieces, 1);
    EXPECT_FALSE(read(folder.file("absent")));
    EXPECT_EQ(pieces, 0);
    EXPECT_NE(error, "");
}

TEST_F(input_file, WhatCouldBeReadOfADamagedFileIsGiven)
{
    const std::string path = compressed("cut.gz", std::string(100'000, 'a') + "end");
    const std::string whole = test::read_file(path);
    test::write_file(path, whole.substr(0, whole.size() - 9));
    EXPECT_FALSE(read(path));
    EXPECT_NE(error, "");
    EXPECT_GT(octets.size(), 60'000u);
    EXPECT_FALSE(read(folder.path().string()));
    EXPECT_NE(error, "");
}

} // namespace

} // namespace recoil::cli
