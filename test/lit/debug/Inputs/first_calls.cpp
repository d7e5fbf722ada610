// First calls of every kind; with LIBRARY all but main. Tests name its lines.
#define TEN(x) x x x x x x x x x x
#define HUNDRED(x) x x x x x x x x x x
// So large that the function is no part of its caller's unit, but is called through a thunk.
#define LARGE(x) TEN(HUNDRED(x)) TEN(HUNDRED(x)) TEN(HUNDRED(x)) TEN(HUNDRED(x)) TEN(HUNDRED(x))

struct Shape {
  virtual ~Shape() {}
  virtual int area(int scale) = 0;
  int twice(int scale);
};

static int hidden(int n) {
  int product = n * 7;                 // line 14
  LARGE(product++;)
  return product;
}

int visible(int n) {
  int sum = n + 5;                     // line 20
  LARGE(sum++;)
  return sum;
}

int pointed(int n) {
  int difference = n - 1;              // line 26
  return difference;
}

int Shape::twice(int scale) {
  int once = area(scale);              // line 31
  return once * 2;
}

template <class T> int convert(T t) {
  int result = (int)t;                 // line 36
  LARGE(result++;)
  return result;
}

int run(Shape *shape, int (*pointer)(int)) {
  int total = hidden(1);               // line 42
  total += visible(2);                 // line 43
  total += pointer(3);                 // line 44
  total += shape->twice(1);            // line 45
  total += convert(2.5);               // line 46
  return total;                        // line 47
}

#ifndef LIBRARY
struct Square : Shape {
  int side = 3;
  int area(int scale) override {
    int result = side * side * scale;  // line 54
    return result;
  }
};

int main() {
  Square square;
  return run(&square, pointed) == 1536 ? 0 : 1;
}
#endif
