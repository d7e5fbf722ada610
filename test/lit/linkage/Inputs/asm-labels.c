int by_name(int x) __asm__("other.name$here");
extern int counted __asm__("data_name");

int call_by_assembly_name(int x) {
  counted++;
  return by_name(x);
}
