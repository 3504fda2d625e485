// Which events move the counters: what happened once is counted once, from one source.
#pragma once

#include "event/event.hpp"

namespace recoil::count {

// A refusal in a session of our own MTA is told twice, by its log and by the notice that it writes. Which of the two is
// believed; the other one still gives events.
enum class session_source { log, notice };

// May this event count: a failed or delayed recipient of a bounce that is not known to be forged, told by the source
// that is trusted for it, and not too late; and what a log says was delivered, since nobody else tells. Whether it was
// seen before is another question (duplicates.hpp).
bool countable(const event::record& e, session_source trusted);

} // namespace recoil::count
