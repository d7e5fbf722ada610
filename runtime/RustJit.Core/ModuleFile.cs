// Parses the index that plugin-native/ModuleFile.h defines.

using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace RustJit.Core;

/// <summary>What leaves the object when a function is outlined.</summary>
public enum FunctionKind : byte
{
    /// <summary>A stub in the object calls it.</summary>
    Root = 0,

    /// <summary>Only bodies of the same module call it.</summary>
    JitOnly = 1,
}

/// <summary>What the plugin has seen in a body of an optimised module (enum FunctionFlag of plugin-native/Partition.h).</summary>
[Flags]
public enum FunctionFlags : ushort
{
    /// <summary>Nothing, or nobody has looked.</summary>
    None = 0,

    /// <summary>Without optimisation it may compute something else, or take much more stack.</summary>
    SensitiveToOptimization = 1,

    /// <summary>It calls library functions that an optimiser may replace, which matters where the program has own ones.</summary>
    CallsReplaceable = 2,

    /// <summary>Nothing that it calls calls it: a thread is in it once.</summary>
    NeverRecursive = 4,

    /// <summary>It allocates and frees, which an optimiser may do without: that matters where the program has an allocator of its own.</summary>
    PairsAllocations = 8,
}

/// <summary>One entry of the function table.</summary>
/// <param name="Kind">How it is reached.</param>
/// <param name="Instructions">IR instructions of the body.</param>
/// <param name="Flags">What is known of it.</param>
public readonly record struct FunctionEntry(FunctionKind Kind, uint Instructions, FunctionFlags Flags);

/// <summary>
/// A validated module file: bitcode with an index in front. Nothing of a file is used before its magic, version, sizes
/// and hashes have been checked; all offsets are known to be inside afterwards.
/// </summary>
/// <remarks>Immutable and safe for any thread. The bytes must stay unchanged as long as the object is used.</remarks>
public sealed class ModuleFile
{
    /// <summary>The format this code reads.</summary>
    public const uint FormatVersion = 6;

    /// <summary>The rarity of a call that is made only before an exception or the end of the program.</summary>
    public const byte NeverExpected = 255;

    /// <summary>Distance between two entries of the function table.</summary>
    public const int FunctionStride = 28;

    /// <summary>Distance between two entries of the import table.</summary>
    public const int ImportStride = 12;

    private const uint WrapperMagic = 0x0B17C0DE;
    private const uint WrapperVersion = 0;
    private const uint CpuTypeX8664 = 0x01000007;
    private const int HashOffset = 24;
    private const int HashedFrom = 40;
    private const int HeaderSize = 96;

    private readonly ReadOnlyMemory<byte> _bytes;

    private ModuleFile(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        ReadOnlySpan<byte> b = bytes.Span;
        Hash = ContentHash.Read(b[HashOffset..]);
        PayloadOffset = (int)U32(b, 8);
        PayloadSize = (int)U32(b, 12);
        FunctionCount = U32(b, 68);
        ImportCount = U32(b, 72);
        ImportsOffset = HeaderSize + (int)FunctionCount * FunctionStride;
        CalleesOffset = ImportsOffset + (int)ImportCount * ImportStride;
        RaritiesOffset = CalleesOffset + (int)U32(b, 76) * 4;
        StringsOffset = RaritiesOffset + (int)Padded(U32(b, 76));
    }

    /// <summary>The whole file.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>The name of the file and the identity of the module.</summary>
    public ContentHash Hash { get; }

    /// <summary>Number of outlined functions; ids are below it.</summary>
    public uint FunctionCount { get; }

    /// <summary>Number of imports; indices are below it.</summary>
    public uint ImportCount { get; }

    /// <summary>Where the function table starts in the file.</summary>
    public const int FunctionsOffset = HeaderSize;

    /// <summary>Where the import table starts in the file.</summary>
    public int ImportsOffset { get; }

    /// <summary>Where the strings start in the file.</summary>
    public int StringsOffset { get; }

    /// <summary>Where the bitcode starts in the file.</summary>
    public int PayloadOffset { get; }

    /// <summary>Bytes of bitcode.</summary>
    public int PayloadSize { get; }

