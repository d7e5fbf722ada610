long back_step(long n, long steps);

long other_step(long n, long steps) { __attribute__((musttail)) return back_step(n, steps); }
