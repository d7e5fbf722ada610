// Reads what was linked, and takes the relocations out that only the runtime can resolve.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace RustJit.Cache;

/// <summary>A relocation that was taken out of a library.</summary>
/// <param name="Address">Where the value goes.</param>
/// <param name="Addend">Added to it.</param>
/// <param name="Symbol">What it refers to.</param>
public readonly record struct ElfReference(ulong Address, long Addend, string Symbol);

/// <summary>
/// A 64-bit x86-64 shared library in memory, as lld and fast/ImageWriter.cpp write it, which is trusted to be well-formed.
/// Source: the ELF and System V ABI specifications.
/// </summary>
/// <param name="bytes">The library, which is changed where it is: copies of it cost more than all that is done here.</param>
public readonly ref struct ElfImage(Span<byte> bytes)
{
    private const int HeaderSize = 64;
    private const int SymbolSize = 24;
    private const int RelocationSize = 24;
    private const uint SectionSymbols = 2;
    private const uint SectionRela = 4;
    private const uint SectionDynamicSymbols = 11;
    private const int SymbolObject = 1;
    private const uint RelocationNone = 0;
    private const uint RelocationAbsolute64 = 1;
    private const uint RelocationGlobData = 6;
    private const uint RelocationJumpSlot = 7;

    private readonly Span<byte> _bytes = bytes;

    /// <summary>The addresses of all defined dynamic symbols.</summary>
    public Dictionary<string, ulong> DefinedSymbols() => Symbols(SectionDynamicSymbols, type: null);

    /// <summary>The addresses of all named variables, also of those that are dynamic symbols of nobody.</summary>
    public Dictionary<string, ulong> Variables() => Symbols(SectionSymbols, SymbolObject);

    private Dictionary<string, ulong> Symbols(uint table, int? type)
    {
        Dictionary<string, ulong> symbols = [];
        for (int i = 0; i < SectionCount; i++)
        {
            Section section = SectionAt(i);
            if (section.Type != table)
            {
                continue;
            }

            Section strings = SectionAt((int)section.Link);
            for (ulong at = section.Offset; at < section.Offset + section.Size; at += SymbolSize)
            {
                ReadOnlySpan<byte> symbol = _bytes.Slice((int)at, SymbolSize);
                if (BinaryPrimitives.ReadUInt16LittleEndian(symbol[6..]) != 0 && (type is null || (symbol[4] & 15) == type))
                {
                    // Of two local ones the first: it is used by the body that lld took of two.
                    symbols.TryAdd(
                        Text(strings, BinaryPrimitives.ReadUInt32LittleEndian(symbol)), BinaryPrimitives.ReadUInt64LittleEndian(symbol[8..]));
                }
            }
        }

        return symbols;
    }

    /// <summary>Ends every symbol's name before a suffix that linking needed (<see cref="PackSuffix"/>).</summary>
    public void CutSuffixes()
    {
        for (int i = 0; i < SectionCount; i++)
        {
            Section section = SectionAt(i);
            if (section.Type is not (SectionSymbols or SectionDynamicSymbols))
            {
                continue;
            }

            Section strings = SectionAt((int)section.Link);
            for (ulong at = section.Offset; at < section.Offset + section.Size; at += SymbolSize)
            {
                Span<byte> name = _bytes[(int)(strings.Offset + BinaryPrimitives.ReadUInt32LittleEndian(_bytes[(int)at..]))..];
                name = name[..name.IndexOf((byte)0)];
                if (PackSuffix.TryParse(name, out _))
                {
                    name[^PackSuffix.Length] = 0;
                }
            }
        }
    }

    /// <summary>
    /// Takes .symtab and its names out, where they tell nobody anything: .dynsym has all functions. One that only .symtab has keeps
    /// it all, for debuggers and profilers that find a .symtab look no further.
    /// </summary>
    /// <returns>How long the library is now.</returns>
    public int DropSecondNames()
    {
        const int SectionNames = 0x3E;
        int table = IndexOf(SectionSymbols), count = SectionCount, names = BinaryPrimitives.ReadUInt16LittleEndian(_bytes[SectionNames..]);
        if (table < 0 || HasLocalFunctions(SectionAt(table)))
        {
            return _bytes.Length;
        }

        // lld puts them last, and the names of sections between them. fast/ImageWriter.cpp has names once.
        int strings = (int)SectionAt(table).Link;
        if (table != count - 3 || names != count - 2 || strings != count - 1)
        {
            return _bytes.Length;
        }

        Section kept = SectionAt(names);
        ulong at = SectionAt(table).Offset, headers = (at + kept.Size + 7) & ~7ul, size = (ulong)(names * HeaderSize);
        Span<byte> keptHeader = Header(names);
        keptHeader.CopyTo(Header(table));
        BinaryPrimitives.WriteUInt64LittleEndian(Header(table)[24..], at);
        _bytes.Slice((int)kept.Offset, (int)kept.Size).CopyTo(_bytes[(int)at..]);
        _bytes.Slice((int)HeaderTable, (int)size).CopyTo(_bytes[(int)headers..]);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes[0x28..], headers);
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes[0x3C..], (ushort)(count - 2));
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes[SectionNames..], (ushort)table);
        return (int)(headers + size);
    }

    private bool HasLocalFunctions(Section symbols)
    {
        const int LocalFunction = 2; // STB_LOCAL, STT_FUNC
        for (ulong at = symbols.Offset; at < symbols.Offset + symbols.Size; at += SymbolSize)
        {
            if (_bytes[(int)at + 4] == LocalFunction)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Rewrites every relocation against an undefined symbol to R_X86_64_NONE.</summary>
    /// <returns>What they referred to.</returns>
    /// <exception cref="InvalidOperationException">There is a kind of relocation that cannot be bound later.</exception>
    public List<ElfReference> TakeUndefinedReferences()
    {
        List<ElfReference> references = [];
        for (int i = 0; i < SectionCount; i++)
        {
            Section section = SectionAt(i);
            if (section.Type != SectionRela || section.Link == 0)
            {
                continue;
            }

            Section symbols = SectionAt((int)section.Link);
            Section strings = SectionAt((int)symbols.Link);
            for (ulong at = section.Offset; at < section.Offset + section.Size; at += RelocationSize)
            {
                Span<byte> relocation = _bytes.Slice((int)at, RelocationSize);
                ulong info = BinaryPrimitives.ReadUInt64LittleEndian(relocation[8..]);
                uint index = (uint)(info >> 32), type = (uint)info;
                if (index == 0)
                {
                    continue;
                }

                ReadOnlySpan<byte> symbol = _bytes.Slice((int)(symbols.Offset + index * SymbolSize), SymbolSize);
                if (BinaryPrimitives.ReadUInt16LittleEndian(symbol[6..]) != 0)
                {
                    continue;
                }

                string name = Text(strings, BinaryPrimitives.ReadUInt32LittleEndian(symbol));
                if (type is not (RelocationAbsolute64 or RelocationGlobData or RelocationJumpSlot))
                {
                    throw new InvalidOperationException($"relocation type {type} against '{name}' cannot be bound");
                }

                long addend = type == RelocationAbsolute64 ? BinaryPrimitives.ReadInt64LittleEndian(relocation[16..]) : 0;
                references.Add(new ElfReference(BinaryPrimitives.ReadUInt64LittleEndian(relocation), addend, name));
                BinaryPrimitives.WriteUInt64LittleEndian(relocation[8..], RelocationNone);
            }
        }

        return references;
    }

    /// <summary>
    /// Makes dlsym(RTLD_DEFAULT) in the library's code look where it would look in the program: not into the library first.
    /// Its own references were bound when it was linked.
    /// </summary>
    public void ClearSymbolicFlag()
    {
        const uint SectionDynamic = 6;
        const ulong Flags = 30, Symbolic = 2;
        for (int i = 0; i < SectionCount; i++)
        {
            Section section = SectionAt(i);
            for (ulong at = section.Offset; section.Type == SectionDynamic && at < section.Offset + section.Size; at += 16)
            {
                Span<byte> entry = _bytes.Slice((int)at, 16);
                if (BinaryPrimitives.ReadUInt64LittleEndian(entry) == Flags)
                {
                    ulong value = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]);
                    BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], value & ~Symbolic);
                }
            }
        }
    }

    private readonly record struct Section(uint Type, ulong Offset, ulong Size, uint Link);

    private ulong HeaderTable => BinaryPrimitives.ReadUInt64LittleEndian(_bytes[0x28..]);

    private Span<byte> Header(int index) => _bytes.Slice((int)HeaderTable + index * HeaderSize, HeaderSize);

    private int IndexOf(uint type)
    {
        int index = SectionCount - 1;
        while (index >= 0 && SectionAt(index).Type != type)
        {
            index--;
        }

        return index;
    }

    private Section SectionAt(int index)
    {
        ReadOnlySpan<byte> header = Header(index);
        return new Section(
            BinaryPrimitives.ReadUInt32LittleEndian(header[4..]),
            BinaryPrimitives.ReadUInt64LittleEndian(header[24..]),
            BinaryPrimitives.ReadUInt64LittleEndian(header[32..]),
            BinaryPrimitives.ReadUInt32LittleEndian(header[40..]));
    }

    private int SectionCount => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[0x3C..]);

    private string Text(Section strings, uint offset)
    {
        ReadOnlySpan<byte> rest = _bytes[(int)(strings.Offset + offset)..];
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }
}
