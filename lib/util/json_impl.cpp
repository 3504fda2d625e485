// All of Boost.JSON's own code, compiled once.
#include <boost/json/src.hpp>
