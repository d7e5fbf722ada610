__attribute__((visibility("hidden"))) int hidden_data = 10;
static int counter = 100;

static int bump(void) { return ++counter; }

int other_uses_same_static_name(void) {
  bump();
  return bump();
}

__attribute__((visibility("hidden"))) int hidden_function(int x) { return x * 15 + hidden_data - 3; }
