struct Base {
  virtual ~Base() = default;

  virtual int value() const { return 1; }
};

struct Left : virtual Base {
  int l = 1;
};

struct Right : virtual Base {
  int r = 2;

  virtual int right() const { return r; }
};

struct Diamond : Left, Right {
  int value() const override { return 2; }

  int right() const override { return 4; }
};

Base *make_diamond();
void *most_derived(Base *);
void throw_derived();
