// recoil completion: the script that completes recoil's own command line in a shell.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/completion.hpp"
#include "daemon/exit_code.hpp"

#include <cstdio>

namespace recoil::cli {

int completion(const completion_options& options, const command& root)
{
    const auto print = options.shell == shell::bash  ? bash_completion
                       : options.shell == shell::zsh ? zsh_completion
                                                     : fish_completion;
    std::fputs(print(root).c_str(), stdout);
    return exit_code::ok;
}

} // namespace recoil::cli
