// Functions of another unit that throw.
struct Value {
  int number;
};

struct Base {
  virtual ~Base() = default;

  virtual const char *name() const { return "base"; }
};

struct Middle : Base {
  const char *name() const override { return "middle"; }
};

void throw_value(int);
void throw_middle();
void call_thrower(void (*)(int), int);
