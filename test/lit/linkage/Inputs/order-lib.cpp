#include <cstring>
static char buffer[256];

void note(const char *text) {
  if (buffer[0])
    std::strcat(buffer, " ");
  std::strcat(buffer, text);
}

const char *notes() { return buffer; }

__attribute__((constructor)) static void loaded() { note("library"); }
