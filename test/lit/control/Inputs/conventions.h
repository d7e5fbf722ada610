// Lazy functions with unusual conventions, and their plain callers.
#define PRESERVE_MOST __attribute__((preserve_most))
#define PRESERVE_ALL __attribute__((preserve_all))
#define REGCALL __attribute__((regcall))
#define VECTORCALL __attribute__((vectorcall))
#define MS_ABI __attribute__((ms_abi))
PRESERVE_MOST long most(long x);
PRESERVE_ALL long all(long x);
REGCALL long registers(long, long, long, long, long, long, long, long, long, long, long, long, long, long, long, long);
VECTORCALL double vectors(double, double, double, double);
MS_ABI long microsoft(long, long, long, long, long, double);
int call_most(void);
int call_all(void);
long call_registers(void);
double call_vectors(void);
long call_microsoft(void);
