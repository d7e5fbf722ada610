struct entry {
  int number;
  int (*function)(void);
};

static int own(void) { return 1; }
__attribute__((section("entries"), used)) static struct entry third = {30, own};
