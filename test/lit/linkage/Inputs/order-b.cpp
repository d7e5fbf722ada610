void note(const char *text);

struct Other {
  Other() { note("b"); }
};

static Other b;
