// What a daemon compiles before its first client comes: a little of everything that most programs have.

struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
};

struct Square : Shape {
  double Side;
  explicit Square(double Side) : Side(Side) {}
  double area() const override { return Side * Side; }
};

template <typename T> static T sum(const T *Values, unsigned Count) {
  T Sum{};
  for (unsigned I = 0; I < Count; ++I)
    Sum += Values[I];
  return Sum;
}

static int classify(int Value) {
  switch (Value) {
  case 0:
    return 1;
  case 1:
  case 2:
    return Value << 3;
  case 7:
    return -Value;
  default:
    if (Value < 0)
      throw Value;
    return Value % 10 ? Value / 3 : 0;
  }
}

static const char *search(const char *Text, char Wanted) {
  while (*Text && *Text != Wanted)
    ++Text;
  return *Text ? Text : nullptr;
}

int main(int Count, char **Arguments) {
  Square Local(Count);
  Shape *Allocated = new Square(Count * 0.5);
  double Areas[] = {Local.area(), Allocated->area()};
  int Numbers[] = {Count, Count + 1, Count * 2};
  delete Allocated;
  try {
    return classify(sum(Numbers, 3)) + static_cast<int>(sum(Areas, 2)) + (search(Arguments[0], '/') != nullptr);
  } catch (int Value) {
    return Value;
  }
}
