// recoil: the operator's tool. Everything it does is in the command's own source.
#include "daemon/cli/command_line.hpp"

int main(int argc, char** argv)
{
    return recoil::cli::run(argc, argv);
}
