// The limit: shown, set, and kept by the programs themselves; what was used last stays. (With LLVM's back end, whose
// objects are kept as well.)
// REQUIRES: in-process, autojit-cache
// DEFINE: %{llvm} = env AUTOJIT_BACKEND=llvm
// RUN: autojit-cache limit | FileCheck %s --check-prefix=DEFAULT
// RUN: sh -c 'for n in 1 2 3 4; do %clang_lazy -O0 -DN=$n -c %s -o %t.$n.o && %clang %t.$n.o %runtime -o %t.$n || exit 1; done'
// RUN: %{llvm} %t.1 && %{llvm} %t.2
// RUN: autojit-cache stats | FileCheck %s --check-prefix=TWO
// RUN: %python -c "import glob, os, time; [os.utime(p, (time.time() - 7200,) * 2) for p in glob.glob('%t.cache/*/*/*')]"
// RUN: %{llvm} %run_warm %t.1
// RUN: env AUTOJIT_DEBUG=On AUTOJIT_CACHE_MAX_SIZE=135K AUTOJIT_BACKEND=llvm %t.3 2>&1 | FileCheck %s --check-prefix=REMOVED
// RUN: %{llvm} %run_warm %t.1 && %{llvm} %run_warm %t.3
// RUN: env AUTOJIT_CACHE_MAX_SIZE=135K autojit-cache stats | FileCheck %s --check-prefix=AFTER
// RUN: ls %t.cache/modules | count 4
// RUN: autojit-cache limit 135000 | FileCheck %s --check-prefix=SET
// RUN: autojit-cache limit --json | FileCheck %s --check-prefix=JSON
// RUN: %{llvm} %t.2 && %{llvm} %t.4
// RUN: autojit-cache stats | FileCheck %s --check-prefix=AFTER
// RUN: autojit-cache limit none | FileCheck %s --check-prefix=OFF
// RUN: %{llvm} %t.1 && %{llvm} %t.2 && %{llvm} %t.3 && %{llvm} %t.4
// RUN: autojit-cache stats | FileCheck %s --check-prefix=ALL
// RUN: autojit-cache limit 20K && autojit-cache stats | FileCheck %s --check-prefix=AT-ONCE
// RUN: not autojit-cache limit much 2>&1 | FileCheck %s --check-prefix=WRONG
// RUN: env AUTOJIT_CACHE_MAX_SIZE=1M autojit-cache limit | FileCheck %s --check-prefix=VARIABLE
// RUN: echo nonsense > %t.cache/settings && %{llvm} %t.1 2>&1 | count 0
// RUN: autojit-cache limit 2>&1 | FileCheck %s --check-prefix=NONSENSE
// RUN: not autojit-cache doctor --rustc none | FileCheck %s --check-prefix=DOCTOR

#define TEN(x) x x x x x x x x x x
#define HUNDRED(x) TEN(x) TEN(x) TEN(x) TEN(x) TEN(x) TEN(x) TEN(x) TEN(x) TEN(x) TEN(x)
#define THOUSAND(x) HUNDRED(x) HUNDRED(x) HUNDRED(x) HUNDRED(x) HUNDRED(x) HUNDRED(x) HUNDRED(x) HUNDRED(x) HUNDRED(x) HUNDRED(x)

int main(int argc, char **argv) {
  int n = N;
  (void)argv;
  THOUSAND(n++;) // so that an image has about 42,000 bytes, with its object
  THOUSAND(n++;)
  HUNDRED(n++;)
  HUNDRED(n++;)
  return n - N - 2200 + argc - 1;
}

// DEFAULT: {{^}}5.0 GiB
// TWO: images 2
// REMOVED: [autojit] removed {{[34]}} files of code, {{[0-9]+}} bytes: the cache may have 138240
// AFTER: images {{[1-4]}} 
// AFTER: {{[6-9][0-9]\.[0-9]}} % is used
// AFTER: evicted {{[1-9]}}
// SET: {{^}}132 KiB
// JSON: "limit": 135000
// OFF: {{^}}none
// ALL: images 4
// ALL: Objects and images may take any amount of space.
// AT-ONCE: images 0
// WRONG: 'much' is not a size such as 500M or 2G, or none
// VARIABLE: {{^}}1.0 MiB
// NONSENSE: autojit-cache: '{{.*}}/settings' has a line that is no setting: 'nonsense'
// NONSENSE: 5.0 GiB
// DOCTOR: problem environment {{.*}} has a line that is no setting
// DOCTOR: -> autojit-cache limit 5G
