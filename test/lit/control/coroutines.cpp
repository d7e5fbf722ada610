// C++20 coroutines: generators, tasks that await, exceptions out of them, destruction before the end.
// RUN: %same %s --flags=-std=c++20 --expect 'fibonacci 0 1 1 2 3 5 8 13 task 42 caught broken destroyed 2'

#include <coroutine>
#include <cstdio>
#include <stdexcept>
#include <utility>
static int destroyed;

struct Marker {
  ~Marker() { destroyed++; }
};

template <typename T> struct Generator {
  struct promise_type {
    T value;
    std::exception_ptr error;

    Generator get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }

    std::suspend_always initial_suspend() { return {}; }

    std::suspend_always final_suspend() noexcept { return {}; }

    std::suspend_always yield_value(T v) {
      value = v;
      return {};
    }

    void return_void() {}

    void unhandled_exception() { error = std::current_exception(); }
  };

  std::coroutine_handle<promise_type> handle;

  Generator(std::coroutine_handle<promise_type> h) : handle(h) {}

  Generator(Generator &&other) : handle(std::exchange(other.handle, {})) {}

  ~Generator() {
    if (handle)
      handle.destroy();
  }

  T next() {
    handle.resume();
    if (handle.promise().error)
      std::rethrow_exception(handle.promise().error);
    return handle.promise().value;
  }
};

static Generator<int> fibonacci() {
  Marker marker;
  for (int a = 0, b = 1;; b = std::exchange(a, b) + b)
    co_yield a;
}

static Generator<int> broken() {
  Marker marker;
  co_yield 1;
  throw std::runtime_error("broken");
}

struct Task {
  struct promise_type {
    int value = 0;
    std::coroutine_handle<> continuation = std::noop_coroutine();

    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }

    std::suspend_always initial_suspend() { return {}; }

    struct Final {
      bool await_ready() noexcept { return false; }

      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept {
        return h.promise().continuation;
      }

      void await_resume() noexcept {}
    };

    Final final_suspend() noexcept { return {}; }

    void return_value(int v) { value = v; }

    void unhandled_exception() { std::terminate(); }
  };

  std::coroutine_handle<promise_type> handle;

  bool await_ready() { return false; }

  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) {
    handle.promise().continuation = h;
    return handle;
  }

  int await_resume() {
    int v = handle.promise().value;
    handle.destroy();
    return v;
  }
};

static Task inner(int x) { co_return x * 2; }

static Task outer() {
  int a = co_await inner(10), b = co_await inner(11);
  co_return a + b;
}

int main() {
  std::printf("fibonacci");
  {
    Generator<int> numbers = fibonacci();
    for (int i = 0; i < 8; i++)
      std::printf(" %d", numbers.next());
  }
  Task task = outer();
  task.handle.resume();
  std::printf(" task %d", task.handle.promise().value);
  task.handle.destroy();
  try {
    Generator<int> numbers = broken();
    numbers.next();
    numbers.next();
  } catch (const std::runtime_error &e) {
    std::printf(" caught %s", e.what());
  }
  std::printf(" destroyed %d\n", destroyed);
}
