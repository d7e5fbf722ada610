// What a loop needs of the frame it began in is there when it goes on in better code: every kind of variable, value, argument
// and result; nested loops, recursion, exceptions that leave it or come to it, variables whose addresses others have.
// RUN: %clangxx -O2 %s -o %t.regular
// RUN: %clangxx_lazy -O2 %s %runtime -o %t.exe
// RUN: %t.regular > %t.expected
// RUN: env AUTOJIT_TIER_CALLS=0 %t.exe > %t.first
// RUN: diff %t.expected %t.first
// RUN: env AUTOJIT_TIER_CALLS=0 %t.exe > %t.warm
// RUN: diff %t.expected %t.warm
// RUN: %clear_objects
// RUN: env AUTOJIT_TIER_CALLS=0 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// REQUIRES: in-process
// CHECK-DAG: compiled _Z{{.*}}nested{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}recursive{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}two_registers{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}in_memory{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}narrow{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}floats{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}throws{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}catches{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}escaped{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}array{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}one_variable_array{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}arguments{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}switches{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}vectors{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}builds{{[^,]*}}, from its loop
// CHECK-DAG: compiled _Z{{.*}}run{{[^,]*}}, from its loop
// CHECK-DAG: no better code: _ZL14variable_arrayi stays in its loop {{.*}}: it releases memory of its frame
// CHECK-DAG: compiled _ZL8computedi, from its loop
// CHECK-DAG: no better code: _ZL4lateiz stays in its loop {{.*}}: it looks at its frame
// CHECK-DAG: no better code: _ZL6passesi stays in its loop {{.*}}: it has a tail call that must be one
// CHECK-DAG: no better code: _ZL5jumpsi stays in its loop {{.*}}: setjmp may come back to it

#include <cstdarg>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#define KEPT __attribute__((noinline))

struct Pair {
  long a;
  double b;
};
struct Big {
  long values[20];
};
struct Noisy {
  const char *name;
  explicit Noisy(const char *name) : name(name) { std::printf("+%s ", name); }
  ~Noisy() { std::printf("-%s ", name); }
};

static int Limit = 50; // nobody can know

KEPT static long nested(int n) {
  long sum = 0;
  for (int i = 0; i < n; i++)
    for (int j = i; j < n; j++) {
      int k = 0;
      do {
        if ((i ^ j ^ k) == 5)
          continue;
        sum += i * j - k;
      } while (++k < 7);
      if (sum > 1000000)
        goto out;
    }
out:
  return sum;
}

KEPT static int recursive(int depth) {
  int sum = 0;
  for (int i = 0; i < Limit; i++) {
    sum += i & depth;
    if (i == 20 && depth > 0)
      sum += recursive(depth - 1);
  }
  return sum;
}

KEPT static Pair two_registers(double x) {
  Pair p = {0, x};
  for (int i = 0; i < Limit; i++) {
    p.a += i;
    p.b = p.b / 2 + i;
  }
  return p;
}

KEPT static Big in_memory(Big by_value, bool flag) {
  Big result = {};
  for (int i = 0; i < 20; i++)
    result.values[i] = by_value.values[19 - i] + (flag ? i : -i);
  return result;
}

KEPT static signed char narrow(signed char c, unsigned short s, bool flag) {
  for (int i = 0; i < Limit; i++) {
    c = (signed char)(c * 3 + s);
    s ^= (unsigned short)c;
    flag = !flag;
  }
  return flag ? c : (signed char)-c;
}

KEPT static float floats(float x, long double y) {
  for (int i = 0; i < Limit; i++) {
    x = x * 0.5f + (float)i;
    y += (long double)x;
  }
  return x + (float)y;
}

KEPT static int throws(int n) {
  Noisy outer("outer");
  for (int i = 0; i < n; i++) {
    Noisy inner("inner");
    if (i == n - 1)
      throw i;
  }
  return 0;
}

KEPT static int catches(int n) {
  int caught = 0;
  for (int i = 0; i < n; i++) {
    try {
      if (i % 3 == 0)
        throw i;
      if (i % 3 == 1)
        throw std::string("text");
      caught += throws(2);
    } catch (int x) {
      caught += x;
    } catch (std::string &s) {
      caught += (int)s.size();
    }
  }
  return caught;
}

static int *Shared;
KEPT static void share(int *p) { Shared = p; }
KEPT static int escaped(int n) {
  int mine = 1;
  share(&mine);
  for (int i = 0; i < n; i++)
    *Shared += mine + i;
  return mine == *Shared && Shared == &mine ? mine : -1;
}

