// The functions of plugin-native/llvm/autojit_llvm.h: what LLVM-C lacks. Written by hand, like that header.

using System;
using System.Runtime.InteropServices;

namespace RustJit.Interop;

/// <summary>struct autojit_names.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct AutoJitNames
{
    /// <summary>The first entry.</summary>
    public byte* Table;

    /// <summary>Bytes between entries.</summary>
    public uint Stride;

    /// <summary>Number of entries.</summary>
    public uint Count;

    /// <summary>What the entries' offsets are relative to.</summary>
    public byte* Strings;
}

/// <summary>enum autojit_symbol_kind.</summary>
public enum AutoJitSymbolKind : uint
{
    /// <summary>The body of a function.</summary>
    Defined = 0,

    /// <summary>An import.</summary>
    Import = 1,

    /// <summary>The body of a function in another unit.</summary>
    Callee = 2,
}

/// <summary>struct autojit_symbol.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct AutoJitSymbol
{
    /// <summary>The name in the object; owned by the unit.</summary>
    public byte* Name;

    /// <summary>What it stands for.</summary>
    public AutoJitSymbolKind Kind;

    /// <summary>Function id or import index.</summary>
    public uint Index;
}

/// <summary>struct autojit_unit_request.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct AutoJitUnitRequest
{
    /// <summary>Ids of the bodies to copy.</summary>
    public uint* Functions;

    /// <summary>Number of <see cref="Functions"/>.</summary>
    public uint Count;

    /// <summary>Where those begin that are called from within the unit alone.</summary>
    public uint PrivateFirst;

    /// <summary>Ids of what may be inlined into them, and into each other.</summary>
    public uint* InlineIds;

    /// <summary>Number of <see cref="InlineIds"/>.</summary>
    public uint InlineCount;

    /// <summary>enum autojit_debug_level.</summary>
    public uint DebugLevel;

    /// <summary>The level the unit will be optimised with.</summary>
    public uint Speed;

    /// <summary>Its size level.</summary>
    public uint Size;

    /// <summary>Not zero for calls through a PLT.</summary>
    public uint UsePlt;

    /// <summary>enum autojit_tier.</summary>
    public uint Tier;

    /// <summary>Not zero when the hash will be asked for.</summary>
    public uint Identify;

    /// <summary>For each function: not zero if nothing that it calls calls it.</summary>
    public byte* NeverRecursive;

    /// <summary>How many calls make a body hot.</summary>
    public uint HotCalls;

    /// <summary>0, or the number of a loop and 1: in place of the body, what goes on in that loop.</summary>
    public uint Loop;
}

/// <summary>enum autojit_completion.</summary>
public enum AutoJitCompletion : uint
{
    /// <summary>The error says why.</summary>
    Failed = 0,

    /// <summary>The code may be stored under the unit's hash.</summary>
    AsHashed = 1,

    /// <summary>It has something in it that the hash does not cover.</summary>
    NotAsHashed = 2,
}

/// <summary>An opened module (autojit_source).</summary>
public struct AutoJitSource;

/// <summary>A unit (autojit_unit).</summary>
public struct AutoJitUnit;

/// <summary>
/// The shim beside LLVM. Contracts: plugin-native/llvm/autojit_llvm.h. Called through pointers and not through DllImport,
/// because the runtime has to resolve all names at once, at a moment when it may wait for the dynamic loader's lock.
/// </summary>
public static unsafe class AutoJitLlvm
{
    /// <summary>What <see cref="Bind"/> wants, in its order. NUL-terminated.</summary>
    public static ReadOnlySpan<byte> ExportNames =>
        "autojit_llvm_initialize\0autojit_llvm_open\0autojit_llvm_close\0autojit_llvm_extract\0autojit_llvm_optimize\0autojit_llvm_generate\0autojit_llvm_symbols\0autojit_llvm_dispose_unit\0autojit_llvm_link\0autojit_llvm_free\0LLVMGetBufferStart\0LLVMGetBufferSize\0LLVMDisposeMemoryBuffer\0LLVMCreateMemoryBufferWithMemoryRangeCopy\0autojit_llvm_hash\0autojit_llvm_drop_module\0autojit_llvm_complete\0autojit_llvm_generate_fast\0autojit_llvm_link_alone\0"u8;

    /// <summary>Number of names in <see cref="ExportNames"/>.</summary>
    public const int ExportCount = 19;

    private static readonly nint[] s_exports = new nint[ExportCount];

    /// <summary>Sets the addresses of <see cref="ExportNames"/>.</summary>
    public static void Bind(ReadOnlySpan<nint> addresses) => addresses[..ExportCount].CopyTo(s_exports);

    /// <summary>Binds to the library that <see cref="LlvmLibrary"/> has opened and readies it for several threads.</summary>
    /// <remarks>Once, and only in a process that is ours alone: LLVM's heap makes threads wait.</remarks>
    public static void BindForThreads()
    {
        nint library = LlvmLibrary.Handle;
        string[] names = System.Text.Encoding.ASCII.GetString(ExportNames).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < ExportCount; i++)
        {
            s_exports[i] = NativeLibrary.GetExport(library, names[i]);
        }

