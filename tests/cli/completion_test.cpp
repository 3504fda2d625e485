#include "daemon/cli/completion.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recoil::cli {

namespace {

using testing::HasSubstr;
using testing::Not;

// The shells themselves are asked in completion_test.py; here is what they do not show.
command sample()
{
    command root{"recoil", "Root.", {}, {}, {}};
    command leaf{"leaf", "It's a [leaf]: 50\\50.", {}, {}, {}};
    leaf.options.push_back({{"-f", "--flag"}, "A flag.", "", {}, false, false});
    leaf.options.push_back({{"--by"}, "By what.", "a|b", {value_hint::kind::words, {"a", "b"}}, true, true});
    leaf.options.push_back({{"-n", "--lines"}, "Don't: [n]", "N", {}, false, false});
    leaf.options.push_back({{"--output"}, "Where.", "FOLDER", {value_hint::kind::folders, {}}, false, false});
    leaf.operands.push_back({{"FILE"}, "Which.", "FILE", {value_hint::kind::files, {}}, true, false});
    command branch{"branch", "A branch.", {}, {}, {leaf}};
    root.commands = {leaf, branch};
    return root;
}

TEST(bash_completion, knows_each_command_by_its_full_name)
{
    const std::string text = bash_completion(sample());
    EXPECT_THAT(text, HasSubstr("' leaf'|' branch'|'branch leaf')"));
    EXPECT_THAT(text, HasSubstr("    'leaf -'*) _recoil_words '-f --flag --by -n --lines --output' ;;\n"));
    EXPECT_THAT(text, HasSubstr("    'branch leaf --by') _recoil_list 'a b'; return ;;\n"));
    EXPECT_THAT(text, HasSubstr("    'leaf -n'|'leaf --lines') :; return ;;\n"));
    EXPECT_THAT(text, HasSubstr("    'leaf --output') compopt -o dirnames; return ;;\n"));
    EXPECT_THAT(text, HasSubstr("    'leaf '*) compopt -o default ;;\n"));
    EXPECT_THAT(text, HasSubstr("    ' '*) _recoil_words 'leaf branch' ;;\n"));
    EXPECT_THAT(text, Not(HasSubstr("--flag')"))); // nothing follows it
}

TEST(bash_completion, the_longer_name_is_looked_for_first)
{
    const std::string text = bash_completion(sample());
    EXPECT_LT(text.find("'branch leaf '*)"), text.find("'branch '*)"));
    EXPECT_LT(text.find("'branch '*)"), text.find("' '*)"));
}

TEST(zsh_completion, is_a_function_for_each_command)
{
    const std::string text = zsh_completion(sample());
    EXPECT_THAT(text, testing::StartsWith("#compdef recoil\n"));
    for (const char* name :
         {"\n_recoil()\n", "\n_recoil_leaf()\n", "\n_recoil_branch()\n", "\n_recoil_branch_leaf()\n"})
        EXPECT_THAT(text, HasSubstr(name));
    EXPECT_THAT(text, HasSubstr("        leaf) _recoil_branch_leaf ;;\n"));
}

TEST(zsh_completion, quotes_what_it_says)
{
    const std::string text = zsh_completion(sample());
    EXPECT_THAT(text, HasSubstr("'leaf:It'\\''s a [leaf]\\: 50\\\\50.'"));
    EXPECT_THAT(text, HasSubstr("'(-n --lines)'{-n+,--lines=}'[Don'\\''t\\: \\[n\\]]:N: '"));
    EXPECT_THAT(text, HasSubstr("'(-f --flag)'{-f,--flag}'[A flag.]'"));
    EXPECT_THAT(text, HasSubstr("'*--by=[By what.]:a b:_values -s , value a b'"));
    EXPECT_THAT(text, HasSubstr("'--output=[Where.]:FOLDER:_files -/'"));
    EXPECT_THAT(text, HasSubstr("'*:FILE:_files'"));
}

TEST(fish_completion, one_line_for_each_thing)
{
    const std::string text = fish_completion(sample());
    EXPECT_THAT(text, HasSubstr("complete -c recoil -n '__recoil_chooses' -a leaf -d 'It\\'s a [leaf]: 50\\\\50.'\n"));
    EXPECT_THAT(text, HasSubstr("complete -c recoil -n '__recoil_chooses branch' -a leaf -d "));
    EXPECT_THAT(text, HasSubstr("complete -c recoil -n '__recoil_at leaf' -s f -l flag -d 'A flag.'\n"));
    EXPECT_THAT(text, HasSubstr("-n '__recoil_at branch leaf' -l by -x -a '(__fish_append , a b)' -d 'By what.'\n"));
    EXPECT_THAT(text, HasSubstr("-n '__recoil_at leaf' -s n -l lines -x -d 'Don\\'t: [n]'\n"));
    EXPECT_THAT(text, HasSubstr("-n '__recoil_at leaf' -l output -x -a '(__fish_complete_directories)' -d 'Where.'\n"));
    EXPECT_THAT(text, HasSubstr("complete -c recoil -n '__recoil_at leaf' -F\n"));
}

TEST(completion, each_line_is_whole)
{
    for (const std::string& text : {bash_completion(sample()), zsh_completion(sample()), fish_completion(sample())}) {
        EXPECT_TRUE(text.ends_with('\n'));
        EXPECT_EQ(text.find('\t'), std::string::npos);
    }
}

} // namespace

} // namespace recoil::cli
