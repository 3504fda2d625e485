#include "daemon/tls_context.hpp"

#include "support/certificate.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace recoil {
namespace {

class tls_context_test : public testing::Test {
protected:
    tls_context_test()
    {
        certificate_.write_certificate(files_.certificate);
        certificate_.write_key(files_.key);
    }
    // What is told, without the paths.
    std::string told()
    {
        problems found;
        const tls_context context = load_tls_context(files_, {"f.yaml", 3, "listeners[0].tls", ""}, found);
        EXPECT_EQ(context == nullptr, !found.empty());
        std::string all;
        for (const problem& p : found)
            all += to_string(p) + "\n";
        const std::string folder = folder_.path().string() + "/";
        for (std::size_t at; (at = all.find(folder)) != std::string::npos;)
            all.erase(at, folder.size());
        return all;
    }

    test::temp_folder folder_;
    test::certificate certificate_{"mx.example.com"};
    config::tls files_{folder_.file("recoil.pem"), folder_.file("recoil.key")};
};

TEST_F(tls_context_test, a_certificate_with_its_key)
{
    EXPECT_EQ(told(), "");
}

TEST_F(tls_context_test, both_may_be_in_one_file)
{
    test::write_file(files_.certificate, test::read_file(files_.key) + test::read_file(files_.certificate));
    files_.key = files_.certificate;
    EXPECT_EQ(told(), "");
}

TEST_F(tls_context_test, a_file_that_is_not_there)
{
    files_.certificate = folder_.file("other.pem");
    EXPECT_EQ(told(),
              "f.yaml:3: listeners[0].tls.certificate: \"other.pem\" cannot be used: No such file or directory; "
              "accepted: a certificate and its chain in PEM form\n");
    files_.certificate = folder_.file("recoil.pem");
    files_.key = folder_.file("other.key");
    EXPECT_EQ(told(),
              "f.yaml:3: listeners[0].tls.key: \"other.key\" cannot be used: No such file or directory; accepted: "
              "a private key in PEM form, without a passphrase\n");
}

TEST_F(tls_context_test, a_file_of_another_kind)
{
    test::write_file(files_.certificate, "not a certificate\n");
    EXPECT_NE(told().find("listeners[0].tls.certificate: \"recoil.pem\" cannot be used: no start line"),
              std::string::npos);
    certificate_.write_key(files_.certificate);
    EXPECT_NE(told().find("listeners[0].tls.certificate: \"recoil.pem\" cannot be used: "), std::string::npos);
    certificate_.write_certificate(files_.certificate);
    certificate_.write_certificate(files_.key);
    EXPECT_NE(told().find("listeners[0].tls.key: \"recoil.key\" cannot be used: "), std::string::npos);
    test::write_file(files_.key, "");
    EXPECT_NE(told().find("listeners[0].tls.key: \"recoil.key\" cannot be used: "), std::string::npos);
    files_.key = folder_.path().string();
    EXPECT_NE(told().find("listeners[0].tls.key: "), std::string::npos) << "a folder";
}

TEST_F(tls_context_test, a_key_of_another_certificate)
{
    test::certificate("mx.example.com").write_key(files_.key);
    EXPECT_EQ(told(), "f.yaml:3: listeners[0].tls.key: \"recoil.key\" is not the key of \"recoil.pem\"\n");
}

// OpenSSL would ask for it at the terminal.
TEST_F(tls_context_test, a_key_with_a_passphrase_is_not_waited_for)
{
    certificate_.write_key(files_.key, "secret");
    EXPECT_NE(told().find("listeners[0].tls.key: \"recoil.key\" cannot be used: "), std::string::npos) << told();
}

} // namespace
} // namespace recoil
