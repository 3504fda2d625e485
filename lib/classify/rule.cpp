#include "classify/rule.hpp"

namespace recoil::classify {

bool status_range::contains(dsn::status_code code) const
{
    return code.klass == first.klass && code.subject == first.subject && code.detail >= first.detail &&
           code.detail <= last_detail;
}

} // namespace recoil::classify