KEPT static long array(int n) {
  int small[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  char large[1000];
  std::memset(large, 3, sizeof large);
  long sum = 0;
  for (int i = 0; i < n; i++) {
    small[i & 7] += large[i % 1000];
    large[(i * 7) % 1000] ^= small[(i + 1) & 7];
    sum += small[(i + 3) & 7];
  }
  return sum + large[5];
}

KEPT static long variable_array(int n) {
  long sum = 0;
  for (int i = 1; i < n; i++) {
    int there[i];
    for (int j = 0; j < i; j++)
      there[j] = i ^ j;
    sum += there[i - 1];
  }
  return sum;
}

KEPT static long one_variable_array(int n) {
  int there[n];
  for (int i = 0; i < n; i++)
    there[i] = i * i;
  long sum = 0;
  for (int i = 0; i < n; i++)
    sum += there[n - 1 - i] ^ i;
  return sum;
}

KEPT static int arguments(int count, ...) {
  va_list list;
  va_start(list, count);
  int sum = 0;
  for (int i = 0; i < count; i++)
    sum += va_arg(list, int) * (i + 1);
  va_end(list);
  return sum;
}

static std::jmp_buf Back;
KEPT static int jumps(int n) {
  volatile int rounds = 0;
  int times = setjmp(Back);
  for (int i = 0; i < n; i++)
    rounds = rounds + 1;
  if (times < 3)
    std::longjmp(Back, times + 1);
  return rounds;
}

KEPT static int computed(int n) {
  static void *const labels[] = {&&adds, &&doubles, &&turns};
  int sum = 1;
  for (int i = 0; i < n; i++) {
    goto *labels[i % 3];
  adds:
    sum += i;
    continue;
  doubles:
    sum *= 2;
    continue;
  turns:
    sum = 1000 - sum;
  }
  return sum;
}

KEPT static int late(int count, ...) {
  int sum = 0;
  for (int i = 0; i < Limit; i++)
    sum += i ^ count;
  va_list list;
  va_start(list, count);
  sum += va_arg(list, int);
  va_end(list);
  return sum;
}

KEPT static int last(int n) { return n ^ Limit; }
KEPT static int passes(int n) {
  for (int i = 0; i < Limit; i++)
    n += i & n;
  __attribute__((musttail)) return last(n);
}

KEPT static int switches(const char *text) {
  int state = 0;
  for (const char *p = text; *p; p++)
    switch (*p) {
    case 'a': state += 2; break;
    case 'b': state *= 3; continue;
    case 'c': if (state > 100) return state; state -= 1; break;
    default: state ^= 1;
    }
  return state;
}

KEPT static double vectors(int n) {
  std::vector<std::string> all;
  for (int i = 0; i < n; i++)
    all.push_back(std::to_string(i * 37) + "!");
  double sum = 0;
  for (const std::string &s : all)
    sum += s.size() * 1.5;
  for (auto it = all.rbegin(); it != all.rend(); ++it)
    if (it->size() > 4)
      sum -= 1;
  return sum;
}

KEPT static std::string builds(int n) {
  std::string s;
  while ((int)s.size() < n)
    s += (char)('a' + s.size() % 26);
  return s;
}

struct Base {
  virtual ~Base() = default;
  virtual long run(int n) = 0;
};
struct Derived : Base {
  long sum = 0;
  KEPT long run(int n) override {
    auto add = [this](int x) { sum += x; };
    for (int i = 0; i < n; i++)
      add(i);
    return sum;
  }
};

int main() {
  std::printf("%ld %d\n", nested(60), recursive(3));
  Pair p = two_registers(0.25);
  Big b = {};
  for (int i = 0; i < 20; i++)
    b.values[i] = i * i;
  Big c = in_memory(b, true);
  std::printf("%ld %g %ld %ld\n", p.a, p.b, c.values[3], c.values[19]);
  std::printf("%d %g\n", narrow(5, 77, true), floats(1, 2));
  try {
    throws(12);
  } catch (int x) {
    std::printf("%d\n", x);
  }
  std::printf("%d\n", catches(30));
  std::printf("%d %ld %ld %ld\n", escaped(40), array(3000), variable_array(50), one_variable_array(90));
  std::printf("%d %d %d\n", arguments(12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), jumps(30),
              switches("abcabcbbbaacxyzabcabcbbbaacxyzabababababcccc"));
  std::printf("%d %d %d\n", computed(30), late(3, 77), passes(5));
  std::printf("%g %s\n", vectors(200), builds(60).c_str());
  Derived d;
  Base *base = &d;
  std::printf("%ld %ld\n", base->run(100), base->run(10));
}
