"""Random LLVM IR without undefined behaviour, for back_end.py: what no front end makes, or rarely."""

INTS = (1, 3, 8, 16, 24, 32, 33, 48, 57, 64)
WHOLE = (8, 16, 32, 64)  # those that the back end's own instructions are for
EXTENDED = ("i1", "i8", "i16", "i32")
AGGREGATES = ("{ i64, double }", "{ float, float }", "{ ptr, i64 }", "[2 x i64]", "{ i32, i1 }", "{ i8, { i64, double }, [2 x i32] }")
PREDICATES = ("eq", "ne", "ugt", "uge", "ult", "ule", "sgt", "sge", "slt", "sle")
FLOAT_PREDICATES = ("false", "oeq", "ogt", "oge", "olt", "ole", "one", "ord", "ueq", "ugt", "uge", "ult", "ule", "une", "uno", "true")

HEAD = """target triple = "x86_64-pc-linux-gnu"
@acc = global i64 1
@cells = global [8 x i64] zeroinitializer
@fmt = private constant [9 x i8] c"%s %llx\\0A\\00"
@_ZTIi = external constant ptr
declare i32 @printf(ptr, ...)
declare i32 @__gxx_personality_v0(...)
declare ptr @__cxa_allocate_exception(i64)
declare void @__cxa_throw(ptr, ptr, ptr)
declare ptr @__cxa_begin_catch(ptr)
declare void @__cxa_end_catch()
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
define void @sink(i64 %v) #0 {
  %a = load i64, ptr @acc
  %b = mul i64 %a, 6364136223846793005
  %c = add i64 %b, %v
  %d = lshr i64 %c, 29
  %e = xor i64 %c, %d
  store i64 %e, ptr @acc
  ret void
}
define void @sinkd(double %v) #0 {
  %n = fcmp uno double %v, %v
  %b = bitcast double %v to i64
  %s = select i1 %n, i64 77, i64 %b
  call void @sink(i64 %s)
  ret void
}
define i64 @thrower(i64 %v) #0 {
  %m = and i64 %v, 3
  %z = icmp eq i64 %m, 0
  br i1 %z, label %throw, label %fine
throw:
  %p = call ptr @__cxa_allocate_exception(i64 4)
  %t = trunc i64 %v to i32
  store i32 %t, ptr %p
  call void @__cxa_throw(ptr %p, ptr @_ZTIi, ptr null)
  unreachable
fine:
  %r = mul i64 %v, 3
  ret i64 %r
}
"""


def is_int(t):
    return t[0] == "i"


