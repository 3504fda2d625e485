// docs/authenticity.md tells operators how to sign. Its programs are run here as they stand there.
#include "pipeline/signed_return_path.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

namespace recoil::pipeline {
namespace {

const std::string secret = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

std::string output_of(const std::string& command)
{
    std::FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr)
        return "popen failed";
    std::string out;
    for (int c; (c = std::fgetc(pipe)) != EOF;)
        out += static_cast<char>(c);
    return pclose(pipe) == 0 ? out.substr(0, out.find_last_not_of('\n') + 1) : "failed: " + out;
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from << " is documented no more";
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

class documented_signature_test : public testing::Test {
protected:
    documented_signature_test()
    {
        std::ifstream in(RECOIL_SOURCE_DIR "/docs/authenticity.md");
        std::ostringstream text;
        text << in.rdbuf();
        document_ = text.str();
        test::write_file(key_file, secret + "\n");
    }

    // The block of code with this in it, as a file.
    std::string program(const std::string& language, const std::string& mark, const std::string& name)
    {
        test::write_file(folder.file(name), block(language, mark));
        return folder.file(name);
    }

    std::string block(const std::string& language, const std::string& mark) const
    {
        const std::size_t in = document_.find(mark);
        const std::size_t fence =
            document_.rfind("```" + language, in); // further words of that line are for other tests
        const std::size_t start = document_.find('\n', fence) + 1;
        EXPECT_TRUE(in != std::string::npos && start <= in) << mark;
        return document_.substr(start, document_.find("```", start) - start);
    }

    static signed_return_path examined(const std::string& address)
    {
        const return_path_keys keys({{secret}}, std::chrono::days(30));
        return keys.examine(address, std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
    }

    test::temp_folder folder;
    const std::string key_file = folder.file("verp.key");

private:
    std::string document_;
};

TEST_F(documented_signature_test, by_the_shell_line)
{
    const std::string script = program("sh", "openssl dgst", "sign-return-path");
    for (const char* address : {"bounces+news+kim=example.net@example.com", "Bounces+Kim=Example.NET@Example.com",
                                "bounces+o'hara%x=example.net@example.com", "b+$HOME=example.net@example.com"}) {
        std::string quoted;
        for (const char c : std::string(address))
            quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
        const std::string made = output_of("sh " + script + " '" + quoted + "' " + key_file);
        const signed_return_path found = examined(made);
        EXPECT_EQ(found.state, signature::valid) << made;
        EXPECT_EQ(found.plain, address);
    }
}

TEST_F(documented_signature_test, by_python)
{
    std::string program = block("python", "def sign_return_path");
    program = replaced(program, "/etc/recoil/verp.key", key_file);
    program += "import sys\nprint(sign_return_path(sys.argv[1], key))\n";
    test::write_file(folder.file("sign.py"), program);
    for (const char* address : {"Bounces+news+kim=example.net@Example.com", "b+\xC3\x89lise=example.net@example.com"}) {
        const std::string made = output_of("PYTHONUTF8=1 python3 -B " + folder.file("sign.py") + " " + address);
        EXPECT_EQ(examined(made).state, signature::valid) << made;
        EXPECT_EQ(examined(made).plain, address);
    }
}

TEST_F(documented_signature_test, by_the_table_that_postfix_asks)
{
    const std::string script = program("sh", "openssl dgst", "sign-return-path");
    std::string table = block("sh", "while read");
    table = replaced(table, "/usr/local/bin/sign-return-path", "sh " + script);
    table = replaced(table, "/etc/recoil/verp.key", key_file);
    test::write_file(folder.file("table"), table);
    const auto answer = [&](const std::string& address) {
        return output_of("echo 'get " + address + "' | sh " + folder.file("table"));
    };
    const std::string answered = answer("bounces+news+kim=example.net@example.com");
    ASSERT_EQ(answered.substr(0, 4), "200 ") << answered;
    const std::string made = answered.substr(4);
    EXPECT_EQ(examined(made).state, signature::valid) << made;
    EXPECT_EQ(answer(made), "500 signed") << "Postfix looks again for what a table answered";
    EXPECT_EQ(answer("kim@example.com"), "500 not ours");
    EXPECT_EQ(answer("bounces+news+kim=example.net@example.org"), "500 not ours");
}

} // namespace
} // namespace recoil::pipeline
