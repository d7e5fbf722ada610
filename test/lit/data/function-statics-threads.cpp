// Eight threads race the initialisation of local statics.
// RUN: %same %s --flags=-pthread --link=-pthread --expect 'made 50'

#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>
static std::atomic<int> made;

template <int N> struct Counted {
  int n = N;

  Counted() {
    made++;
    std::this_thread::yield();
  }
};

template <int N> __attribute__((noinline)) int get() {
  static Counted<N> c;
  return c.n;
}

template <int N> void all(int &sum) {
  sum += get<N>();
  if constexpr (N > 1)
    all<N - 1>(sum);
}

int main() {
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int i = 0; i < 8; i++)
    threads.emplace_back([&] {
      int sum = 0;
      all<50>(sum);
      wrong += sum != 50 * 51 / 2;
    });
  for (auto &t : threads)
    t.join();
  std::printf("made %d\n", made + wrong * 1000);
}
