/* allocator.c - malloc for our own libraries only.
 *
 * LLVM and the .NET runtime live inside somebody's program. With an allocator of their own they
 * never run the program's malloc (which may be lazily compiled itself), never wait for a heap lock
 * that a signal handler interrupted, and leave the program's heap as they found it. Linked with
 * local visibility; the program never sees these symbols.
 *
 * Blocks of a few size classes are cut from reserved regions and go back to a list of their class.
 * In a guest almost all callers hold the guest lock; the others (a thread that detaches) get out of the
 * way instead of waiting: who finds the lock taken maps pages, or leaves a block behind. The threads of
 * the daemon, which compile side by side, have lists of their own, and wait where two share some.
 */
#include <errno.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "allocator.h"

struct block {
  uint32_t size_class;
  uint32_t offset; /* from the start of the block's memory to this header, for aligned blocks */
  struct block *next;
};
enum { HEADER = 16 };
_Static_assert(sizeof(struct block) == HEADER, "user memory stays aligned to 16 bytes");

/* Classes: four per power of two, from 32 bytes (header included) on. */
enum { CLASSES = 128, LARGE = 1 << 20 };

struct region {
  char *start, *unused, *end;
};
enum { REGIONS = 16 };

static struct region regions[REGIONS];
static int region_count;
static int regions_busy;

/* Free blocks, and room for new ones: [unused, end) of a region. A block may come from one arena and go
 * back to another. */
struct arena {
  _Alignas(64) int busy;
  size_t in_use;
  char *unused, *end;
  struct block *lists[CLASSES];
};
enum { ARENAS = 16, CHUNK = 256 << 10 };
static struct arena arenas[ARENAS];

/* Set in a process that is ours alone, where waiting harms nobody. */
static int waits;

void autojit_heap_waits(void) { waits = 1; }

/* Set where a process that allocates at all allocates megabytes. */
static int grows_fast;

void autojit_heap_grows_fast(void) { grows_fast = 1; }

static struct arena *arena_of_thread(void) {
  if (!waits)
    return &arenas[0];
  /* Where the thread's own storage is, which differs by the size of a stack at least. */
  uint64_t thread = (uint64_t)(uintptr_t)__builtin_thread_pointer() >> 12;
  return &arenas[thread * UINT64_C(0x9E3779B97F4A7C15) >> 60];
}
_Static_assert(ARENAS == 1 << (64 - 60), "as many as the hash has values");

static int try_lock(int *busy) {
  for (unsigned tries = 0; __atomic_exchange_n(busy, 1, __ATOMIC_ACQUIRE) != 0; ++tries) {
    if (!waits)
      return 0;
    if (tries % 64 == 63)
      sched_yield(); /* Who holds it may have lost the processor. */
    else
      __builtin_ia32_pause();
  }
  return 1;
}
static void unlock(int *busy) { __atomic_store_n(busy, 0, __ATOMIC_RELEASE); }

static uint32_t class_of(size_t size) {
  if (size <= 32)
    return 0;
  unsigned log = 63u - (unsigned)__builtin_clzll(size - 1); /* 2^log < size <= 2^(log+1) */
  unsigned quarter = (unsigned)((size - 1) >> (log - 2)) & 3;
  return (log - 5) * 4 + quarter + 1;
}

static size_t size_of(uint32_t size_class) {
  if (size_class == 0)
    return 32;
  unsigned log = (size_class - 1) / 4 + 5, quarter = (size_class - 1) % 4;
  size_t size = ((size_t)1 << log) + ((size_t)(quarter + 1) << (log - 2));
  return (size + 15) & ~(size_t)15;
}

enum { HUGE_PAGE = 2 << 20 };