        ((delegate* unmanaged<void>)NativeLibrary.GetExport(library, "autojit_llvm_use_threads"))();
        Initialize();
    }

    /// <summary>autojit_llvm_initialize.</summary>
    public static void Initialize() => ((delegate* unmanaged<void>)s_exports[0])();

    /// <summary>autojit_llvm_open.</summary>
    public static AutoJitSource* Open(
        byte* bitcode, nuint size, AutoJitNames* functions, AutoJitNames* imports, int fullTypes, byte** error) =>
        ((delegate* unmanaged<byte*, nuint, AutoJitNames*, AutoJitNames*, int, byte**, AutoJitSource*>)s_exports[1])(
            bitcode, size, functions, imports, fullTypes, error);

    /// <summary>autojit_llvm_close.</summary>
    public static void Close(AutoJitSource* source) => ((delegate* unmanaged<AutoJitSource*, void>)s_exports[2])(source);

    /// <summary>autojit_llvm_extract.</summary>
    public static AutoJitUnit* Extract(AutoJitSource* source, AutoJitUnitRequest* request, byte** error) =>
        ((delegate* unmanaged<AutoJitSource*, AutoJitUnitRequest*, byte**, AutoJitUnit*>)s_exports[3])(source, request, error);

    /// <summary>autojit_llvm_optimize.</summary>
    public static void Optimize(AutoJitUnit* unit, uint speed, uint size) =>
        ((delegate* unmanaged<AutoJitUnit*, uint, uint, void>)s_exports[4])(unit, speed, size);

    /// <summary>autojit_llvm_generate.</summary>
    public static LLVMOpaqueMemoryBuffer* Generate(AutoJitUnit* unit, uint speed, byte** error) =>
        ((delegate* unmanaged<AutoJitUnit*, uint, byte**, LLVMOpaqueMemoryBuffer*>)s_exports[5])(unit, speed, error);

    /// <summary>autojit_llvm_symbols.</summary>
    public static AutoJitSymbol* Symbols(AutoJitUnit* unit, uint* count) =>
        ((delegate* unmanaged<AutoJitUnit*, uint*, AutoJitSymbol*>)s_exports[6])(unit, count);

    /// <summary>autojit_llvm_dispose_unit.</summary>
    public static void DisposeUnit(AutoJitUnit* unit) => ((delegate* unmanaged<AutoJitUnit*, void>)s_exports[7])(unit);

    /// <summary>autojit_llvm_link.</summary>
    public static LLVMOpaqueMemoryBuffer* Link(
        byte** options, uint optionCount, LLVMOpaqueMemoryBuffer** objects, uint objectCount, byte** error) =>
        ((delegate* unmanaged<byte**, uint, LLVMOpaqueMemoryBuffer**, uint, byte**, LLVMOpaqueMemoryBuffer*>)s_exports[8])(
            options, optionCount, objects, objectCount, error);

    /// <summary>autojit_llvm_free.</summary>
    public static void Free(byte* text) => ((delegate* unmanaged<byte*, void>)s_exports[9])(text);

    /// <summary>autojit_llvm_drop_module.</summary>
    public static void DropModule(AutoJitUnit* unit) => ((delegate* unmanaged<AutoJitUnit*, void>)s_exports[15])(unit);

    /// <summary>autojit_llvm_hash.</summary>
    public static void Hash(AutoJitUnit* unit, byte* hash) => ((delegate* unmanaged<AutoJitUnit*, byte*, void>)s_exports[14])(unit, hash);

    /// <summary>autojit_llvm_complete.</summary>
    public static AutoJitCompletion Complete(AutoJitUnit* unit, byte** error) =>
        ((delegate* unmanaged<AutoJitUnit*, byte**, AutoJitCompletion>)s_exports[16])(unit, error);

    /// <summary>autojit_llvm_generate_fast.</summary>
    public static LLVMOpaqueMemoryBuffer* GenerateFast(AutoJitUnit* unit, byte** left) =>
        ((delegate* unmanaged<AutoJitUnit*, byte**, LLVMOpaqueMemoryBuffer*>)s_exports[17])(unit, left);

    /// <summary>autojit_llvm_link_alone.</summary>
    public static LLVMOpaqueMemoryBuffer* LinkAlone(LLVMOpaqueMemoryBuffer* code) =>
        ((delegate* unmanaged<LLVMOpaqueMemoryBuffer*, LLVMOpaqueMemoryBuffer*>)s_exports[18])(code);

    /// <summary>A memory buffer with a copy of bytes.</summary>
    public static LLVMOpaqueMemoryBuffer* CreateBuffer(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* data = bytes)
        fixed (byte* name = "unit\0"u8)
        {
            return ((delegate* unmanaged<byte*, nuint, byte*, LLVMOpaqueMemoryBuffer*>)s_exports[13])(data, (nuint)bytes.Length, name);
        }
    }

    /// <summary>The content of a memory buffer, which must be kept alive by the caller. Only who made it may write to it.</summary>
    public static Span<byte> BufferContent(LLVMOpaqueMemoryBuffer* buffer) => new(
        ((delegate* unmanaged<LLVMOpaqueMemoryBuffer*, byte*>)s_exports[10])(buffer),
        checked((int)((delegate* unmanaged<LLVMOpaqueMemoryBuffer*, nuint>)s_exports[11])(buffer)));

    /// <summary>LLVMDisposeMemoryBuffer.</summary>
    public static void DisposeBuffer(LLVMOpaqueMemoryBuffer* buffer) =>
        ((delegate* unmanaged<LLVMOpaqueMemoryBuffer*, void>)s_exports[12])(buffer);
}
