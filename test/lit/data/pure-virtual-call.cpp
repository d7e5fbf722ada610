// RUN: %same %s --exit SIGABRT

struct Base {
  Base() { call(); }

  void call() { pure(); }

  virtual void pure() = 0;
};

struct Derived : Base {
  void pure() override {}
};

int main() { Derived d; }
