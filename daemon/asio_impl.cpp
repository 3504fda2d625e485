// All of Asio's own code, compiled once: its headers elsewhere declare only (BOOST_ASIO_SEPARATE_COMPILATION).
#include <boost/asio/impl/src.hpp>
