// A certificate that signs itself, and its key, made for one test.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

namespace recoil::test {

class certificate {
public:
    explicit certificate(const std::string& host)
        : key_(EVP_EC_gen("P-256"), EVP_PKEY_free), certificate_(X509_new(), X509_free)
    {
        X509* const x = certificate_.get();
        X509_set_version(x, X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
        X509_gmtime_adj(X509_getm_notBefore(x), -60);
        X509_gmtime_adj(X509_getm_notAfter(x), 3600);
        X509_set_pubkey(x, key_.get());
        X509_NAME* const name = X509_get_subject_name(x);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(host.c_str()), -1,
                                   -1, 0);
        X509_set_issuer_name(x, name);
        if (X509_sign(x, key_.get(), EVP_sha256()) == 0)
            throw std::runtime_error("cannot sign a certificate");
    }

    void write_certificate(const std::string& path) const
    {
        write(path, [this](FILE* to) { return PEM_write_X509(to, certificate_.get()); });
    }
    void write_key(const std::string& path, const char* passphrase = nullptr) const
    {
        const EVP_CIPHER* const cipher = passphrase != nullptr ? EVP_aes_128_cbc() : nullptr;
        write(path, [&](FILE* to) {
            return PEM_write_PKCS8PrivateKey(
                to, key_.get(), cipher, passphrase,
                passphrase != nullptr ? static_cast<int>(std::string(passphrase).size()) : 0, nullptr, nullptr);
        });
    }

private:
    template<class Write>
    static void write(const std::string& path, Write write_to)
    {
        const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "w"), std::fclose);
        if (!file || write_to(file.get()) != 1)
            throw std::runtime_error("cannot write " + path);
    }

    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
    std::unique_ptr<X509, void (*)(X509*)> certificate_;
};

} // namespace recoil::test
