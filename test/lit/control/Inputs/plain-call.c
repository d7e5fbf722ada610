// Calls back from code that never saw the plugin.
void plain_call(void (*callback)(int), int argument) { callback(argument); }
