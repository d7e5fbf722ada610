"""Random C and C++ without undefined behaviour, for back_end.py. Signed integers wrap (-fwrapv), shifts and divisors are
made to fit, and what is printed of a NaN is that it is one."""

INTS = {"signed char": 8, "unsigned char": 8, "short": 16, "unsigned short": 16, "int": 32, "unsigned": 32, "long": 64,
        "unsigned long": 64}
FLOATS = ("float", "double", "extended")
C_ONLY = {"unsigned _BitInt(3)": 3, "_BitInt(17)": 17, "_BitInt(24)": 24, "unsigned _BitInt(33)": 33, "_BitInt(57)": 57}

HEAD = r"""
#include <alloca.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
typedef long double extended;
static unsigned long acc = 1;
void sink(unsigned long v) { acc = acc * 6364136223846793005ul + v; acc ^= acc >> 29; }
void sinkd(double v) { unsigned long b; memcpy(&b, &v, 8); sink(v != v ? 77 : b); }
double fit(double v) { return v >= -100 && v <= 100 ? v : 1.5; }
double fitu(double v) { return v >= 0 && v <= 18446744073709549568.0 ? v : 2.5; }
unsigned char bytes[512];
long cells[8];
jmp_buf jump;
void leap(int v) { if (v & 1) longjmp(jump, (v & 7) + 1); }
long sum(int n, ...) {
  va_list list, again;
  va_start(list, n);
  va_copy(again, list);
  long r = 0;
  for (int i = 0; i < n; i++) switch (i % 4) {
    case 0: r = r * 3 + va_arg(list, int); break;
    case 1: r += (long)fit(va_arg(list, double)); break;
    case 2: r ^= va_arg(list, long); break;
    default: r += (long)fit(va_arg(list, extended));
  }
  va_end(list);
  if (n) r += va_arg(again, int);
  va_end(again);
  return r;
}
long down(int n, long v) { return n <= 0 ? v : down(n - 1, v * 5 + n) ^ n; }
"""

CPP_HEAD = r"""
struct Base { long b; virtual long f(long v) { return v + b; } virtual ~Base() { sink(b); } };
struct Left : Base { long l = 3; long f(long v) override { return v * l - b; } };
struct Other { int o = 9; virtual int g(int v) { return v ^ o; } };
struct Both : Left, Other { long f(long v) override { return v + l + o; } int g(int v) override { return v - (int)l; } };
struct Guard { long v; Guard(long v) : v(v) {} ~Guard() { sink(v); } };
long toss(long v) {
  Guard g(v);
  switch (v & 3) { case 0: throw (int)v; case 1: throw v; case 2: throw Left(); default: return v * 7; }
}
long guarded(long v, bool deep) {
  Guard g(v + 1);
  try {
    Guard h(v ^ 2);
    long x = toss(v);
    return (deep && v > 0 ? guarded(v - 1, false) : x) + toss(v + 1);
  } catch (int i) {
    return i;
  } catch (Base &b) {
    return b.f(v);
  }
}
"""


