// The interface of a small library, as two units and a program see it.
#include <exception>

struct Shape {
  virtual ~Shape();
  virtual double area() const = 0;
};

struct BadShape : std::exception {
  const char *what() const noexcept override { return "bad shape"; }
};

Shape *make_shape(const char *name, double size);
extern "C" void shape_names(char *buffer);
void for_each_shape(void (*callback)(const Shape &));
