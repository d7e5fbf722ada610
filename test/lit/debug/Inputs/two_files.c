// With TWO defined the callee, else the caller: step and break across translation units.
#ifdef TWO
int other(int x) {
  int y = x * 2;                     // line 4
  return y + 1;
}
#else
int other(int x);

int main(void) {
  int sum = other(4);                // line 11
  sum += other(5);
  return sum == 20 ? 0 : 1;
}
#endif
