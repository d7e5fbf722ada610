int back(int);
int far_a(int), far_b(int), far_c(int), far_d(int);

int far_d(int x) { return x ? far_c(x - 1) + far_a(x / 2) : 4; }

int far_c(int x) { return x ? far_b(x / 2) + back(x / 2) : 5; }

int far_b(int x) { return x ? far_a(x - 1) + far_d(x / 2) : 6; }

int far_a(int x) { return x ? far_b(x / 2) + back(x / 2) : 7; }