static void *map(size_t size) {
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

/* Address space is all that a region costs: each is larger than the last, and smaller where the
 * program has little left. */
static int add_region(size_t least) {
  if (region_count == REGIONS)
    return 0;
  int step = region_count < 4 ? region_count : 4;
  for (size_t size = (size_t)(4 << 20) << (2 * step); size >= (size_t)1 << 20; size /= 4) {
    size_t wanted = size < least ? least : size;
    char *memory = map(grows_fast ? wanted + HUGE_PAGE : wanted);
    if (memory) {
      if (grows_fast) {
        memory = (char *)(((uintptr_t)memory + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1));
        madvise(memory, wanted, MADV_HUGEPAGE);
      }
      regions[region_count].start = regions[region_count].unused = memory;
      regions[region_count].end = memory + wanted;
      __atomic_store_n(&region_count, region_count + 1, __ATOMIC_RELEASE);
      return 1;
    }
    if (wanted == least)
      break;
  }
  return 0;
}

static int is_ours(const void *pointer) {
  int count = __atomic_load_n(&region_count, __ATOMIC_ACQUIRE);
  for (int i = 0; i < count; ++i)
    if ((const char *)pointer >= regions[i].start && (const char *)pointer < regions[i].end)
      return 1;
  return 0;
}

/* More room for an arena, without gap where that can be. */
static int refill(struct arena *arena, size_t size) {
  struct region *region = &regions[region_count - 1];
  if (region_count == 0 || (size_t)(region->end - region->unused) < size) {
    if (!add_region(size))
      return 0;
    region = &regions[region_count - 1];
  }
  size_t room = (size_t)(region->end - region->unused);
  size_t taken = size > CHUNK ? size : room < CHUNK ? room : CHUNK;
  if (arena->end != region->unused)
    arena->unused = region->unused;
  if (grows_fast && taken <= CHUNK)
    autojit_populate(region->unused, region->unused + taken);
  region->unused += taken;
  arena->end = region->unused;
  return 1;
}

static struct block *cut(struct arena *arena, size_t size) {
  if ((size_t)(arena->end - arena->unused) < size) {
    if (!try_lock(&regions_busy))
      return NULL;
    int refilled = refill(arena, size);
    unlock(&regions_busy);
    if (!refilled)
      return NULL;
  }
  struct block *block = (struct block *)arena->unused;
  arena->unused += size;
  return block;
}

void *malloc(size_t size) {
  if (size > PTRDIFF_MAX - HEADER) {
    errno = ENOMEM;
    return NULL;
  }
  uint32_t size_class = class_of(size + HEADER);
  struct block *block;
  struct arena *arena = arena_of_thread();
  if (!try_lock(&arena->busy)) {
    /* Outside of all regions: never freed, and never needed for long. */
    block = map(size + HEADER);
  } else {
    block = arena->lists[size_class];
    if (block)
      arena->lists[size_class] = block->next;
    else
      block = cut(arena, size_of(size_class));
    if (block)
      arena->in_use += size_of(size_class);
    unlock(&arena->busy);
  }
  if (!block) {
    errno = ENOMEM;
    return NULL;
  }
  block->size_class = size_class;
  block->offset = 0;
  return (char *)block + HEADER;
}

void free(void *pointer) {
  /* What the C library allocated for us (getline, realpath) belongs to the program's heap; it is
   * little, and leaving it there is always safe. */
  if (!is_ours(pointer))
    return;
  struct block *block = (struct block *)((char *)pointer - HEADER);
  block = (struct block *)((char *)block - block->offset);
  uint32_t size_class = block->size_class;
  size_t size = size_of(size_class);
  if (size >= LARGE) {
    uintptr_t from = ((uintptr_t)block + HEADER + 4095) & ~(uintptr_t)4095;
    uintptr_t to = ((uintptr_t)block + size) & ~(uintptr_t)4095;
    madvise((void *)from, to - from, MADV_DONTNEED);
  }
  struct arena *arena = arena_of_thread();
  if (!try_lock(&arena->busy))
    return;
  block->next = arena->lists[size_class];
  arena->lists[size_class] = block;
  arena->in_use -= size;
  unlock(&arena->busy);
}

size_t autojit_heap_in_use(void) {
  size_t sum = 0; /* Modulo 2^64: one arena's share may be below zero. */
  for (int i = 0; i < ARENAS; ++i)
    sum += arenas[i].in_use;
  return sum;
}

static size_t room(const void *pointer) {
  const struct block *block = (const struct block *)((const char *)pointer - HEADER);
  const struct block *start = (const struct block *)((const char *)block - block->offset);
  return size_of(start->size_class) - HEADER - block->offset;
}

void *calloc(size_t count, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(count, size, &total)) {
    errno = ENOMEM;
    return NULL;
  }
  void *memory = malloc(total);
  return memory ? memset(memory, 0, total) : NULL;
}

void *realloc(void *pointer, size_t size) {
  if (!pointer)
    return malloc(size);
  size_t have = is_ours(pointer) ? room(pointer) : 0;
  if (have && size <= have && size >= have / 2)
    return pointer;
  void *memory = malloc(size);
  if (memory) {
    memcpy(memory, pointer, have && have < size ? have : size);
    free(pointer);
  }
  return memory;
}

void *aligned_alloc(size_t alignment, size_t size) {
  if (alignment <= 16)
    return malloc(size);
  char *memory = malloc(size + alignment + HEADER);
  if (!memory)
    return NULL;
  uintptr_t aligned = ((uintptr_t)memory + HEADER + alignment - 1) & ~(uintptr_t)(alignment - 1);
  struct block *block = (struct block *)(aligned - HEADER);
  block->offset = (uint32_t)((char *)block - (memory - HEADER));
  return (void *)aligned;
}

int posix_memalign(void **pointer, size_t alignment, size_t size) {
  *pointer = aligned_alloc(alignment, size);
  return *pointer ? 0 : ENOMEM;
}

char *strdup(const char *text) {
  size_t size = strlen(text) + 1;
  char *copy = malloc(size);
  return copy ? memcpy(copy, text, size) : NULL;
}