class Program:
    def __init__(self, rng, is_cpp):
        self.rng, self.is_cpp = rng, is_cpp
        self.ints = dict(INTS) if is_cpp else {**INTS, "_Bool": 1}
        if not is_cpp and rng.random() < 0.3:
            self.ints.update(C_ONLY)
        self.scope, self.loops, self.count, self.structs, self.functions, self.cost, self.times = [], 0, 0, {}, [], 0, 1

    def name(self, prefix="v"):
        self.count += 1
        return f"{prefix}{self.count}"

    def scalar(self):
        r = self.rng
        return r.choice(FLOATS) if r.random() < 0.2 else r.choice(list(self.ints))

    # Expressions are of any arithmetic type; there are casts where it matters.
    def leaf(self):
        r = self.rng
        if self.scope and r.random() < 0.8:
            return r.choice(self.scope[-14:])
        if r.random() < 0.3:
            return r.choice(("1.5", "-0.25f", "NAN", "INFINITY", "-0.0", "3e9", "1e300"))
        return r.choice(("0", "1", "-1", "2", "127", "-128", "255", "32768", "-32769", "2147483647", "0x80000000u", "-2147483648L",
                         "0x7fffffffffffffffL", "0xffffffffffffffffUL", "-4294967296L", str(r.randint(-10000, 10000))))

    def integer(self, depth, least=32):
        """An expression of an integer type of at least so many bits."""
        r = self.rng
        t = r.choice([t for t, bits in self.ints.items() if bits >= least and bits in (32, 64)])
        return f"TO({t}, {self.expression(depth)})"

    def expression(self, depth):
        r = self.rng
        if depth <= 0:
            return self.leaf()
        a = lambda: self.expression(depth - 1)
        i = lambda: self.integer(depth - 1)
        t = r.choice([t for t, bits in self.ints.items() if bits in (32, 64)])
        bits = self.ints[t]
        small = r.choice(list(self.ints))
        kind = r.randrange(24)
        if kind < 4:
            return f"({i()} {r.choice('+-*&|^')} {i()})"
        if kind < 6:
            return f"({a()} {r.choice('+-*')} {a()})"
        if kind == 6:
            return f"(TO({t}, {a()}) {r.choice(('<<', '>>'))} (TO({t}, {a()}) & {bits - 1}))"
        if kind == 7:
            return f"({i()} {r.choice('/%')} ({i()} & 1023 | 1))"
        if kind == 8:
            return f"({a()} {r.choice(('<', '<=', '>', '>=', '==', '!='))} {a()})"
        if kind == 9:
            return f"(TO({small}, {a()}) {r.choice(('<', '<=', '>', '>=', '==', '!='))} {r.choice(('-128', '127', '255', '-1', '0', '65535', '-32768', '1'))})"
        if kind == 10:
            return f"({a()} {r.choice(('&&', '||'))} {a()})"
        if kind == 11:
            return f"({a()} ? {a()} : {a()})"
        if kind < 14:
            return f"TO({small}, {a()})"
        if kind == 14:
            return f"({r.choice(FLOATS)})({a()})"
        if kind == 15:
            return f"({r.choice(('!', '-'))} {a()})" if r.random() < 0.7 else f"(~{i()})"
        if kind == 16:
            name, least = r.choice((("__builtin_clz", 32), ("__builtin_ctz", 32), ("__builtin_clzl", 64), ("__builtin_ctzl", 64)))
            return f"{name}({'(unsigned)' if least == 32 else '(unsigned long)'}{i()} | 1)"
        if kind == 17:
            return f"__builtin_bswap{r.choice((16, 32, 64))}({i()})" if r.random() < 0.7 else f"__builtin_rotate{r.choice(('left', 'right'))}{r.choice((32, 64))}({i()}, {i()})"
        if kind == 18 and self.scope:
            v = self.name("o")
            return f"({{ {t} {v}; int c{v} = __builtin_{r.choice(('add', 'sub', 'mul'))}_overflow(TO({t}, {a()}), TO({t}, {a()}), &{v}); {v} ^ c{v}; }})"
        if kind == 19:
            return f"{r.choice(('fabs', 'sqrt', 'floor', 'fabsf', 'sqrtf', 'ceil', 'trunc', 'fabsl', 'sqrtl'))}((extended){a()})"
        if kind == 20:
            name = f"__atomic_fetch_{r.choice(('add', 'sub', 'and', 'or', 'xor', 'nand'))}"
            w = r.choice(list(INTS))
            return f"{name}(({w} *)&cells[{r.randrange(8)}], TO({w}, {a()}), {r.choice(('__ATOMIC_SEQ_CST', '__ATOMIC_RELAXED'))})"
        if kind == 21:
            return f"bytes[{i()} & 511]"
        if kind == 22:
            return f"cells[{i()} & 7]"
        return self.call(depth)

    def call(self, depth):
        r = self.rng
        usable = [f for f in self.functions if f[3] * self.times < 3000]
        if not usable:
            return f"down({r.randint(0, 6)}, {self.integer(depth - 1)})"
        result, name, parameters, cost = r.choice(usable)
        self.cost += cost * self.times
        arguments = ", ".join(f"make_{t}({self.integer(depth - 2)})" if t in self.structs else f"TO({t}, {self.expression(depth - 2)})" for t in parameters)
        if r.random() < 0.2:
            name = f"(*{name}_p)"
        text = f"{name}({arguments})"
        return f"sum_{result}({text})" if result in self.structs else text

    # Statements
    def lvalue(self):
        r = self.rng
        return r.choice(self.variables) if self.variables and r.random() < 0.8 else (f"cells[{self.integer(1)} & 7]" if r.random() < 0.5 else f"bytes[{self.integer(1)} & 511]")

    def statement(self, depth):
        r = self.rng
        kind = r.randrange(22)
        inner = lambda: " ".join(self.block(depth - 1, r.randint(1, 3)))
        if kind < 4:
            t, v = self.scalar(), self.name()
            text = f"{t} {v} = TO({t}, {self.expression(3)});"
            self.scope.append(v)
            self.variables.append(v)
            return text
        if kind < 8:
            target = self.lvalue()
            return f"{target} = TO(__typeof__({target}), {self.expression(3)});"
        if kind < 10:
            target = self.lvalue()
            return f"{target} {r.choice(('+=', '-=', '*=', '&=', '|=', '^=') if not self.is_float(target) else ('+=', '-=', '*='))} TO(__typeof__({target}), {self.expression(2)});"
        if kind == 10:
            target = self.lvalue()
            return f"sink(TO(long, {r.choice(('++', '--'))}{target} + 1));"
        if depth > 0 and kind < 13:
            other = f" else {{ {inner()} }}" if r.random() < 0.5 else ""
            return f"if ({self.expression(2)}) {{ {inner()} }}{other}"
        if depth > 0 and kind < 15 and self.times < 30:
            v, times = self.name("i"), r.randint(1, 6)
            self.times *= times
            body = inner()
            self.times //= times
            leave = r.choice(("", f"if ({self.expression(1)}) break;", f"if ({self.expression(1)}) continue;"))
            return r.choice((f"for (int {v} = 0; {v} < {times}; {v}++) {{ {body} {leave} }}",
                             f"{{ unsigned {v} = {times}; while ({v}-- > 0) {{ {leave} {body} }} }}",
                             f"{{ long {v} = 0; do {{ {body} }} while (++{v} < {times}); }}"))
        if depth > 0 and kind == 15:
            t = r.choice([t for t in INTS])
            wide = INTS[t] == 64
            first = r.choice((0, -5, -128, 100, 2147483640, -(1 << 40)) if wide else (0, -5, -128, 100))
            values = list(range(first, first + r.choice((3, 6, 14))))
            if r.random() < 0.5:
                values = r.sample(values, len(values) // 2 + 1) + [r.randint(-30000, 30000) for _ in range(r.randint(1, 6))]
            values = list(dict.fromkeys(v if "un" not in t else v % (1 << INTS[t]) for v in values))
            values = [v for v in values if "un" in t or -(1 << INTS[t] - 1) <= v < 1 << INTS[t] - 1]
            cases = " ".join(f"case {v}{'UL' if 'un' in t else 'L'}: {r.choice((f'sink({v % 1000});', '{ ' + inner() + ' }' if r.random() < 0.2 else ';'))} {'break;' if r.random() < 0.7 else ''}" for v in values)
            return f"switch (TO({t}, ({self.integer(2)} & 15) + {first}L)) {{ {cases} {'default: { ' + inner() + ' }' if r.random() < 0.6 else ''} }}"
        if kind == 16:
            n, at = r.choice((0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 128, 129, 200)), r.randint(0, 50)
            what = r.choice((f"memcpy(bytes + {256 + at}, bytes + {at}, {n});", f"memset(bytes + {at}, TO(int, {self.expression(1)}), {n});", f"memset(bytes + {at}, {r.choice((0, 255, 90))}, {n});",
                             f"memmove(bytes + {at}, bytes + {r.randint(0, 60)}, {n});"))
            return what
        if kind == 17:
            w, c = r.choice(list(INTS)), self.name("e")
            return f"{{ {w} {c} = TO({w}, {self.expression(2)}); sink(__atomic_compare_exchange_n(({w} *)&cells[{r.randrange(8)}], &{c}, TO({w}, {self.expression(2)}), 0, 5, 5)); sink({c}); __atomic_store_n(({w} *)&cells[3], {c}, 5); }}"
        if kind == 18:
            n = r.randint(0, 12)
            arguments = "".join(f", TO({('int', 'double', 'long', 'extended')[k % 4]}, {self.expression(2)})" for k in range(n))
            return f"sink(sum({n}{arguments}));"
        if kind == 19 and depth > 0 and self.times < 30:
            v = self.name("a")
            return r.choice((f"{{ int n{v} = {self.integer(1)} & 31; {'long' if r.random() < 0.5 else 'char'} {v}[n{v} + 1]; for (int i = 0; i <= n{v}; i++) {v}[i] = (char)(i * 3); {inner()} sink({v}[n{v} / 2]); }}",
                             f"{{ unsigned char *{v} = (unsigned char *)alloca(({self.integer(1)} & 63) + 8); memset({v}, 5, 8); {inner()} sink({v}[3]); }}"))
        if kind == 20 and not self.is_cpp and depth > 0 and not self.jumps:
            self.jumps = True
            v = self.name("s")
            return f"{{ int e{v} = TO(int, {self.expression(2)}); volatile int {v} = 0; int c{v} = setjmp(jump); {v} += 1; sink(c{v}); if ({v} < 3) leap(e{v}); sink({v}); }}"
        if kind == 21 and self.is_cpp:
            return r.choice((f"try {{ sink(guarded(TO(long, {self.expression(2)}) & 63, {self.expression(1)})); }} catch (long x) {{ sink(x); }}",
                             f"try {{ sink(toss(TO(long, {self.expression(2)}))); {inner() if depth > 0 else ''} }} catch (long x) {{ sink(x); }} catch (...) {{ sink(4); {inner() if depth > 0 else ''} }}",
                             f"{{ Both o; Base *b = &o; Other *p = &o; b->b = TO(long, {self.expression(2)}); sink(b->f(TO(long, {self.expression(1)}))); sink(p->g(TO(int, {self.expression(1)}))); }}"))
        v = self.name("t")
        if self.structs and kind in (19, 20, 21):
            t = r.choice(list(self.structs))
            return f"{{ struct {t} {v} = make_{t}({self.integer(1)}), w{v}; w{v} = {v}; sink(sum_{t}(w{v})); }}"
        return f"sink(TO(long, {self.expression(3)}));"

    def is_float(self, target):
        return target.startswith("f") or target in self.float_names

    def block(self, depth, statements):
        scope, variables = list(self.scope), list(self.variables)
        texts = []
        for _ in range(statements):
            text = self.statement(depth)
            texts.append(text)
            for t in FLOATS:
                if text.startswith(t + " "):
                    self.float_names.add(self.variables[-1])
        self.scope, self.variables = scope, variables
        return texts

    def struct(self, number):
        """Sizes around those that the ABI knows: to 8, to 16, more; whole numbers, others, both."""
        r = self.rng
        t = f"S{number}"
        fields, made, added = [], [], []
        for n in range(r.choice((1, 2, 2, 3, 4, 7))):
            u = r.choice(("float", "double", "extended", "char", "short", "int", "long", "unsigned char", "float"))
            if u in ("int", "short", "long") and r.random() < 0.3:
                fields.append(f"{u} f{n} : {r.randint(1, 8 * {'int': 4, 'short': 2, 'long': 8}[u] - 3)};")
            elif r.random() < 0.2:
                fields.append(f"{u} f{n}[3];")
                made.append(f"r.f{n}[0] = (signed char)v; r.f{n}[1] = {n}; r.f{n}[2] = (signed char)(v >> 3);")
                added.append(f"s = s * 31 + (long)s_.f{n}[0] + (long)s_.f{n}[2];")
                continue
            else:
                fields.append(f"{u} f{n};")
            made.append(f"r.f{n} = ({'signed char' if 'unsigned' not in u else u})(v * {2 * n + 1} >> {n});")
            added.append(f"s = s * 31 + (long)s_.f{n};")
        self.structs[t] = True
        return (f"struct {t} {{ {' '.join(fields)} }};\n__attribute__((noinline)) struct {t} make_{t}(long v) {{ struct {t} r; memset(&r, 0, sizeof r); {' '.join(made)} return r; }}\n"
                f"long sum_{t}(struct {t} s_) {{ long s = sizeof s_; {' '.join(added)} return s; }}\n")

    def function(self, number):
        r = self.rng
        self.scope, self.variables, self.float_names, self.jumps, self.cost, self.times = [], [], set(), False, 1, 1
        types = [r.choice(list(self.structs)) if r.random() < 0.25 else self.scalar() for _ in range(r.choice((0, 1, 2, 4, 7, 10, 16)))]
        result = r.choice(list(self.structs)) if r.random() < 0.2 else self.scalar()
        parameters = []
        for n, t in enumerate(types):
            parameters.append(f"{'struct ' if t in self.structs else ''}{t} p{n}")
            if t not in self.structs:
                self.scope.append(f"p{n}")
                self.variables.append(f"p{n}")
                if t in FLOATS:
                    self.float_names.add(f"p{n}")
        sums = " ".join(f"sink(sum_{t}(p{n}));" for n, t in enumerate(types) if t in self.structs)
        body = "\n  ".join(self.block(3, r.randint(3, 12)))
        value = f"make_{result}({self.integer(2)})" if result in self.structs else f"TO({result}, {self.expression(3)})"
        rare = ""
        if r.random() < 0.1:  # These are LLVM's: both kinds of objects become one image.
            rare = r.choice(("_Complex long double x = p; x = x * x + 1; sink((long)__real__ x);", "__int128 x = p; x *= x; sink((unsigned long)(x >> 64));"))
            rare = f"{{ int p = {self.integer(1)}; {rare} }}"
        full = f"{'struct ' if result in self.structs else ''}{result} f{number}({', '.join(parameters) or 'void'})"
        self.functions.append((result, f"f{number}", types, self.cost))
        return f"{full} {{\n  {sums} {rare}\n  {body}\n  return {value};\n}}\n__typeof__(f{number}) *f{number}_p = f{number};\n"

    def text(self):
        r = self.rng
        # To an integer from whatever it is, in range.
        if self.is_cpp:
            to = ("template <class T, class V> T to(V v) { if constexpr ((T)0.5 != 0 || (V)0.5 == 0) return (T)v; else if constexpr ((T)-1 > 0) "
                  "return (T)(sizeof(T) == 8 ? fitu(v) : fabs(fit(v))); else return (T)fit(v); }\n#define TO(T, V) to<T>(V)\n")
        else:
            to = ("#define FIT(T, V) ((T)-1 > 0 ? sizeof(T) == 8 ? fitu(V) : fabs(fit(V)) : fit(V))\n#define TO(T, V) ({ __auto_type t_ = (V); "
                  "_Generic((T)0, float: (T)t_, double: (T)t_, extended: (T)t_, default: _Generic(t_, float: (T)FIT(T, t_), double: (T)FIT(T, t_), "
                  "extended: (T)FIT(T, t_), default: (T)t_)); })\n")
        parts = [HEAD, to, CPP_HEAD if self.is_cpp else ""]
        parts += [self.struct(n) for n in range(r.randint(2, 6))]
        parts += [self.function(n) for n in range(12)]
        calls = []
        for result, name, types, _ in self.functions:
            arguments = ", ".join(f"make_{t}({r.randint(-99, 99)})" if t in self.structs else f"({t}){r.randint(0, 6)}" for t in types)
            text = f"{name}({arguments})"
            calls.append(f"  sink({f'sum_{result}({text})' if result in self.structs else f'TO(long, {text})'}); printf(\"{name} %lx\\n\", acc);")
        calls.append('  for (int i = 0; i < 512; i++) sink(bytes[i]); for (int i = 0; i < 8; i++) sink(cells[i]); printf("memory %lx\\n", acc);')
        parts.append("int main(void) {\n" + "\n".join(calls) + "\n  return 0;\n}\n")
        return "\n".join(parts)


def program(rng, is_cpp=False):
    return Program(rng, is_cpp).text()
