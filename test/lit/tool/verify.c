// Damage is found and named, and repaired on request; programs notice nothing.
// REQUIRES: autojit-cache
// A standing daemon keeps objects in a cache of its own: there would be nothing to damage.
// UNSUPPORTED: standing
// RUN: %clang_lazy -O1 -c %s -o %t.o && %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=0 %t.exe
// RUN: autojit-cache verify | FileCheck %s --check-prefix=SOUND
// RUN: %python -c "import glob; f = open(glob.glob('%t.cache/images/*/*.so')[0], 'r+b'); f.seek(200); f.write(b'damage')"
// RUN: not autojit-cache verify | FileCheck %s --check-prefix=DAMAGED
// RUN: autojit-cache verify --repair | FileCheck %s --check-prefix=REPAIRED
// RUN: %damage byte=200 %t.cache/objects/*/*.o
// RUN: autojit-cache verify --repair | FileCheck %s --check-prefix=OBJECT
// RUN: autojit-cache verify | FileCheck %s --check-prefix=SOUND
// RUN: env AUTOJIT_TIER=0 %t.exe

static int helper(int x) { return x - 3; }
int main(int argc, char **argv) { (void)argv; return helper(argc + 2); }

// SOUND: all sound
// DAMAGED: damaged {{.*}}.so: its content does not match its hash
// DAMAGED: Checked 3 files: 1 not sound. Run autojit-cache verify --repair
// OBJECT: damaged {{.*}}.o: its content does not match its hash (removed)
// REPAIRED: (removed)
