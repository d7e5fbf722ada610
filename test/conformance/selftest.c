// A program that behaves differently when WRONG is defined, in the way KIND asks for.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef WRONG
#define WRONG 0
#endif

static int is(const char *Kind) { return strcmp(Kind, KIND) == 0; }

#if WRONG && defined BREAK_COMPILE
#error wrong
#endif
#if WRONG && defined BREAK_LINK
void missing(void);
#else
static void missing(void) {}
#endif

// Whether an earlier run left its mark in the cache: how "warm" looks from inside.
static int isWarm(void) {
  char Path[4096];
  snprintf(Path, sizeof Path, "%s/mark", getenv("AUTOJIT_CACHE_DIR"));
  if (access(Path, F_OK) == 0)
    return 1;
  FILE *Mark = fopen(Path, "w");
  if (Mark)
    fclose(Mark);
  return 0;
}

int main(void) {
  missing();
  puts("begin");
  if (is("random"))
    printf("%d\n", (int)getpid());
  if (is("failing"))
    return 3;
  if (!WRONG)
    return 0;
  if (is("stdout"))
    puts("more");
  if (is("stderr"))
    fputs("more\n", stderr);
  if (is("exit"))
    return 1;
  if (is("signal")) {
    signal(SIGTERM, SIG_DFL);
    raise(SIGTERM);
  }
  if (is("hang"))
    pause();
  if (is("warm") && isWarm())
    puts("warm");
  if (is("cold") && !isWarm())
    puts("cold");
  return 0;
}
