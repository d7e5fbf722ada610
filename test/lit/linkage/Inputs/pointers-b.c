typedef void (*function)(void);
void own(void), lib_function(void);

function b_own(void) { return own; }

function b_lib(void) { return lib_function; }
