// std::async, futures, promises and exceptions that travel between threads.
// RUN: %same %s --flags='-std=c++17 -pthread' --link=-pthread --expect 'sum 4950 caught 3 once 1 condition 5'

#include <condition_variable>
#include <cstdio>
#include <future>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

static int part(int begin, int end) {
  if (begin == 90)
    throw std::runtime_error("3");
  int sum = 0;
  for (int i = begin; i < end; i++)
    sum += i;
  return sum;
}

int main() {
  std::vector<std::future<int>> parts;
  for (int i = 0; i < 10; i++)
    parts.push_back(std::async(std::launch::async, part, i * 10, i * 10 + 10));
  int sum = 0, calls = 0, value = 0;
  std::string caught;
  for (auto &p : parts)
    try {
      sum += p.get();
    } catch (const std::runtime_error &e) {
      caught = e.what();
      sum += 945;
    }
  std::once_flag flag;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; i++)
    threads.emplace_back([&] { std::call_once(flag, [&] { calls++; }); });
  for (auto &t : threads)
    t.join();
  std::mutex mutex;
  std::condition_variable condition;
  std::thread producer([&] {
    std::lock_guard lock(mutex);
    value = 5;
    condition.notify_one();
  });
  std::unique_lock lock(mutex);
  condition.wait(lock, [&] { return value != 0; });
  lock.unlock();
  producer.join();
  std::printf("sum %d caught %s once %d condition %d\n", sum, caught.c_str(), calls, value);
}
