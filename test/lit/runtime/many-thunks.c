// More callees outside of a unit than the library has thunks for: the rest is made at run time.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe
// RUN: %run_warm %t.exe
#define TEN(m, p) m(p##0) m(p##1) m(p##2) m(p##3) m(p##4) m(p##5) m(p##6) m(p##7) m(p##8) m(p##9)
#define HUNDREDS(m, p) TEN(m, p##0) TEN(m, p##1) TEN(m, p##2) TEN(m, p##3) TEN(m, p##4) \
                       TEN(m, p##5) TEN(m, p##6) TEN(m, p##7) TEN(m, p##8) TEN(m, p##9)
#define THOUSAND(m, p) HUNDREDS(m, p##0) HUNDREDS(m, p##1) HUNDREDS(m, p##2) HUNDREDS(m, p##3) HUNDREDS(m, p##4) \
                       HUNDREDS(m, p##5) HUNDREDS(m, p##6) HUNDREDS(m, p##7) HUNDREDS(m, p##8) HUNDREDS(m, p##9)
#define DEFINE(n) static int add##n(int x) { return (int)((unsigned)x * 31 + 1##n); }
#define CALL(n) x = add##n(x), expected = expected * 31u + 1##n;
THOUSAND(DEFINE, 1)
THOUSAND(DEFINE, 2)

int main(void) {
  int x = 0;
  unsigned expected = 0;
  for (int i = 0; i < 2; i++) {
    THOUSAND(CALL, 1)
    THOUSAND(CALL, 2)
  }
  return (unsigned)x != expected;
}
