struct Shared {
  int value = 0;
  inline static int made = 0;

  Shared() { made++; }
};

inline Shared shared;
