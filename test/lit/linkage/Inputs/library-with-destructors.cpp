#include <cstdio>
#include <string>

struct Noisy {
  std::string name;
  Noisy(const char *name) : name(name) { printf("%s begins\n", name); }
  ~Noisy() { printf("%s ends\n", name.c_str()); }
};
static Noisy one("one"), two("two");
static std::string silent;

extern "C" int use(int times) {
  static Noisy local("local");
  silent.assign(times, 'x');
  return (int)silent.size();
}
