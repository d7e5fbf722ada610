extern int counter, zero;
extern const char text[];

void plain_change(int *local) {
  counter += 100;
  zero = 5;
  *local -= 10;
  counter -= 0;
  *local += 1 - 1 - 0;
}

const char *plain_text(void) { return text; }
