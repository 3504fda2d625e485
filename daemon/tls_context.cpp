#include "daemon/tls_context.hpp"

#include "daemon/net.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509err.h>

#include <string>

namespace recoil {

namespace {

namespace ssl = net::asio::ssl;

bool is_mismatch(const boost::system::error_code& error)
{
    const auto code = static_cast<unsigned long>(error.value());
    return error.category() == net::asio::error::get_ssl_category() && ERR_GET_LIB(code) == ERR_LIB_X509 &&
           (ERR_GET_REASON(code) == X509_R_KEY_VALUES_MISMATCH || ERR_GET_REASON(code) == X509_R_KEY_TYPE_MISMATCH);
}

std::string quoted(const std::string& path)
{
    return "\"" + path + "\"";
}

void configure(ssl::context& context)
{
    SSL_CTX* const native = context.native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    context.set_options(ssl::context::no_compression);
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF); // tickets resume a session without our memory
    boost::system::error_code ignored;
    // Without it OpenSSL asks for a passphrase at the terminal, and waits.
    context.set_password_callback([](std::size_t, ssl::context::password_purpose) { return std::string(); }, ignored);
}

} // namespace

tls_context load_tls_context(const config::tls& files, const problem& place, problems& found)
{
    const auto fail = [&](const char* key, const std::string& what) {
        found.push_back({place.file, place.line, place.key + "." + key, what});
        return nullptr;
    };
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    configure(*context);
    boost::system::error_code error;
    context->use_certificate_chain_file(files.certificate, error);
    if (error)
        return fail("certificate", quoted(files.certificate) + " cannot be used: " + error.message() +
                                       "; accepted: a certificate and its chain in PEM form");
    context->use_private_key_file(files.key, ssl::context::pem, error);
    if (is_mismatch(error))
        return fail("key", quoted(files.key) + " is not the key of " + quoted(files.certificate));
    if (error)
        return fail("key", quoted(files.key) + " cannot be used: " + error.message() +
                               "; accepted: a private key in PEM form, without a passphrase");
    return context;
}

} // namespace recoil
