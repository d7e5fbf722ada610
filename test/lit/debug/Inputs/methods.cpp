// The same for C++: a method, a virtual one, a template, an overloaded function.
#include <cstdio>
#include <string>
#include <vector>

struct Account {
  std::string owner;
  int balance = 0;
  explicit Account(const char *name) : owner(name) {}
  virtual ~Account() = default;
  void deposit(int amount) {
    balance += amount;               // line 12
  }
  virtual int fee() const {
    return balance / 100;            // line 15
  }
};

template <typename T> T twice(T value) {
  return value + value;              // line 20
}

namespace bank {
int total(const std::vector<Account *> &accounts) {
  int sum = 0;
  for (const Account *account : accounts)
    sum += account->balance - account->fee();
  return sum;                        // line 28
}
} // namespace bank

int main() {
  Account first("ann"), second("bob");
  first.deposit(twice(500));
  second.deposit(200);
  std::printf("total %d\n", bank::total({&first, &second}));
}
