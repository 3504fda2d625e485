// Runs a fuzz target over every file of the folders given, so that its corpus and its past crashes are an ordinary
// test. An empty input is always tried. Fails where a folder that is named holds no file and is not marked by a README.

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::size_t replay(const std::filesystem::path& folder)
{
    std::size_t runs = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        ++runs;
    }
    return runs;
}

} // namespace

int main(int argc, char** argv)
{
    LLVMFuzzerTestOneInput(nullptr, 0);
    for (int i = 1; i < argc; ++i) {
        const std::size_t runs = replay(argv[i]);
        std::printf("%s: %zu inputs\n", argv[i], runs);
        if (runs == 0)
            return 1;
    }
    return 0;
}
