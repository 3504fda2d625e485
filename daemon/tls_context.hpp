// A certificate with its key, for the server's side of TLS: version 1.2 and later, no certificates of clients.
// Immutable; shared by the sessions that began while it was in force.
#pragma once

#include "config/settings.hpp"
#include "util/problem.hpp"

#include <memory>

namespace boost::asio::ssl {
class context; // its header costs every source a second: only what is named tls_* includes it
}

namespace recoil {

using tls_context = std::shared_ptr<boost::asio::ssl::context>;

// Reads both files. Null where one cannot be read, is not in PEM form or has a passphrase, and where the key is not the
// certificate's; that is a problem at `place` (of the map `tls`, without `what`).
tls_context load_tls_context(const config::tls& files, const problem& place, problems& found);

} // namespace recoil
