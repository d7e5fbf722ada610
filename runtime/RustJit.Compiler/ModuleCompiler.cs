// From a function of a module to the object of its unit.

using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using RustJit.Core;
using RustJit.Interop;

namespace RustJit.Compiler;

/// <summary>One module, opened for compiling: what was read for one unit is there for the next.</summary>
/// <remarks>Used by one thread at a time. <see cref="AutoJitLlvm"/> must be bound before the first use.</remarks>
public sealed unsafe class ModuleCompiler : IDisposable
{
    // What may be inlined if the inliner likes it: it sees functions of this size, simplified. A larger one hardly
    // ever becomes small enough, and with it would come all small ones that it calls.
    private const uint InlineInstructions = 80;

    // The same for code that was written for -O0, of which half are loads and stores of local variables.
    private const uint UnoptimizedInlineInstructions = 150;

    private readonly CompilerOptions _options;
    private readonly UnitPlanner _planner;
    private MemoryHandle _bytes;
    private AutoJitSource* _source;

    /// <summary>Nothing is read before the first unit.</summary>
    /// <param name="file">A checked module file. Its memory must stay until this is disposed.</param>
    /// <param name="sourceName">The source file, for messages.</param>
    /// <param name="options">Choices of the process.</param>
    public ModuleCompiler(ModuleFile file, string sourceName, CompilerOptions options)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        File = file;
        SourceName = sourceName;
        _options = options;
        _planner = new UnitPlanner(file);
    }

    /// <summary>The module.</summary>
    public ModuleFile File { get; }

    /// <summary>The source file, as the compiler was given it.</summary>
    public string SourceName { get; }

    /// <summary>Compiles the unit of a function.</summary>
    /// <param name="function">Its id.</param>
    /// <param name="isPlaced">Whether a function has a body already and must not be taken again.</param>
    /// <param name="linker">What the object is for: JITLink wants calls through a PLT, an image through the GOT.</param>
    /// <param name="tier">How.</param>
    /// <param name="likely">Functions that may be needed soon (<see cref="UnitPlanner.Plan"/>).</param>
    /// <exception cref="CompilationException">The bitcode cannot be read, or LLVM has no code for it.</exception>
    public CompiledUnit Compile(
        uint function, Func<uint, bool> isPlaced, LinkerChoice linker, Tier tier = Tier.Only, IEnumerable<uint>? likely = null) =>
        Compile(_planner.Plan(function, isPlaced, SpeedOf(tier), likely), linker, tier);

    /// <summary>Compiles a unit that was planned already.</summary>
    /// <param name="plan">What is in it.</param>
    /// <param name="linker">As above.</param>
    /// <param name="tier">How.</param>
    /// <exception cref="CompilationException">As above.</exception>
    public CompiledUnit Compile(UnitPlan plan, LinkerChoice linker, Tier tier = Tier.Only)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Compile(plan, linker, tier, loop: null);
    }

    /// <summary>Compiles what goes on in a loop of a function that began in the first tier.</summary>
    /// <param name="function">Its id.</param>
    /// <param name="loop">The loop's number (plugin-native/llvm/Continuation.h).</param>
    /// <param name="tier">How.</param>
    /// <exception cref="CompilationException">As above; or the function cannot be left there.</exception>
    public CompiledUnit CompileLoop(uint function, uint loop, Tier tier) =>
        Compile(new UnitPlan([function], []), LinkerChoice.Image, tier, loop);

    private CompiledUnit Compile(UnitPlan plan, LinkerChoice linker, Tier tier, uint? loop)
    {
        long start = Stopwatch.GetTimestamp();
        uint function = plan.Functions[0];
        OpenSource(function);
        AutoJitUnit* unit = Extract(plan, linker, tier, loop);
        long extracted = Stopwatch.GetTimestamp();
        try
        {
            bool found = false;
            LLVMOpaqueMemoryBuffer* code = loop is null ? CodeFor(unit, SpeedOf(tier), out found) : Generate(unit, SpeedOf(tier));
            CompiledUnit compiled = new(unit, code, File)
            {
                FunctionCount = plan.Functions.Count + plan.Private.Count,
                WasFound = found,
                Counts = tier == Tier.First,
                IsContinuation = loop is not null,
            };
            string place = loop is { } number ? $", from its loop {number}" : "";
            _options.Log?.Invoke(
                $"{(found ? "found" : "compiled")} {File.FunctionName(function)}{place}: unit of {compiled.FunctionCount} functions, " +
                $"{compiled.Object.Length} bytes ({Time(start)} ms: extract {Time(start, extracted)}, generate {Time(extracted)})");
            return compiled;
        }
        catch (CompilationException e)
        {
            AutoJitLlvm.DisposeUnit(unit);
            throw Failure(function, "generate code for", e.Message);
        }
    }

    /// <summary>Closes the bitcode, until it is needed again. Compiled units stay usable.</summary>
    public void Close()
    {
        if (_source is not null)
        {
            _options.OpenSources?.Remove(this);
            AutoJitLlvm.Close(_source);
            _source = null;
        }

        _bytes.Dispose();
        _bytes = default;
    }

    /// <summary>The same, for good.</summary>
    public void Dispose() => Close();

    // The object of an equal unit, else a new one.
    private LLVMOpaqueMemoryBuffer* CodeFor(AutoJitUnit* unit, byte speed, out bool found)
    {
        found = false;
        if (StoreFor(speed) is not { } store)
        {
            Complete(unit);
            return Generate(unit, speed);
        }

        byte size = SizeOf(speed);
        byte[] key = [.. (_options.ObjectKey ?? _options.Key).Span, .. Encoding.UTF8.GetBytes($" speed={speed} size={size}")];

        byte* bytes = stackalloc byte[ContentHash.Size];
        AutoJitLlvm.Hash(unit, bytes);
        ContentHash hash = ContentHash.Read(new ReadOnlySpan<byte>(bytes, ContentHash.Size));
        LLVMOpaqueMemoryBuffer* code = null;
        found = store.TryFind(hash, key, elf => code = AutoJitLlvm.CreateBuffer(elf));
        if (found)
        {
            AutoJitLlvm.DropModule(unit);
        }
        else
        {
            bool isAsHashed = Complete(unit);
            code = Generate(unit, speed);
            if (isAsHashed)
            {
                store.Add(hash, key, AutoJitLlvm.BufferContent(code));
            }
        }

        return code;
    }

    private LLVMOpaqueMemoryBuffer* Generate(AutoJitUnit* unit, byte speed) => _options.Generator.Generate(unit, speed, SizeOf(speed));

    private IObjectStore? StoreFor(byte speed) => _options.Generator.IsWorthStoring(speed) ? _options.Objects : null;

    private static bool Complete(AutoJitUnit* unit)
    {
        byte* error = null;
        return AutoJitLlvm.Complete(unit, &error) switch
        {
            AutoJitCompletion.Failed => throw new CompilationException(LlvmText.Take(error)),
            AutoJitCompletion completion => completion == AutoJitCompletion.AsHashed,
        };
    }

    private byte SpeedOf(Tier tier) => tier switch
    {
        Tier.First => 0,
        Tier.Second when File.SpeedLevel == 0 => 2,
        _ => File.SpeedLevel,
    };

    private byte SizeOf(byte speed) => speed == File.SpeedLevel ? File.SizeLevel : (byte)0;

    private static string Time(long from, long to = 0) => Stopwatch
        .GetElapsedTime(from, to == 0 ? Stopwatch.GetTimestamp() : to).TotalMilliseconds.ToString("F2", CultureInfo.InvariantCulture);

    private AutoJitUnit* Extract(UnitPlan plan, LinkerChoice linker, Tier tier, uint? loop)
    {
        byte speed = SpeedOf(tier);
        uint[] functions = [.. plan.Functions, .. plan.Private];
        uint largest = File.SpeedLevel > 0 ? InlineInstructions : UnoptimizedInlineInstructions;
        List<uint> inline = speed > 0 ? _planner.InlineCandidates(functions, largest) : [];
        byte[] neverRecursive = Array.ConvertAll(
            functions, id => (byte)((File.Function(id).Flags & FunctionFlags.NeverRecursive) != 0 ? 1 : 0));
        byte* error = null;
        AutoJitUnit* unit;
        fixed (uint* ids = functions)
        fixed (byte* neverRecursiveIds = neverRecursive)
        fixed (uint* inlineIds = inline.ToArray())
        {
            AutoJitUnitRequest request = new()
            {
                Functions = ids,
                Count = (uint)functions.Length,
                PrivateFirst = (uint)plan.Functions.Count,
                InlineIds = inlineIds,
                InlineCount = (uint)inline.Count,
                DebugLevel = (uint)(File.HasDebugInformation ? _options.DebugInformation : DebugLevel.None),
                Speed = speed,
                Size = SizeOf(speed),
                UsePlt = linker == LinkerChoice.JitLink ? 1u : 0u,
                Tier = (uint)tier,
                Identify = StoreFor(speed) is null ? 0u : 1u,
                NeverRecursive = neverRecursiveIds,
                HotCalls = _options.HotCalls,
                Loop = loop + 1 ?? 0,
            };
            unit = AutoJitLlvm.Extract(_source, &request, &error);
        }

        if (unit is not null)
        {
            return unit;
        }

        string reason = LlvmText.Take(error);
        throw loop is null ? Failure(functions[0], "extract", reason)
            : new CompilationException($"{File.FunctionName(functions[0])} stays in its loop {loop}: {reason}");
    }

    private void OpenSource(uint function)
    {
        _options.OpenSources?.Use(this);
        if (_source is not null)
        {
            return;
        }

        _bytes = File.Bytes.Pin();
        byte* bytes = (byte*)_bytes.Pointer;
        AutoJitNames functions = new()
        {
            Table = bytes + ModuleFile.FunctionsOffset,
            Stride = ModuleFile.FunctionStride,
            Count = File.FunctionCount,
            Strings = bytes + File.StringsOffset,
        };
        AutoJitNames imports = new()
        {
            Table = bytes + File.ImportsOffset,
            Stride = ModuleFile.ImportStride,
            Count = File.ImportCount,
            Strings = bytes + File.StringsOffset,
        };
        byte* error = null;
        _source = AutoJitLlvm.Open(
            bytes + File.PayloadOffset,
            (nuint)File.PayloadSize,
            &functions,
            &imports,
            _options.DebugInformation == DebugLevel.Full ? 1 : 0,
            &error);
        if (_source is null)
        {
            throw Failure(function, "read the bitcode of", LlvmText.Take(error));
        }
    }

    private CompilationException Failure(uint function, string what, string reason) => new(
        $"cannot {what} {File.FunctionName(function)} from {SourceName}: {reason}; " +
        "please report this; AUTOJIT_KEEP=NAME at compile time keeps a function out");
}
