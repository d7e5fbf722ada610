/* thunk_pool.h - the size of thunk_pool.S; for assembly, too. */
#ifdef AUTOJIT_STATIC_CLIENT
#define AUTOJIT_POOL_THUNKS 48 /* its text has to stay below 30 KB */
#else
#define AUTOJIT_POOL_THUNKS 1024
#endif
#define AUTOJIT_POOL_THUNK_SIZE 20
#define AUTOJIT_THUNK_LAZY_ENTRY 6