    /// <summary>The speed part of the optimisation level, 0 to 3.</summary>
    public byte SpeedLevel => _bytes.Span[64];

    /// <summary>The size part of the optimisation level, 0 to 2.</summary>
    public byte SizeLevel => _bytes.Span[65];

    /// <summary>True when it was compiled with -g.</summary>
    public bool HasDebugInformation => (_bytes.Span[67] & 1) != 0;

    /// <summary>LLVM's version at the plugin: major &lt;&lt; 16 | minor &lt;&lt; 8 | patch.</summary>
    public uint LlvmVersion => U32(_bytes.Span, 60);

    /// <summary>The main source file as it was given to the compiler.</summary>
    public string SourceName => StringAt(U32(_bytes.Span, 84));

    private int CalleesOffset { get; }

    private int RaritiesOffset { get; }

    /// <summary>Checks <paramref name="bytes"/> and gives access to them.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="expected">The hash that the object recorded, or null to accept any.</param>
    /// <param name="hasher">Computes the hashes.</param>
    /// <param name="file">The file on success.</param>
    /// <returns><see cref="ModuleFileError.None"/> on success.</returns>
    public static ModuleFileError TryParse(
        ReadOnlyMemory<byte> bytes, ContentHash? expected, IContentHasher hasher, out ModuleFile? file)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        file = null;
        ReadOnlySpan<byte> b = bytes.Span;
        if (b.Length < HeaderSize)
        {
            return b.Length >= 24 && HasMagic(b) ? ModuleFileError.Truncated : ModuleFileError.NotAModuleFile;
        }

        if (!HasMagic(b))
        {
            return ModuleFileError.NotAModuleFile;
        }

        if (U32(b, 56) != FormatVersion)
        {
            return ModuleFileError.UnsupportedVersion;
        }

        ulong payload = U32(b, 8), payloadSize = U32(b, 12);
        ulong strings = HeaderSize + (ulong)U32(b, 68) * FunctionStride + (ulong)U32(b, 72) * ImportStride + (ulong)U32(b, 76) * 4 + Padded(U32(b, 76));
        ulong stringBytes = U32(b, 80);
        if (payload + payloadSize != (ulong)b.Length || strings + stringBytes > payload || b.Length > int.MaxValue)
        {
            return ModuleFileError.Truncated;
        }

        ContentHash hash = ContentHash.Read(b[HashOffset..]);
        if (hasher.Hash(b[HashedFrom..(int)payload]) != hash || hasher.Hash(b[(int)payload..]) != ContentHash.Read(b[HashedFrom..]))
        {
            return ModuleFileError.Damaged;
        }

        if (expected is not null && expected != hash)
        {
            return ModuleFileError.Foreign;
        }

        // The hash guards against accidents only; a file made up on purpose must not lead outside.
        if (!TablesAreSound(b, (int)strings, (uint)stringBytes))
        {
            return ModuleFileError.Damaged;
        }

