// Virtual and multiple inheritance, thunks, covariant results, calls during construction, pure virtual.
// RUN: %same %s --expect 'values 2 4 6 thunk 4 covariant 1 during 1 2 sizes 1 deleted 3'

#include <cstdio>
static int deleted, during[2];

struct Base {
  int b = 6;

  Base() {}

  virtual ~Base() { deleted++; }

  virtual int value() const = 0;

  virtual const Base *self() const { return this; }
};

struct Left : virtual Base {
  Left() { during[0] = value(); }

  int value() const override { return 1; }
};

struct Right : virtual Base {
  virtual int right() const { return 3; }
};

struct Bottom : Left, Right {
  Bottom() { during[1] = value(); }

  int value() const override { return 2; }

  int right() const override { return 4; }

  const Bottom *self() const override { return this; }
};

static int call_right(const Right &r) { return r.right(); }

int main() {
  Base *base = new Bottom;
  Bottom bottom, another;
  const Right &right = bottom;
  std::printf("values %d %d %d thunk %d covariant %d during %d %d sizes %d", base->value(), right.right(), bottom.b,
              call_right(bottom), static_cast<const Base &>(bottom).self() == &bottom, during[0], during[1],
              sizeof(Bottom) > sizeof(Left));
  delete base;
  { Bottom inner; }

  struct Local final : Bottom {
    ~Local() override {}
  };

  { Local local; }
  std::printf(" deleted %d\n", deleted);
}
