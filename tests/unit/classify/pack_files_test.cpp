#include "classify/pack_files.hpp"

#include "support/rule_maker.hpp"
#include "support/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace recoil::classify {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class PackFiles : public testing::Test {
protected:
    void write(const std::string& file, std::string_view pack)
    {
        test::write_file(folder_.file(file),
                         test::pack_text(pack, "", {test::rule("r", "text: [quota], reason: spam")}));
    }

    std::vector<std::string> names(const std::vector<std::string>& globs, bool site = true)
    {
        std::vector<std::string> paths;
        for (const std::string& glob : globs)
            paths.push_back(folder_.file(glob));
        found_.clear();
        loaded_ = load_pack_files(paths, site, found_);
        std::vector<std::string> names;
        for (const pack& p : loaded_.packs)
            names.push_back(p.name);
        return names;
    }

    test::temp_folder folder_;
    problems found_;
    pack_files loaded_;
};

TEST_F(PackFiles, ComeInTheOrderOfTheGlobsAndThenOfTheNames)
{
    write("20-b.yaml", "b");
    write("10-a.yaml", "a");
    write("first.yml", "first");
    EXPECT_THAT(names({"*.yml", "*.yaml"}), ElementsAre("first", "a", "b"));
    EXPECT_THAT(names({"20-b.yaml", "10-a.yaml"}), ElementsAre("b", "a"));
    EXPECT_TRUE(found_.empty());
    EXPECT_EQ(loaded_.bad_packs, 0U);
}

TEST_F(PackFiles, AreMarkedAsTheSitesWhereAskedFor)
{
    write("a.yaml", "a");
    names({"a.yaml"}, true);
    EXPECT_TRUE(loaded_.packs.at(0).site);
    names({"a.yaml"}, false);
    EXPECT_FALSE(loaded_.packs.at(0).site);
}

TEST_F(PackFiles, OnlyANameMustExist)
{
    EXPECT_THAT(names({"*.yaml", "[0-9]?.yaml"}), ElementsAre());
    EXPECT_TRUE(found_.empty());
    names({"absent.yaml"});
    ASSERT_EQ(found_.size(), 1U);
    EXPECT_THAT(to_string(found_[0]), HasSubstr("absent.yaml: cannot be read: No such file"));
    EXPECT_EQ(loaded_.bad_packs, 1U);
}

TEST_F(PackFiles, ABadOneIsCountedAndTheOthersStay)
{
    write("10-good.yaml", "good");
    test::write_file(folder_.file("20-bad.yaml"), "pack: bad\nrules: nonsense\n");
    write("30-good.yaml", "also-good");
    EXPECT_THAT(names({"*.yaml"}), ElementsAre("good", "also-good"));
    EXPECT_EQ(loaded_.bad_packs, 1U);
    EXPECT_FALSE(found_.empty());
    EXPECT_TRUE(std::ranges::all_of(found_, [&](const problem& p) { return p.file == folder_.file("20-bad.yaml"); }));
}

} // namespace
} // namespace recoil::classify
