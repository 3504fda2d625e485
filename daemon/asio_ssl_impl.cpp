// Asio's own code for TLS, compiled once, as in asio_impl.cpp; the command line does without it.
#include <boost/asio/ssl/impl/src.hpp>
