export module shapes;

static int multiply(int a, int b) { return a * b; }

export int area(int a, int b) { return multiply(a, b); }

export inline int count = 7;
