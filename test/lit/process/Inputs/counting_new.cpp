#include <cstdlib>
#include <new>
static int news;

int allocated() { return news; }

void *operator new(std::size_t size) {
  news++;
  void *p = std::malloc(size);
  if (!p)
    throw std::bad_alloc();
  return p;
}

void operator delete(void *p) noexcept { std::free(p); }
void operator delete(void *p, std::size_t) noexcept { std::free(p); }
