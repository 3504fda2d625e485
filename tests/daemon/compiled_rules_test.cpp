#include "daemon/compiled_rules.hpp"

#include "support/temp_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace recoil {
namespace {

namespace fs = std::filesystem;

class compiled_rules_test : public testing::Test {
protected:
    compiled_rules store() const { return compiled_rules(folder.path() / "compiled"); }
    std::vector<fs::path> files() const
    {
        std::vector<fs::path> found;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder.path() / "compiled"))
            found.push_back(entry.path());
        return found;
    }
    std::string only_file() const
    {
        EXPECT_EQ(files().size(), 1U);
        return files().at(0).string();
    }
    test::temp_folder folder;
};

TEST_F(compiled_rules_test, what_was_saved_is_loaded)
{
    EXPECT_EQ(store().load("patterns"), std::nullopt);
    const std::string octets("a\0b\xff", 4);
    store().save("patterns", octets);
    EXPECT_EQ(store().load("patterns"), octets);
    store().save("patterns", "");
    EXPECT_EQ(store().load("patterns"), "");
    EXPECT_EQ(files().size(), 1U) << "no temporary file stays";
}

TEST_F(compiled_rules_test, only_for_what_it_was_compiled_from)
{
    store().save("patterns", "octets");
    EXPECT_EQ(store().load("pattern"), std::nullopt);
    EXPECT_EQ(store().load(std::string("patterns\0", 9)), std::nullopt);
    fs::copy_file(only_file(), fs::path(only_file()).replace_filename("copy"));
    store().save("others", "other octets");
    std::string others;
    for (const fs::path& path : files()) {
        if (test::read_file(path).ends_with("other octets"))
            others = path;
    }
    fs::copy_file(fs::path(others).replace_filename("copy"), others, fs::copy_options::overwrite_existing);
    EXPECT_EQ(store().load("others"), std::nullopt) << "a file under another's name";
}

TEST_F(compiled_rules_test, a_damaged_file_is_not_used_and_is_replaced)
{
    store().save("patterns", "octets");
    const std::string file = only_file();
    const std::string good = test::read_file(file);
    for (std::size_t cut = 0; cut < good.size(); ++cut) {
        test::write_file(file, good.substr(0, cut));
        EXPECT_EQ(store().load("patterns"), std::nullopt) << cut;
        std::string changed = good;
        changed[cut] = static_cast<char>(changed[cut] ^ 1);
        test::write_file(file, changed);
        EXPECT_EQ(store().load("patterns"), std::nullopt) << cut;
    }
    test::write_file(file, good + "x");
    EXPECT_EQ(store().load("patterns"), std::nullopt);
    store().save("patterns", "octets");
    EXPECT_EQ(store().load("patterns"), "octets");
}

TEST_F(compiled_rules_test, a_file_that_others_may_write_is_not_used)
{
    store().save("patterns", "octets");
    const std::string file = only_file();
    struct stat status {};
    ASSERT_EQ(stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    for (const mode_t mode : {0622U, 0602U, 0620U}) {
        ASSERT_EQ(chmod(file.c_str(), mode), 0);
        EXPECT_EQ(store().load("patterns"), std::nullopt) << mode;
    }
    ASSERT_EQ(chmod(file.c_str(), 0644), 0);
    EXPECT_EQ(store().load("patterns"), "octets");
}

TEST_F(compiled_rules_test, a_link_or_a_folder_is_not_used)
{
    store().save("patterns", "octets");
    const fs::path file = only_file();
    fs::rename(file, folder.path() / "elsewhere");
    fs::create_symlink(folder.path() / "elsewhere", file);
    EXPECT_EQ(store().load("patterns"), std::nullopt);
    store().save("patterns", "new octets");
    EXPECT_EQ(store().load("patterns"), "new octets");
    EXPECT_TRUE(test::read_file(folder.path() / "elsewhere").ends_with("octets"));
    EXPECT_FALSE(fs::is_symlink(file));
    fs::remove(file);
    fs::create_directory(file);
    EXPECT_EQ(store().load("patterns"), std::nullopt);
}

TEST_F(compiled_rules_test, old_files_go)
{
    for (int i = 0; i < 20; ++i)
        store().save(std::to_string(i), "octets");
    EXPECT_LE(files().size(), 8U);
    EXPECT_EQ(store().load("19"), "octets");
    EXPECT_EQ(store().load("0"), std::nullopt);
    test::write_file((folder.path() / "compiled" / "README").string(), "mine");
    store().save("more", "octets");
    EXPECT_TRUE(fs::exists(folder.path() / "compiled" / "README")) << "what is not ours is left alone";
}

TEST_F(compiled_rules_test, without_a_folder_nothing_is_kept)
{
    compiled_rules nowhere(folder.path() / "absent" / "compiled");
    nowhere.save("patterns", "octets");
    EXPECT_EQ(nowhere.load("patterns"), std::nullopt);
    EXPECT_FALSE(fs::exists(folder.path() / "absent"));
    test::write_file(folder.file("file"), "");
    compiled_rules file(folder.path() / "file");
    file.save("patterns", "octets");
    EXPECT_EQ(file.load("patterns"), std::nullopt);
}

TEST_F(compiled_rules_test, the_environment_says_where)
{
    ASSERT_EQ(setenv("STATE_DIRECTORY", (folder.path().string() + ":/elsewhere").c_str(), 1), 0);
    daemons_compiled_rules()->save("patterns", "of the daemon");
    unsetenv("STATE_DIRECTORY");
    EXPECT_EQ(store().load("patterns"), "of the daemon");

    ASSERT_EQ(setenv("XDG_CACHE_HOME", folder.path().c_str(), 1), 0);
    users_compiled_rules()->save("patterns", "of the user");
    unsetenv("XDG_CACHE_HOME");
    EXPECT_EQ(compiled_rules(folder.path() / "recoil").load("patterns"), "of the user");
}

TEST_F(compiled_rules_test, root_leaves_nothing_in_the_folder_of_a_service)
{
    if (geteuid() != 0)
        GTEST_SKIP() << "this needs root";
    ASSERT_EQ(chown(folder.path().c_str(), 65534, 65534), 0);
    ASSERT_EQ(setenv("STATE_DIRECTORY", folder.path().c_str(), 1), 0);
    EXPECT_EQ(daemons_compiled_rules(), nullptr);
    unsetenv("STATE_DIRECTORY");
}

} // namespace
} // namespace recoil
