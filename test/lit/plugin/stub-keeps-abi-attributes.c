// Return and parameter attributes that decide how a call is made stay on the stub, those that
// describe the body go.
// RUN: %clang_lazy -O2 -S -emit-llvm %s -o - | FileCheck %s

struct Big {
  long words[8];
};

struct Big f(struct Big b, _Bool flag) {
  b.words[0] += flag;
  return b;
}

// CHECK: define {{.*}}void @f(ptr {{.*}}sret(%struct.Big) align 8 {{.*}}, ptr {{.*}}byval(%struct.Big) align 8 {{.*}}, i1 {{.*}}zeroext
// CHECK: attributes #0 = { naked noinline nounwind optnone uwtable }
