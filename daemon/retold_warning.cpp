#include "daemon/retold_warning.hpp"

#include "daemon/log.hpp"

namespace recoil {

void retold_warning::look_at(const event::record& e)
{
    {
        const std::lock_guard lock(mutex_);
        if (!failures_.add(e))
            return;
    }
    if (warning_.due())
        log::warn("the failure of {} in the queue was told by our log and by the notice of an MTA that own_mtas does "
                  "not name, and counted twice: add myhostname of that Postfix to own_mtas",
                  e.queue_id);
}

} // namespace recoil
