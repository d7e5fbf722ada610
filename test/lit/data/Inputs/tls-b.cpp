#include "tls.h"
thread_local Tracked other(2);

int from_other_unit() { return inline_tracked.number + other.number + 6; }
