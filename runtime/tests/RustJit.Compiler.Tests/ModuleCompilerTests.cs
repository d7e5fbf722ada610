// From a module file of the plugin to an image, with the staged LLVM: run `make` first.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using RustJit.Cache;
using RustJit.Core;
using RustJit.Core.Tests;
using RustJit.Interop;

namespace RustJit.Compiler.Tests;

public sealed unsafe class ModuleCompilerTests : IDisposable
{
    private const string Source = "extern int other(int); static int twice(int x) { return 2 * x; } int f(int x) { return twice(other(x)); }";

    private readonly string _directory = Directory.CreateTempSubdirectory("autojit-test-").FullName;
    private readonly List<string> _log = [];
    private readonly MemoryStore _store = new();
    private readonly CountingGenerator _generator = new();

    static ModuleCompilerTests()
    {
        LlvmLibrary.Load();
        AutoJitLlvm.BindForThreads();
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("-O0", 2)]
    [InlineData("-O2", 1)] // Nobody else calls it: it may vanish.
    public void Compile_Function_TakesItsCalleesAlong(string level, int thatOthersMayCall)
    {
        ModuleFile file = File(Source, level);
        using ModuleCompiler compiler = Compiler(file);
        using CompiledUnit unit = compiler.Compile(Id(file, "f"), _ => false, LinkerChoice.Image);
        Assert.Equal(Id(file, "f"), unit.Functions[0]);
        Assert.Equal(thatOthersMayCall, unit.Functions.Count);
        Assert.Equal(2, unit.FunctionCount);
        Assert.StartsWith("compiled f: unit of 2 functions, ", Assert.Single(_log), StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_CalleeThatIsPlaced_BecomesABinding()
    {
        ModuleFile file = File(Source, "-O0");
        uint twice = Id(file, "twice");
        using ModuleCompiler compiler = Compiler(file);
        using CompiledUnit unit = compiler.Compile(Id(file, "f"), id => id == twice, LinkerChoice.Image);
        ImageFile image = Link(file, unit);
        Assert.Equal(Id(file, "f"), Assert.Single(Functions(image)));
        Assert.Equal([(BindingKind.Import, Import(file, "other")), (BindingKind.Callee, twice)], Bindings(image));
    }

    [Theory]
    [InlineData("-O0")]
    [InlineData("-O2")]
    public void Compile_EqualUnitOfAnotherModule_IsFoundAndBoundToItsOwnImports(string level)
    {
        ModuleFile first = File(Source, level);
        using (ModuleCompiler compiler = Compiler(first))
        {
            using CompiledUnit made = compiler.Compile(Id(first, "f"), _ => false, LinkerChoice.Image);
            Assert.False(made.WasFound);
        }

        ModuleFile second = File("extern int a, b; int g(void) { return a + b; } " + Source, level);
        Assert.NotEqual(Import(first, "other"), Import(second, "other"));
        using ModuleCompiler again = Compiler(second);
        using CompiledUnit found = again.Compile(Id(second, "f"), _ => false, LinkerChoice.Image);
        Assert.True(found.WasFound);
        Assert.Equal(1, _generator.Units);
        Assert.Equal([(BindingKind.Import, Import(second, "other"))], Bindings(Link(second, found)));
        Assert.Equal(Id(second, "f"), found.Functions[0]);
    }

    [Fact]
    public void Compile_CalleeInlinedThroughAPointerForAnotherUnit_IsNotStored()
    {
        // pointed is small, and a callee of direct: it may be inlined wherever the inliner finds out that it is called.
        const string Text = "static int through(int (*f)(int), int x) { return f(x); } static int pointed(int x) { return 3 * x; } " +
            "int direct(int x) { return pointed(x); } int indirect(int x) { return through(pointed, x); }";
        ModuleFile file = File(Text, "-O2");
        using ModuleCompiler compiler = Compiler(file);
        compiler.Compile(Id(file, "direct"), _ => false, LinkerChoice.Image).Dispose();
        compiler.Compile(Id(file, "indirect"), _ => false, LinkerChoice.Image).Dispose();
        Assert.Equal(2, _generator.Units);
        using ModuleCompiler again = Compiler(file);
        Assert.True(Found("direct"));
        Assert.False(Found("indirect"));

        bool Found(string name)
        {
            using CompiledUnit unit = again.Compile(Id(file, name), _ => false, LinkerChoice.Image);
            return unit.WasFound;
        }
    }

    // The daemon closes a module's compilers before it disposes of its units.
    [Fact]
    public void Dispose_FoundUnitAfterItsCompiler_TouchesNothingOfIt()
    {
        ModuleFile file = File(Source, "-O0");
        for (int i = 0; i < 20; i++)
        {
            CompiledUnit unit;
            using (ModuleCompiler compiler = Compiler(file))
            {
                unit = compiler.Compile(Id(file, "f"), _ => false, LinkerChoice.Image);
            }

            Assert.Equal(i > 0, unit.WasFound);
            unit.Dispose();
        }

        Assert.Equal(1, _generator.Units);
    }

    [Fact]
    public void Compile_OtherLevel_IsOtherCode()
    {
        ModuleFile file = File("int f(int x) { return x; }", "-O0");
        using ModuleCompiler compiler = Compiler(file);
        compiler.Compile(0, _ => false, LinkerChoice.Image).Dispose();
        compiler.Compile(0, _ => false, LinkerChoice.Image, Tier.Second).Dispose();
        Assert.Equal(2, _generator.Units);
    }

    [Fact]
    public void Compile_BackEndThatRefuses_SaysWhereAndWhatToDo()
    {
        ModuleFile file = File(Source, "-O0");
        using ModuleCompiler compiler = new(file, "unit.c", Options() with { Generator = new RefusingGenerator() });
        string message = Assert.Throws<CompilationException>(() => compiler.Compile(Id(file, "f"), _ => false, LinkerChoice.Image)).Message;
        Assert.StartsWith("cannot generate code for f from unit.c: no; ", message, StringComparison.Ordinal);
        Assert.Contains("AUTOJIT_KEEP=NAME", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_PayloadThatIsNoBitcode_SaysSo()
    {
        ModuleFile file = ModuleFileBuilder.Parsed(new TestFunction("f", 1, FunctionKind.Root));
        using ModuleCompiler compiler = Compiler(file);
        string message = Assert.Throws<CompilationException>(() => compiler.Compile(0, _ => false, LinkerChoice.Image)).Message;
        Assert.StartsWith("cannot read the bitcode of f from test.c: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Link_UnitsOfOneModule_CallEachOtherDirectly()
    {
        ModuleFile file = File(Source, "-O0");
        uint twice = Id(file, "twice");
        using ModuleCompiler compiler = Compiler(file);
        using CompiledUnit caller = compiler.Compile(Id(file, "f"), id => id == twice, LinkerChoice.Image);
        using CompiledUnit callee = compiler.Compile(twice, _ => false, LinkerChoice.Image);
        ImageFile image = Link(file, caller, callee);
        Assert.Equal([0u, 1u], Functions(image));
        Assert.Equal([(BindingKind.Import, Import(file, "other"))], Bindings(image));
    }

    [Theory]
    [InlineData("-O0")]
    [InlineData("-O2")]
    public void Link_KeptUnits_GiveTheSameImageAgain(string level)
    {
        ModuleFile file = File(Source, level);
        uint twice = Id(file, "twice");
        using ModuleCompiler compiler = Compiler(file);
        using CompiledUnit caller = compiler.Compile(Id(file, "f"), id => id == twice, LinkerChoice.Image);
        using CompiledUnit callee = compiler.Compile(twice, _ => false, LinkerChoice.Image);
        ImageFile one = Link(file, caller, callee);
        List<KeptUnit>? kept = KeptUnits.TryParse(one.Units, NativeContentHasher.Instance);
        Assert.Equal(2, kept!.Count);
        using CompiledUnit callerAgain = new(kept[0]), calleeAgain = new(kept[1]);
        Assert.Equal(caller.Functions, callerAgain.Functions);
        ImageFile again = Link(file, callerAgain, calleeAgain);
        Assert.Equal(one.Functions.ToArray(), again.Functions.ToArray());
        Assert.Equal(one.Bindings.ToArray(), again.Bindings.ToArray());
        Assert.Equal(one.Units.ToArray(), again.Units.ToArray());
    }

    [Fact]
    public void Link_WhatIsNotMeantToBeLinkedAgain_KeepsNothing()
    {
        ModuleFile file = File(Source, "-O0");
        using ModuleCompiler compiler = Compiler(file);
        using CompiledUnit unit = compiler.Compile(Id(file, "f"), _ => false, LinkerChoice.Image);
        byte[] image = ImageLinker.Link(file.Hash, [unit], Options());
        Assert.Equal(ImageError.None, ImageFile.TryParse(image, NativeContentHasher.Instance, out ImageFile? parsed));
        Assert.True(parsed!.Units.IsEmpty);
    }

    [Fact]
    public void LinkPack_ModulesWithEqualNames_KeepsThemApart()
    {
        ModuleFile one = File("static int value = 3; int f(void); static int local(void) { return value + f(); } int g(void) { return local(); }", "-O0");
        ModuleFile two = File("int value; static int local(void) { return ++value; } int f(void) { return local() + local(); }", "-O0");
        using ModuleCompiler firstCompiler = Compiler(one), secondCompiler = Compiler(two);
        uint local = Id(two, "local");
        using CompiledUnit first = firstCompiler.Compile(Id(one, "g"), _ => false, LinkerChoice.Image);
        using CompiledUnit caller = secondCompiler.Compile(Id(two, "f"), id => id == local, LinkerChoice.Image);
        using CompiledUnit callee = secondCompiler.Compile(local, _ => false, LinkerChoice.Image);
        byte[] bytes = ImageLinker.LinkPack(
            [new LinkedModule(one.Hash, [first]), new LinkedModule(two.Hash, [caller, callee])], two.Hash, Options());
        Assert.Equal(ImageError.None, PackFile.TryParse(bytes, NativeContentHasher.Instance, out PackFile? pack));
        Assert.Equal([one.Hash, two.Hash], pack!.Modules.Select(m => m.Module));
        ImageFile ofOne = pack.Modules[0], ofTwo = pack.Modules[1];
        Assert.Equal(new[] { Id(one, "local"), Id(one, "g") }.Order(), Functions(ofOne));
        Assert.Equal(new[] { Id(two, "local"), Id(two, "f") }.Order(), Functions(ofTwo));
        Assert.Equal(
            new[] { (BindingKind.Import, Import(one, "f")), (BindingKind.Import, Import(one, "value")) }.Order(), Bindings(ofOne).Distinct());
        // The call from unit to unit is a direct one.
        Assert.Equal([(BindingKind.Import, Import(two, "value"))], Bindings(ofTwo).Distinct());
        // Debuggers and backtraces see the names as they are.
        Dictionary<string, ulong> names = new ElfImage(bytes).DefinedSymbols();
        Assert.Equal(["f", "g", "local"], names.Keys.Order());
        Assert.DoesNotContain((byte)2, Encoding.Latin1.GetBytes(string.Concat(names.Keys)));
        Assert.Equal([one.Hash, two.Hash, two.Hash], KeptUnits.TryParse(pack.Units, NativeContentHasher.Instance)!.Select(u => u.Module));
    }

    [Theory]
    [InlineData("-O0")]
    [InlineData("-O2")]
    public void Link_CallAfterWhichFilesMayBeOutOfReach_IsABindingOfItsOwn(string level)
    {
        ModuleFile file = File("int setuid(unsigned), setgid(unsigned); int f(int (**to)(unsigned)) { *to = setgid; return setuid(1) + setgid(2); }", level);
        using ModuleCompiler compiler = Compiler(file);
        using CompiledUnit unit = compiler.Compile(Id(file, "f"), _ => false, LinkerChoice.Image);
        Assert.Equal(
            [(BindingKind.Import, Import(file, "setgid")), (BindingKind.AccessLoss, Import(file, "setuid"))],
            Bindings(Link(file, unit)).Distinct());
    }

    private ModuleFile File(string source, string level) =>
        PluginFile.Compile(Directory.CreateDirectory(Path.Combine(_directory, Path.GetRandomFileName())).FullName, source, level);

    [Fact]
    public void Compile_MoreModulesThanMayBeOpen_ClosesTheOneNotUsedForLongest()
    {
        ModuleFile[] files = [File("int a(void) { return 1; } int b(void) { return 2; }", "-O0"), File("int c(void) { return 3; }", "-O0"), File("int d(void) { return 4; }", "-O0")];
        OpenSources open = new(limit: 3 << 20); // Room for two.
        ModuleCompiler[] compilers = Array.ConvertAll(files, file => new ModuleCompiler(file, file.SourceName, Options() with { OpenSources = open }));
        using CompiledUnit a = compilers[0].Compile(Id(files[0], "a"), _ => false, LinkerChoice.Image);
        using CompiledUnit c = compilers[1].Compile(Id(files[1], "c"), _ => false, LinkerChoice.Image);
        Assert.Equal(2, open.Count);
        using CompiledUnit d = compilers[2].Compile(Id(files[2], "d"), _ => false, LinkerChoice.Image);
        Assert.Equal(2, open.Count);
        using CompiledUnit b = compilers[0].Compile(Id(files[0], "b"), _ => false, LinkerChoice.Image);
        Assert.Equal(2, open.Count);
        Assert.Equal([Id(files[0], "a"), Id(files[0], "b")], Functions(Link(files[0], a, b)).Order());
        Array.ForEach(compilers, compiler => compiler.Dispose());
        Assert.Equal(0, open.Count);
    }

    private ModuleCompiler Compiler(ModuleFile file) => new(file, file.SourceName, Options());

    private CompilerOptions Options() => new()
    {
        DebugInformation = DebugLevel.Lines,
        Key = "key"u8.ToArray(),
        Hasher = NativeContentHasher.Instance,
        Objects = _store,
        Log = _log.Add,
        Generator = _generator,
    };

    private ImageFile Link(ModuleFile file, params CompiledUnit[] units)
    {
        byte[] image = ImageLinker.Link(file.Hash, units, Options(), keep: true);
        Assert.Equal(ImageError.None, ImageFile.TryParse(image, file.Hash, "key"u8, NativeContentHasher.Instance, out ImageFile? parsed));
        return parsed!;
    }

    private static uint Id(ModuleFile file, string name) => Numbers(file.FunctionCount).Single(i => file.FunctionName(i) == name);

    private static uint Import(ModuleFile file, string name) => Numbers(file.ImportCount).Single(i => file.ImportName(i) == name);

    private static IEnumerable<uint> Numbers(uint count) => Enumerable.Range(0, (int)count).Select(i => (uint)i);

    private static uint[] Functions(ImageFile image) => [.. image.Functions.ToArray().Select(f => f.Id)];

    private static (BindingKind, uint)[] Bindings(ImageFile image) =>
        [.. image.Bindings.ToArray().Select(b => (b.Kind, b.Index)).Order()];

    private sealed class CountingGenerator : ICodeGenerator
    {
        public int Units { get; private set; }

        public bool IsWorthStoring(byte speed) => true;

        public LLVMOpaqueMemoryBuffer* Generate(AutoJitUnit* unit, byte speed, byte size)
        {
            Units++;
            return LlvmCodeGenerator.Instance.Generate(unit, speed, size);
        }
    }

    private sealed class RefusingGenerator : ICodeGenerator
    {
        public bool IsWorthStoring(byte speed) => true;

        public LLVMOpaqueMemoryBuffer* Generate(AutoJitUnit* unit, byte speed, byte size) => throw new CompilationException("no");
    }

    private sealed class MemoryStore : IObjectStore
    {
        private readonly Dictionary<(ContentHash, string), byte[]> _objects = [];

        public bool TryFind(ContentHash unit, ReadOnlySpan<byte> key, ObjectUser use)
        {
            bool found = _objects.TryGetValue((unit, Convert.ToHexString(key)), out byte[]? elf);
            if (found)
            {
                use(elf);
            }

            return found;
        }

        public void Add(ContentHash unit, ReadOnlySpan<byte> key, ReadOnlySpan<byte> elf) =>
            _objects[(unit, Convert.ToHexString(key))] = elf.ToArray();
    }
}
