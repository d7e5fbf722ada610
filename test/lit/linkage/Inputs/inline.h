// What several units share by the one-definition rule.
inline int next() {
  static int counter = 2;
  return ++counter;
}

inline int inline_variable = 4;

template <typename T> struct Box {
  static inline T shared = 0;

  static int id(int x) { return x + sizeof(T); }
};
