// The command line of `recoil`: parses it and runs one command.
#pragma once

namespace recoil::cli {

// Exit codes: 0 done, 1 something could not be read or failed its check, 2 usage.
int run(int argc, char** argv);

} // namespace recoil::cli
