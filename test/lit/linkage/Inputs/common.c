int merged;
int array[4];

void other(void) {
  merged += 3;
  array[3] *= 3;
}
