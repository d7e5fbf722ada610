#include <atomic>
extern std::atomic<int> made, destroyed;

struct Tracked {
  int number;

  explicit Tracked(int n) : number(n) { made++; }

  ~Tracked() { destroyed++; }
};

extern thread_local Tracked other;
inline thread_local Tracked inline_tracked(3);
int from_other_unit();