        file = new ModuleFile(bytes);
        return ModuleFileError.None;
    }

    /// <summary>The table entry of a function.</summary>
    /// <param name="id">Below <see cref="FunctionCount"/>.</param>
    public FunctionEntry Function(uint id)
    {
        ReadOnlySpan<byte> e = Entry(FunctionsOffset, FunctionStride, id, FunctionCount);
        return new FunctionEntry((FunctionKind)e[20], U32(e, 8), (FunctionFlags)BinaryPrimitives.ReadUInt16LittleEndian(e[22..]));
    }

    /// <summary>The ids of the functions that a function calls directly.</summary>
    /// <param name="id">Below <see cref="FunctionCount"/>.</param>
    /// <returns>A view of the file.</returns>
    public ReadOnlySpan<uint> Callees(uint id)
    {
        ReadOnlySpan<byte> e = Entry(FunctionsOffset, FunctionStride, id, FunctionCount);
        // The file is little-endian, and so is the one architecture there is.
        return MemoryMarshal.Cast<byte, uint>(_bytes.Span.Slice(CalleesOffset + (int)U32(e, 12) * 4, (int)U32(e, 16) * 4));
    }

    /// <summary>How seldom each of these calls is made when the function runs.</summary>
    /// <param name="id">Below <see cref="FunctionCount"/>.</param>
    /// <returns>A view of the file, as long as <see cref="Callees"/>: two steps halve the probability; see <see cref="NeverExpected"/>.</returns>
    public ReadOnlySpan<byte> Rarities(uint id)
    {
        ReadOnlySpan<byte> e = Entry(FunctionsOffset, FunctionStride, id, FunctionCount);
        return _bytes.Span.Slice(RaritiesOffset + (int)U32(e, 12), (int)U32(e, 16));
    }

    /// <summary>The symbol name of a function.</summary>
    /// <param name="id">Below <see cref="FunctionCount"/>.</param>
    public string FunctionName(uint id) => Name(Entry(FunctionsOffset, FunctionStride, id, FunctionCount));

    /// <summary>The symbol name of an import.</summary>
    /// <param name="index">Below <see cref="ImportCount"/>.</param>
    public string ImportName(uint index) => Name(Entry(ImportsOffset, ImportStride, index, ImportCount));

    /// <summary>How an import's table entry is read.</summary>
    /// <param name="index">Below <see cref="ImportCount"/>.</param>
    public ImportKind Import(uint index) => (ImportKind)U32(Entry(ImportsOffset, ImportStride, index, ImportCount), 8);

    /// <summary>The format version that a file claims, for messages; 0 when it is too short to have one.</summary>
    public static uint ClaimedVersion(ReadOnlySpan<byte> bytes) => bytes.Length >= 60 ? U32(bytes, 56) : 0;

    private static bool HasMagic(ReadOnlySpan<byte> b) => U32(b, 0) == WrapperMagic && U32(b, 4) == WrapperVersion &&
        U32(b, 16) == CpuTypeX8664 && b.Slice(20, 4).SequenceEqual("AJMF"u8);

    private static bool TablesAreSound(ReadOnlySpan<byte> b, int strings, uint stringBytes)
    {
        uint functions = U32(b, 68), imports = U32(b, 72), callees = U32(b, 76);
        int importsOffset = HeaderSize + (int)functions * FunctionStride;
        int calleesOffset = importsOffset + (int)imports * ImportStride;
        for (uint i = 0; i < functions; i++)
        {
            ReadOnlySpan<byte> e = b.Slice(HeaderSize + (int)i * FunctionStride, FunctionStride);
            if (!NameIsInside(e, stringBytes) || (ulong)U32(e, 12) + U32(e, 16) > callees || e[20] > (byte)FunctionKind.JitOnly)
            {
                return false;
            }
        }

        for (uint i = 0; i < imports; i++)
        {
            ReadOnlySpan<byte> e = b.Slice(importsOffset + (int)i * ImportStride, ImportStride);
            if (!NameIsInside(e, stringBytes) || U32(e, 8) > (uint)ImportKind.Plt)
            {
                return false;
            }
        }

        for (uint i = 0; i < callees; i++)
        {
            if (U32(b, calleesOffset + (int)i * 4) >= functions)
            {
                return false;
            }
        }

        return TerminatedInside(b, strings, stringBytes, U32(b, 84)) && TerminatedInside(b, strings, stringBytes, U32(b, 88));
    }

    private static bool NameIsInside(ReadOnlySpan<byte> entry, uint stringBytes) =>
        (ulong)U32(entry, 0) + U32(entry, 4) <= stringBytes;

    private static bool TerminatedInside(ReadOnlySpan<byte> b, int strings, uint stringBytes, uint offset) =>
        offset < stringBytes && b.Slice(strings + (int)offset, (int)(stringBytes - offset)).Contains((byte)0);

    private static ulong Padded(uint rarities) => ((ulong)rarities + 3) & ~3ul;

    private static uint U32(ReadOnlySpan<byte> b, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(b[offset..]);

    private ReadOnlySpan<byte> Entry(int table, int stride, uint index, uint count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        return _bytes.Span.Slice(table + (int)index * stride, stride);
    }

    private string Name(ReadOnlySpan<byte> entry) =>
        Encoding.UTF8.GetString(_bytes.Span.Slice(StringsOffset + (int)U32(entry, 0), (int)U32(entry, 4)));

    private string StringAt(uint offset)
    {
        ReadOnlySpan<byte> rest = _bytes.Span[(StringsOffset + (int)offset)..];
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }
}
