// The program beside the library first_calls.cpp. Tests name its lines.
struct Shape {
  virtual ~Shape() {}
  virtual int area(int scale) = 0;
  int twice(int scale);
};

struct Square : Shape {
  int side = 3;
  int area(int scale) override {
    int result = side * side * scale;  // line 11
    return result;
  }
};
int pointed(int n);
int run(Shape *shape, int (*pointer)(int));

int main() { Square square; return run(&square, pointed) == 1536 ? 0 : 1; } // line 18
