int throws(int x);

extern "C" int catches(int x) {
  try {
    return throws(x + 1);
  } catch (int thrown) {
    return thrown;
  }
}
