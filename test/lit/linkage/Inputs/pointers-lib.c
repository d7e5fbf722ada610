typedef void (*function)(void);
void own(void);

void lib_function(void) {}

function lib_table[] = {lib_function};

function lib_own(void) { return own; }

function lib_lib(void) { return lib_function; }
