int plugin_state = 20;

static int helper(void) { return ++plugin_state; }

int shared_name(void) { return helper(); }

int step_plugin(void) { return shared_name(); }
