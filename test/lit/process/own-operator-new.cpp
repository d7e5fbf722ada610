// A program with its own operator new and delete, counted: the runtime must not use them.
// RUN: %same %s --expect 'new 3 delete 3 sized 1'

#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
static int news, deletes;

void *operator new(std::size_t size) {
  news++;
  return std::malloc(size);
}

void operator delete(void *p) noexcept {
  deletes++;
  std::free(p);
}

void operator delete(void *p, std::size_t) noexcept {
  deletes++;
  std::free(p);
}

struct Node {
  Node *next = nullptr;
  int value = 1;
};

static void *volatile escaped; // keeps the optimiser from removing pairs of new and delete

static Node *make() {
  Node *node = new Node;
  escaped = node;
  return node;
}

static int use() {
  Node *node = make();
  node->next = make();
  int value = node->next->value;
  delete node->next;
  delete node;
  std::string *text = new std::string("short");
  escaped = text;
  delete text;
  return value;
}

int main() {
  int before = news, value = use();
  std::printf("new %d delete %d sized %d\n", news - before, deletes, value);
}
