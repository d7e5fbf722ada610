// Finds the modules of a linked program or library by its stubs, so that stripped ones can be read too.
//
// The stub and its lazy entry are what plugin-native/StubEmitter.cpp writes, for x86-64:
//
//     ff 25 rel32       jmpq  *descriptor(%rip)
//     41 53             pushq %r11
//     4c 8d 1d rel32    leaq  descriptor(%rip), %r11
//
// Both lead to the same descriptor, and that to its module record: see runtime/abi/autojit_abi.h. All these
// distances are final in a linked file, so no relocation and no symbol is needed.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using RustJit.Core;

namespace RustJit.Cache;

/// <summary>A module that a program needs.</summary>
/// <param name="Hash">Its identity.</param>
/// <param name="Directory">Where the compiler put the module file; empty when it is embedded.</param>
/// <param name="Source">The source file as the compiler was given it.</param>
/// <param name="Embedded">The module file that is part of the program; null when it is a file of its own.</param>
/// <param name="Functions">The ids of its functions that have stubs, in order.</param>
public sealed record ProgramModule(
    ContentHash Hash, string Directory, string Source, ReadOnlyMemory<byte>? Embedded, IReadOnlyCollection<uint> Functions);

/// <summary>Reads 64-bit x86-64 ELF programs and libraries. Nothing in them is trusted.</summary>
public sealed class ProgramModules
{
    private const uint AbiVersion = 1;
    private const int RecordSize = 48;
    private const int RelocatableFile = 1;

    private readonly ReadOnlyMemory<byte> _bytes;
    private List<ElfSegment> _segments = [];
    private readonly SortedDictionary<ulong, SortedSet<uint>> _functions = [];

    private ProgramModules(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    /// <summary>Lists the modules of a program, in the order in which the linker placed them.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="CacheException">It is not a linked x86-64 program, or its stubs are of another version.</exception>
    public static List<ProgramModule> Read(ReadOnlyMemory<byte> bytes)
    {
        ProgramModules program = new(bytes);
        program.ReadSegments();
        foreach (ElfSegment segment in program._segments)
        {
            if ((segment.Flags & ElfSegment.Executable) != 0)
            {
                program.FindStubs(segment);
            }
        }

        List<ProgramModule> modules = [];
        foreach ((ulong record, SortedSet<uint> functions) in program._functions)
        {
            if (program.ReadRecord(record, functions) is { } module)
            {
                modules.Add(module);
            }
        }

        return modules;
    }

    private void ReadSegments()
    {
        ReadOnlySpan<byte> b = _bytes.Span;
        const int MachineX8664 = 62;
        if (!ElfSegment.IsElf(b) || U16(b[18..]) != MachineX8664)
        {
            throw new CacheException("it is not a 64-bit x86-64 ELF file");
        }

        if (U16(b[16..]) == RelocatableFile)
        {
            throw new CacheException("it is an object file: link it, and show the program or library");
        }

        _segments = ElfSegment.Read(b) ?? throw new CacheException("it is a truncated ELF file");
    }

    private void FindStubs(ElfSegment segment)
    {
        ReadOnlySpan<byte> text = _bytes.Span.Slice((int)segment.Offset, (int)segment.FileSize);
        ReadOnlySpan<byte> push = [0x41, 0x53, 0x4C, 0x8D, 0x1D];
        const int JumpSize = 6, LeaEnd = 9; // from the push on
        for (int at = 0, found; (found = text[at..].IndexOf(push)) >= 0; at += found + 1)
        {
            int p = at + found;
            if (p < JumpSize || text.Length - p < LeaEnd || text[p - 6] != 0xFF || text[p - 5] != 0x25)
            {
                continue;
            }

            ulong here = segment.Address + (ulong)p;
            ulong jumped = here + (ulong)I32(text[(p - 4)..]);
            ulong taken = here + LeaEnd + (ulong)I32(text[(p + 5)..]);
            if (jumped != taken || At(taken, 16) is not { } descriptor)
            {
                continue;
            }

            ulong record = taken + 8 + (ulong)I32(descriptor.Span[8..]);
            if (!_functions.TryGetValue(record, out SortedSet<uint>? functions))
            {
                _functions.Add(record, functions = []);
            }

            functions.Add(U32(descriptor.Span[12..]));
        }
    }

    private ProgramModule? ReadRecord(ulong address, SortedSet<uint> functions)
    {
        if (At(address, RecordSize) is not { } memory)
        {
            return null;
        }

        ReadOnlySpan<byte> r = memory.Span;
        if (U32(r) != AbiVersion)
        {
            throw new CacheException(
                $"it was built with another version of autojit.so (interface {U32(r)}, this is {AbiVersion}): build it again");
        }

        ulong location = address + 28 + (ulong)I32(r[28..]);
        if (Text(location, out ulong next) is not { } directory || Text(next, out _) is not { } source)
        {
            return null;
        }

        long embedded = I32(r[32..]);
        return new ProgramModule(
            ContentHash.Read(r[8..]),
            directory,
            source,
            embedded == 0 ? (ReadOnlyMemory<byte>?)null : At(address + 32 + (ulong)embedded, U32(r[36..])) ?? ReadOnlyMemory<byte>.Empty,
            functions);
    }

    /// <summary>The bytes at an address, or null when it is not a part of the file.</summary>
    private ReadOnlyMemory<byte>? At(ulong address, uint size)
    {
        foreach (ElfSegment s in _segments)
        {
            if (address >= s.Address && address - s.Address <= s.FileSize && s.FileSize - (address - s.Address) >= size)
            {
                return _bytes.Slice((int)(s.Offset + (address - s.Address)), (int)size);
            }
        }

        return null;
    }

    private string? Text(ulong address, out ulong next)
    {
        next = 0;
        foreach (ElfSegment s in _segments)
        {
            if (address >= s.Address && address - s.Address < s.FileSize)
            {
                ulong start = address - s.Address;
                ReadOnlySpan<byte> rest = _bytes.Span.Slice((int)(s.Offset + start), (int)(s.FileSize - start));
                int length = rest.IndexOf((byte)0);
                next = address + (ulong)length + 1;
                return length < 0 ? null : Encoding.UTF8.GetString(rest[..length]);
            }
        }

        return null;
    }

    private static ushort U16(ReadOnlySpan<byte> b) => BinaryPrimitives.ReadUInt16LittleEndian(b);

    private static uint U32(ReadOnlySpan<byte> b) => BinaryPrimitives.ReadUInt32LittleEndian(b);

    private static long I32(ReadOnlySpan<byte> b) => BinaryPrimitives.ReadInt32LittleEndian(b);
}