class Function:
    def __init__(self, rng, number, others, declared):
        self.rng, self.number, self.others, self.declared = rng, number, others, declared
        self.exotic = rng.random() < 0.15  # what LLVM is left with
        self.count = 0
        self.pool = {}
        self.blocks = []
        self.budget = rng.randint(20, 90)
        scalars = [f"i{n}" for n in INTS] + ["float", "double", "ptr", "<2 x float>", "<2 x i64>"]
        self.parameters = []
        for n in range(rng.choice((0, 1, 2, 3, 5, 8, 14, 20))):
            t = rng.choice(scalars if rng.random() < 0.8 else list(AGGREGATES))
            extend = rng.choice(("", "", " zeroext", " signext")) if t in EXTENDED or self.exotic and is_int(t) else ""
            self.parameters.append((t, extend))
        self.result = rng.choice(scalars + list(AGGREGATES) + ["i64", "i32", "double"])
        self.result_extend = rng.choice(("", "zeroext ", "signext ")) if self.result in EXTENDED or self.exotic and is_int(self.result) else ""
        self.body()

    # Names and places
    def new(self, kind="v"):
        self.count += 1
        return f"%{kind}{self.count}"

    def block(self):
        label = self.new("b")
        self.blocks.append((label[1:], []))
        return label

    def emit(self, text):
        self.blocks[-1][1].append(text)

    def here(self):
        return "%" + self.blocks[-1][0]

    def op(self, t, text):
        name = self.new()
        self.emit(f"{name} = {text}")
        self.pool.setdefault(t, []).append(name)
        return name

    def hidden(self, text):  # not a value that others may use
        name = self.new("h")
        self.emit(f"{name} = {text}")
        return name

    def intrinsic(self, result, name, types):
        self.declared.add(f"declare {result} @{name}({', '.join(types)})")

    # Values
    def constant(self, t):
        r = self.rng
        if is_int(t):
            n = int(t[1:])
            if n == 1:
                return r.choice(("true", "false"))
            return str(r.choice((0, 1, -1, 2, -(1 << n - 1), (1 << n - 1) - 1, r.getrandbits(n) - (1 << n - 1),
                                 r.randint(-(1 << min(n, 8) - 1), (1 << min(n, 8) - 1) - 1))))
        if t in ("float", "double"):
            return r.choice(("0.0", "-0.0", "1.0", "-2.5", "0x7FF0000000000000", "0x7FF8000000000000", "1024.0"))
        if t == "ptr":
            return r.choice(("null", "@cells", "@acc", "getelementptr (i8, ptr @cells, i64 24)", "@sink", "getelementptr (i8, ptr @sink, i64 1)"))
        return "zeroinitializer"

    def value(self, t):
        known = self.pool.get(t)
        if known and self.rng.random() < 0.8:
            return self.rng.choice(known[-6:] if self.rng.random() < 0.5 else known)
        if self.rng.random() < 0.5 and t not in ("ptr", "<2 x float>", "<2 x i64>") and t[0] in "ifd":
            return self.convert(t)
        return self.constant(t)

    def convert(self, t):
        """To a type from another one that there are values of."""
        r = self.rng
        if is_int(t):
            n = int(t[1:])
            sources = [s for s in self.pool if is_int(s) and s != t and self.pool[s]]
            if not sources:
                return self.constant(t)
            s = r.choice(sources)
            v = r.choice(self.pool[s])
            return self.op(t, f"{'trunc' if int(s[1:]) > n else r.choice(('zext', 'sext'))} {s} {v} to {t}")
        s = "i%d" % r.choice(INTS)
        return self.op(t, f"{r.choice(('sitofp', 'uitofp'))} {s} {r.choice(self.pool.get(s) or [self.constant(s)])} to {t}")

    # Statements
    def statement(self):
        r = self.rng
        self.budget -= 1
        kind = r.choices((self.integer, self.compare, self.select, self.casts, self.floats, self.memory, self.atomic,
                          self.aggregate, self.call, self.intrinsics, self.copy, self.diamond, self.loop, self.switch, self.invoke, self.repeat),
                         (12, 5, 3, 5, 5, 8, 3, 4, 4, 6, 1, 3, 2, 2, 2, 1))[0]
        kind()

    def integer(self):
        r = self.rng
        n = r.choice(INTS)
        t = f"i{n}"
        a, b = self.value(t), self.value(t)
        kind = r.random()
        if kind < 0.6 or n == 1:
            self.op(t, f"{r.choice(('add', 'sub', 'mul', 'and', 'or', 'xor'))} {t} {a}, {b}")
        elif kind < 0.85:
            # The count's upper bits are what was there: of a remainder, none. So also by a difference.
            c = self.hidden(f"urem {t} {b}, {n if n > 3 else 3}") if r.random() < 0.7 else str(r.randrange(n))
            if n == 3 and not c.isdigit():
                d = self.hidden(f"add {t} {c}, 3")
                c = self.hidden(f"sub {t} {d}, 3")
            self.op(t, f"{r.choice(('shl', 'lshr', 'ashr'))} {t} {a}, {c}")
        elif r.random() < 0.5:
            self.op(t, f"{r.choice(('udiv', 'urem'))} {t} {a}, {self.hidden(f'or {t} {b}, 1')}")
        else:
            half = self.hidden(f"lshr {t} {b}, 1")
            self.op(t, f"{r.choice(('sdiv', 'srem'))} {t} {a}, {self.hidden(f'or {t} {half}, 1')}")

    def compare(self):
        r = self.rng
        if r.random() < 0.3:
            t = r.choice(("float", "double"))
            self.op("i1", f"fcmp {r.choice(FLOAT_PREDICATES)} {t} {self.value(t)}, {self.value(t)}")
            return
        t = f"i{r.choice(INTS[1:])}"
        a, b = self.value(t), self.value(t) if r.random() < 0.7 else self.constant(t)
        if r.random() < 0.2:
            a, b = b, a
        self.op("i1", f"icmp {r.choice(PREDICATES)} {t} {a}, {b}")

    def condition(self):
        if self.rng.random() < 0.7:
            self.compare()
            return self.pool["i1"][-1]
        return self.value("i1")

    def any_type(self):
        return self.rng.choice([f"i{n}" for n in INTS] + ["float", "double"] + list(self.pool))

    def select(self):
        t = self.any_type()
        a, b = self.value(t), self.value(t)
        self.op(t, f"select i1 {self.condition()}, {t} {a}, {t} {b}")

    def casts(self):
        r = self.rng
        kind = r.random()
        if kind < 0.6:
            self.convert(f"i{r.choice(INTS)}")
        elif kind < 0.7:
            t = r.choice(("i32", "i64"))
            f = "float" if t == "i32" else "double"
            self.op(t, f"bitcast {f} {self.op(f, f'uitofp i16 {self.value(chr(105) + str(16))} to {f}')} to {t}")
        elif kind < 0.9:
            # In range, both ways.
            f = r.choice(("float", "double"))
            if r.random() < 0.5:
                x = self.op(f, f"sitofp i8 {self.value('i8')} to {f}")
                n = r.choice([n for n in INTS if n >= 8])
                self.op(f"i{n}", f"fptosi {f} {x} to i{n}")
            else:
                big = self.hidden(f"and i64 {self.value('i64')}, -1099511627776")
                x = self.op(f, f"uitofp i64 {big} to {f}")
                self.op("i64", f"fptoui {f} {x} to i64")
        else:
            t = self.any_type()
            self.op(t, f"freeze {t} {self.value(t)}")

    def floats(self):
        r = self.rng
        t = r.choice(("float", "double"))
        kind = r.random()
        if kind < 0.7:
            self.op(t, f"{r.choice(('fadd', 'fsub', 'fmul', 'fdiv'))} {t} {self.value(t)}, {self.value(t)}")
        elif kind < 0.8:
            self.op(t, f"fneg {t} {self.value(t)}")
        elif kind < 0.9:
            other = "double" if t == "float" else "float"
            self.op(other, f"{'fpext' if t == 'float' else 'fptrunc'} {t} {self.value(t)} to {other}")
        else:
            name = f"llvm.{r.choice(('fabs', 'sqrt', 'floor'))}.{'f32' if t == 'float' else 'f64'}"
            self.intrinsic(t, name, (t,))
            self.op(t, f"call {t} @{name}({t} {self.value(t)})")

    def place(self):
        """An address in the middle of %mem, by indices of all kinds."""
        r = self.rng
        n = r.choice((1, 3, 8, 16, 32, 33, 57, 64))
        t = f"i{n}"
        if n <= 3 or r.random() < 0.2:
            i = self.value(t) if n <= 3 else str(r.randint(-8, 7))
        else:
            i = self.hidden(f"ashr {t} {self.value(t)}, {n - 4}")  # -8 to 7
        kind = r.random()
        if kind < 0.6:
            element = r.choice(("i8", "i16", "i32", "i64", "[3 x i8]", "[5 x i16]", "{ i8, i64 }"))
            return self.hidden(f"getelementptr {element}, ptr %middle, {t} {i}")
        if kind < 0.8:
            inner = r.choice(("[2 x i8]", "{ i16, [2 x [3 x i8]] }", "[3 x i16]", "[2 x i32]"))
            if inner[0] == "{":
                return self.hidden(f"getelementptr {inner}, ptr %middle, {t} {i}, i32 1, {t} {i}")
            return self.hidden(f"getelementptr {inner}, ptr %middle, {t} {i}, {t} {i}")
        if kind < 0.9:  # There and back
            away = r.choice((1 << 34, (1 << 31) - 8, -(1 << 33), 1 << 30))
            far = self.hidden(f"getelementptr i8, ptr %middle, i64 {away}")
            if r.random() < 0.5:
                far = self.hidden(f"freeze ptr {far}")
            return self.hidden(f"getelementptr i8, ptr {far}, i64 {-away}")
        return f"getelementptr (i8, ptr @cells, i64 {r.randrange(56)})" if r.random() < 0.5 else "@cells"

    def memory(self):
        r = self.rng
        if r.random() < 0.2:
            t = r.choice(("float", "double"))
            slot = "%f32" if t == "float" else "%f64"
            if r.random() < 0.5:
                return self.emit(f"store {t} {self.value(t)}, ptr {slot}")
            x = self.hidden(f"load {t}, ptr {slot}")
            return self.op(t, f"{r.choice(('fadd', 'fmul', 'fsub'))} {t} {self.value(t)}, {x}")
        n = r.choice((1, 3, 8, 16, 32, 57, 64) + ((24, 48) if self.exotic else ()))
        t = f"i{n}"
        p = self.place()
        if r.random() < 0.5:
            v = self.value(t)
            return self.emit(f"store {t} {v}, ptr {p}, align 1")
        if n in (1, 3, 57):  # Other bits than those of the type were stored there, perhaps.
            m = f"i{8 if n < 8 else 64}"
            return self.op(t, f"trunc {m} {self.op(m, f'load {m}, ptr {p}, align 1')} to {t}")
        other = self.value(t)
        x = self.hidden(f"load {t}, ptr {p}, align 1")
        use = r.random()
        if use < 0.4:
            a, b = (other, x) if r.random() < 0.5 else (x, other)
            self.op(t, f"{r.choice(('add', 'sub', 'mul', 'and', 'or', 'xor'))} {t} {a}, {b}")
        elif use < 0.6:
            a, b = (other, x) if r.random() < 0.5 else (x, other)
            self.op("i1", f"icmp {r.choice(PREDICATES)} {t} {a}, {b}")
        elif use < 0.8 and n < 64:
            m = r.choice([m for m in INTS if m > n])
            self.op(f"i{m}", f"{r.choice(('zext', 'sext'))} {t} {x} to i{m}")
        else:
            self.pool.setdefault(t, []).append(x)

    def atomic(self):
        r = self.rng
        t = f"i{r.choice(WHOLE)}"
        p = f"getelementptr (i8, ptr @cells, i64 {8 * r.randrange(8)})"
        kind = r.random()
        order = r.choice(("monotonic", "acquire", "seq_cst"))
        if kind < 0.6:
            what = r.choice(("xchg", "add", "sub", "and", "nand", "or", "xor", "max", "min", "umax", "umin"))
            self.op(t, f"atomicrmw {what} ptr {p}, {t} {self.value(t)} {order}")
        elif kind < 0.8:
            old, new = self.value(t), self.value(t)
            if r.random() < 0.5:
                old = self.op(t, f"load {t}, ptr {p}")
            pair = self.hidden(f"cmpxchg {r.choice(('', 'weak '))}ptr {p}, {t} {old}, {t} {new} seq_cst monotonic")
            self.op(t, f"extractvalue {{ {t}, i1 }} {pair}, 0")
            self.op("i1", f"extractvalue {{ {t}, i1 }} {pair}, 1")
        elif kind < 0.9:
            self.op(t, f"load atomic {t}, ptr {p} {order}, align 8")
        else:
            self.emit(f"store atomic {t} {self.value(t)}, ptr {p} {r.choice(('monotonic', 'release', 'seq_cst'))}, align 8")

    LEAVES = {"{ i64, double }": (("0", "i64"), ("1", "double")), "{ float, float }": (("0", "float"), ("1", "float")),
              "{ ptr, i64 }": (("1", "i64"), ("0", "ptr")), "[2 x i64]": (("0", "i64"), ("1", "i64")), "{ i32, i1 }": (("0", "i32"), ("1", "i1")),
              "{ i8, { i64, double }, [2 x i32] }": (("0", "i8"), ("1, 0", "i64"), ("1, 1", "double"), ("2, 0", "i32"), ("2, 1", "i32"))}

    def aggregate(self):
        r = self.rng
        t = r.choice(AGGREGATES)
        path, leaf = r.choice(self.LEAVES[t])
        kind = r.random()
        if kind < 0.45:
            self.op(t, f"insertvalue {t} {self.value(t)}, {leaf} {self.value(leaf)}, {path}")
        elif kind < 0.8:
            self.op(leaf, f"extractvalue {t} {self.value(t)}, {path}")
        elif kind < 0.9:
            self.emit(f"store {t} {self.value(t)}, ptr %pair")
            self.op(t, f"load {t}, ptr %pair")
        else:
            v = self.value("<2 x float>")
            self.op("double", f"bitcast <2 x float> {v} to double")
            self.op("<2 x float>", f"bitcast i64 {self.value('i64')} to <2 x float>")

    def arguments(self, f):
        return ", ".join(f"{t}{extend} {self.value(t)}" for t, extend in f.parameters)

    def call(self):
        r = self.rng
        if not self.others or r.random() < 0.2:
            t = r.choice(("i64", "double"))
            return self.emit(f"call void @sink{'' if t == 'i64' else 'd'}({t} {self.value(t)})")
        f = r.choice(self.others[-12:])
        if f.cost > 3000:
            return None
        self.cost += f.cost * self.times
        arguments = self.arguments(f)
        callee = f"@f{f.number}"
        if r.random() < 0.3:
            slot = self.hidden("alloca ptr") if r.random() < 0.1 and self.times == 1 else "%callee"
            self.emit(f"store ptr {callee}, ptr {slot}")
            callee = self.hidden(f"load ptr, ptr {slot}")
        self.op(f.result, f"call {f.result_extend}{f.result} {callee}({arguments})")

    def intrinsics(self):
        r = self.rng
        n = r.choice(WHOLE)
        t = f"i{n}"
        kind = r.random()
        a, b = self.value(t), self.value(t)
        if kind < 0.3:
            base = r.choice(("sadd", "uadd", "ssub", "usub") + (("smul", "umul") if n > 8 or self.exotic else ()))
            name = f"llvm.{base}.with.overflow.{t}"
            self.intrinsic(f"{{ {t}, i1 }}", name, (t, t))
            pair = self.hidden(f"call {{ {t}, i1 }} @{name}({t} {a}, {t} {b})")
            self.op(t, f"extractvalue {{ {t}, i1 }} {pair}, 0")
            self.op("i1", f"extractvalue {{ {t}, i1 }} {pair}, 1")
        elif kind < 0.7:
            base = r.choice(("uadd.sat", "usub.sat", "smax", "smin", "umax", "umin") + (("sadd.sat", "ssub.sat") if self.exotic else ()))
            self.intrinsic(t, f"llvm.{base}.{t}", (t, t))
            self.op(t, f"call {t} @llvm.{base}.{t}({t} {a}, {t} {b})")
        elif kind < 0.85:
            base = r.choice(("ctlz", "cttz")) if n > 16 or self.exotic else "abs"
            self.intrinsic(t, f"llvm.{base}.{t}", (t, "i1 immarg"))
            self.op(t, f"call {t} @llvm.{base}.{t}({t} {a}, i1 false)")
        elif n > 16 or self.exotic:
            base = r.choice(("fshl", "fshr"))
            c = self.value(t)
            self.intrinsic(t, f"llvm.{base}.{t}", (t, t, t))
            self.op(t, f"call {t} @llvm.{base}.{t}({t} {a}, {t} {b if r.random() < 0.5 else a}, {t} {c})")
        elif n > 8:
            self.intrinsic(t, f"llvm.bswap.{t}", (t,))
            self.op(t, f"call {t} @llvm.bswap.{t}({t} {a})")

    def copy(self):
        r = self.rng
        size = r.choice((0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 48, 63, 64))
        which = r.random()
        if which < 0.4:
            self.emit(f"call void @llvm.memcpy.p0.p0.i64(ptr %mem, ptr %middle, i64 {size}, i1 false)")
        elif which < 0.7:
            at = self.hidden(f"getelementptr i8, ptr %middle, i64 {r.randint(-9, 9)}")
            self.emit(f"call void @llvm.memmove.p0.p0.i64(ptr {at}, ptr %middle, i64 {min(size, 48)}, i1 false)")
        else:
            self.emit(f"call void @llvm.memset.p0.i64(ptr %middle, i8 {self.value('i8')}, i64 {size}, i1 false)")

    # Control. A path has the values of before; afterwards phis say what they have.
    def path(self, size):
        for _ in range(size):
            if self.budget > 0:
                self.statement()

    def snapshot(self):
        return {t: list(vs) for t, vs in self.pool.items()}

    def merge_types(self, least=0):
        return [self.any_type() for _ in range(self.rng.randint(least, 4))]

    def join(self, label, arms, types):
        """arms: (block, values of each type)"""
        self.blocks.append((label[1:], []))
        for n, t in enumerate(types):
            incoming = ", ".join(f"[ {values[n]}, {block} ]" for block, values in arms)
            self.op(t, f"phi {t} {incoming}")

    def diamond(self):
        before = self.snapshot()
        types = self.merge_types()
        c = self.condition()
        start_values = [self.value(t) for t in types]
        start = self.here()
        critical = self.rng.random() < 0.4
        then, end = self.new("b"), self.new("b")
        other = end if critical else self.new("b")
        before = self.snapshot()
        first, second = (then, other) if self.rng.random() < 0.5 else (other, then)
        self.emit(f"br i1 {c}, label {first}, label {second}")
        arms = []
        for label in (then,) if critical else (then, other):
            self.pool = {t: list(vs) for t, vs in before.items()}
            self.blocks.append((label[1:], []))
            self.path(self.rng.randint(0, 4))
            values = [self.value(t) for t in types]
            arms.append((self.here(), values))
            self.emit(f"br label {end}")
        if critical:
            arms.append((start, start_values))
        self.pool = before
        self.join(end, arms, types)

    def loop(self):
        r = self.rng
        if self.times > 20:
            return
        types = self.merge_types(1)
        if r.random() < 0.6:  # so that values go around in circles
            types = [types[0]] * r.randint(2, 4)
        initial = [self.value(t) for t in types]
        before, start, times = self.here(), self.snapshot(), r.randint(1, 5)
        head, end = self.new("b"), self.new("b")
        self.emit(f"br label {head}")
        self.blocks.append((head[1:], []))
        phis = [self.new("p") for _ in types]
        counter, following = self.new("c"), self.new("c")
        place = len(self.blocks[-1][1])
        where = self.blocks[-1][1]
        for t, p in zip(types, phis):
            self.pool.setdefault(t, []).append(p)
        self.times *= times
        self.path(r.randint(0, 5))
        last = []
        for n, t in enumerate(types):
            same = [p for p, other in zip(phis, types) if other == t]
            last.append(r.choice(same) if r.random() < 0.7 else self.value(t))
        self.emit(f"{following} = add i32 {counter}, 1")
        done = self.hidden(f"icmp {r.choice(('uge', 'sge', 'eq'))} i32 {following}, {times}")
        latch = self.here()
        self.emit(f"br i1 {done}, label {end}, label {head}")
        text = [f"{p} = phi {t} [ {a}, {before} ], [ {b}, {latch} ]" for p, t, a, b in zip(phis, types, initial, last)]
        text.append(f"{counter} = phi i32 [ 0, {before} ], [ {following}, {latch} ]")
        where[place:place] = text
        self.times //= times
        self.pool = start
        for t, p in zip(types, phis):
            self.pool.setdefault(t, []).append(p)
        self.blocks.append((end[1:], []))

    def switch(self):
        r = self.rng
        n = r.choice((1, 3, 8, 16, 32, 57, 64))
        t = f"i{n}"
        types = self.merge_types() if r.random() < 0.7 else []
        v = self.value(t)
        if n > 3 and r.random() < 0.7:
            v = self.hidden(f"{r.choice(('lshr', 'ashr'))} {t} {v}, {n - 4}")
        direct = [self.value(t) for t in types]
        start, before = self.here(), self.snapshot()
        low = -(1 << n - 1) if n > 1 else -1
        near = r.choice((low, -8, 0, -3)) if n > 3 else low
        values = range(max(near, low), min(near + 18, -low, (1 << n - 1) if n > 1 else 1))
        cases = r.sample(values, min(len(values), r.choice((1, 2, 3, 5, 9, 14))))
        if n > 8 and r.random() < 0.5:
            cases = list({*cases, *(r.getrandbits(n) - (1 << n - 1) for _ in range(r.randint(1, 9)))})
        end = self.new("b")
        arms = [self.new("b") for _ in range(r.randint(1, 4))]
        targets = arms + ([end] if r.random() < 0.6 else [])
        default = r.choice(targets)
        chosen = [r.choice(targets) for _ in cases]
        text = " ".join(f"{t} {c}, label {target}" for c, target in zip(cases, chosen))
        self.emit(f"switch {t} {v}, label {default} [ {text} ]")
        incoming = [(start, direct)] * ([default] + chosen).count(end)
        for label in arms:
            self.pool = {t: list(vs) for t, vs in before.items()}
            self.blocks.append((label[1:], []))
            edges = ([default] + chosen).count(label)
            if edges and r.random() < 0.3:
                self.op("i64", "phi i64 " + ", ".join([f"[ 5, {start} ]"] * edges))
            self.path(r.randint(0, 3))
            values = [self.value(t) for t in types]
            incoming.append((self.here(), values))
            self.emit(f"br label {end}")
        self.pool = before
        self.join(end, incoming, types)

    def invoke(self):
        """Two calls with one landing pad, which is told what was before each."""
        r = self.rng
        types = self.merge_types(1)
        first, second = [self.value(t) for t in types], None
        start, before = self.here(), self.snapshot()
        between, pad, fine, end = (self.new("b") for _ in range(4))
        a = self.new()
        argument = self.value("i64")
        self.emit(f"{a} = invoke i64 @thrower(i64 {argument}) to label {between} unwind label {pad}")
        start = self.here()
        before = self.snapshot()
        self.blocks.append((between[1:], []))
        self.pool.setdefault("i64", []).append(a)
        for _ in range(r.randint(0, 3)):
            r.choice((self.integer, self.casts, self.aggregate, self.compare))()
        second = [self.value(t) for t in types]
        b = self.new()
        argument = self.value("i64")
        middle = self.here()
        self.emit(f"{b} = invoke i64 @thrower(i64 {argument}) to label {fine} unwind label {pad}")
        self.blocks.append((fine[1:], []))
        self.pool["i64"].append(b)
        values = [self.value(t) for t in types]
        good = self.here()
        self.emit(f"br label {end}")
        self.pool = {t: list(vs) for t, vs in before.items()}
        self.join(pad, [(start, first), (middle, second)], types)
        e = self.hidden(f"landingpad {{ ptr, i32 }} {r.choice(('catch ptr null', 'catch ptr @_ZTIi', 'cleanup catch ptr @_ZTIi', 'catch ptr @_ZTIi catch ptr null'))}")
        x = self.hidden(f"extractvalue {{ ptr, i32 }} {e}, 0")
        o = self.hidden(f"call ptr @__cxa_begin_catch(ptr {x})")
        self.op("i32", f"load i32, ptr {o}") if r.random() < 0.5 else None
        self.emit("call void @__cxa_end_catch()")
        caught = [self.value(t) for t in types]
        bad = self.here()
        self.emit(f"br label {end}")
        self.pool = before
        self.join(end, [(good, values), (bad, caught)], types)

    def repeat(self):
        """The same value twice in one instruction."""
        t = f"i{self.rng.choice(INTS)}"
        v = self.value(t)
        what = self.rng.choice(("add", "mul", "xor", "sub"))
        self.op(t, f"{what} {t} {v}, {v}")

    def body(self):
        r = self.rng
        self.cost, self.times = 1, 1
        self.block()
        self.blocks[-1] = ("entry", [])
        for name, t in (("%mem", "[384 x i8], align 16"), ("%f32", "float"), ("%f64", "double"), ("%pair", "[64 x i8], align 16"), ("%callee", "ptr")):
            self.emit(f"{name} = alloca {t}")
        self.emit("call void @llvm.memset.p0.i64(ptr %mem, i8 0, i64 384, i1 false)")
        self.emit("store float 1.5, ptr %f32")
        self.emit("store double 2.5, ptr %f64")
        self.emit("call void @llvm.memset.p0.i64(ptr %pair, i8 0, i64 64, i1 false)")
        self.emit("%middle = getelementptr i8, ptr %mem, i64 192")
        for n, (t, _) in enumerate(self.parameters):
            self.pool.setdefault(t, []).append(f"%a{n}")
        while self.budget > 0:
            self.statement()
        for t in list(self.pool):
            for v in r.sample(self.pool[t], min(3, len(self.pool[t]))):
                self.watch(t, v)
        for offset in (160, 184, 192, 200):
            at = self.hidden(f"getelementptr i8, ptr %mem, i64 {offset}")
            self.watch("i64", self.hidden(f"load i64, ptr {at}"))
        self.emit(f"ret {self.result} {self.value(self.result)}")

    def watch(self, t, v):
        if t == "ptr":
            return
        if is_int(t):
            wide = v if t == "i64" else self.hidden(f"{self.rng.choice(('zext', 'sext'))} {t} {v} to i64")
            self.emit(f"call void @sink(i64 {wide})")
        elif t == "double":
            self.emit(f"call void @sinkd(double {v})")
        elif t == "float":
            self.emit(f"call void @sinkd(double {self.hidden(f'fpext float {v} to double')})")
        elif t in self.LEAVES:
            path, leaf = self.rng.choice([x for x in self.LEAVES[t] if x[1] != "ptr"])
            self.watch(leaf, self.hidden(f"extractvalue {t} {v}, {path}"))
        elif t == "<2 x i64>":
            self.emit(f"store <2 x i64> {v}, ptr %pair")
            self.watch("i64", self.hidden("load i64, ptr %pair"))
        else:
            self.watch("double", self.hidden(f"bitcast {t} {v} to double"))

    def text(self):
        parameters = ", ".join(f"{t}{extend} %a{n}" for n, (t, extend) in enumerate(self.parameters))
        blocks = self.blocks[1:]
        if self.rng.random() < 0.5:  # Nothing says that what is executed first comes first.
            self.rng.shuffle(blocks)
        body = "".join(f"{label}:\n" + "".join(f"  {line}\n" for line in lines) for label, lines in [self.blocks[0], *blocks])
        return (f"define {self.result_extend}{self.result} @f{self.number}({parameters}) #0 personality ptr @__gxx_personality_v0 {{\n{body}}}\n")


def program(rng, functions=15):
    declared, made = set(), []
    for number in range(functions):
        made.append(Function(rng, number, made, declared))
    main = ["define i32 @main() #0 {"]
    strings = []
    for f in made:
        arguments = ", ".join(f"{t}{extend} {f.constant(t)}" for t, extend in f.parameters)
        main.append(f"  %r{f.number} = call {f.result_extend}{f.result} @f{f.number}({arguments})")
        main.append(f"  %a{f.number} = load i64, ptr @acc")
        main.append(f"  call i32 (ptr, ...) @printf(ptr @fmt, ptr @n{f.number}, i64 %a{f.number})")
        name = f"f{f.number}"
        strings.append(f'@n{f.number} = private constant [{len(name) + 1} x i8] c"{name}\\00"')
    main += ["  ret i32 0", "}"]
    return (HEAD + "\n".join(sorted(declared)) + "\n" + "\n".join(strings) + "\n" + "".join(f.text() for f in made)
            + "\n".join(main) + "\nattributes #0 = { noinline optnone uwtable }\n")
