// Where a relocatable object has its symbols and their names. Source: the ELF specification.

using System;
using System.Buffers.Binary;

namespace RustJit.Compiler;

/// <summary>The symbol table of a 64-bit object, as offsets into it.</summary>
/// <param name="At">Its first symbol.</param>
/// <param name="End">The end of the last.</param>
/// <param name="FirstGlobal">Its first symbol that is not local.</param>
/// <param name="Names">The string table.</param>
/// <param name="NamesHeader">The section header of that.</param>
internal readonly record struct ObjectSymbols(int At, int End, int FirstGlobal, Range Names, int NamesHeader)
{
    /// <summary>Bytes of a symbol.</summary>
    public const int SymbolSize = 24;

    /// <summary>Where a section header has the offset of the section.</summary>
    public const int HeaderOffset = 24;

    /// <summary>Where a section header has the size of the section.</summary>
    public const int HeaderSize = 32;

    private const uint SectionSymbols = 2;

    /// <summary>Finds the one symbol table that an object has.</summary>
    /// <exception cref="ArgumentException">This is no object of ours (also other exceptions for offsets outside of it).</exception>
    public static ObjectSymbols Find(ReadOnlySpan<byte> elf)
    {
        int sections = (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[40..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(elf[60..]);
        // With 65,280 sections and more the number is elsewhere (-ffunction-sections of a huge unit).
        count = count != 0 ? count : (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[(sections + 32)..]);
        ReadOnlySpan<byte> headers = elf.Slice(sections, checked(64 * count)); // All of them, also those that nobody looks at.
        for (int i = 0; i < headers.Length; i += 64)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(headers[(i + 4)..]) == SectionSymbols)
            {
                int header = sections + i;
                int names = sections + 64 * BinaryPrimitives.ReadInt32LittleEndian(elf[(header + 40)..]);
                (int at, int size) = Section(elf, header);
                (int namesAt, int namesSize) = Section(elf, names);
                int firstGlobal = at + SymbolSize * BinaryPrimitives.ReadInt32LittleEndian(elf[(header + 44)..]);
                return new ObjectSymbols(at, at + size / SymbolSize * SymbolSize, firstGlobal, namesAt..(namesAt + namesSize), names);
            }
        }

        throw new ArgumentException("the object has no symbols", nameof(elf));
    }

    /// <summary>The offset of a symbol's name in the string table; 0 when it has none.</summary>
    public static int NameOffset(ReadOnlySpan<byte> elf, int symbol) => BinaryPrimitives.ReadInt32LittleEndian(elf[symbol..]);

    /// <summary>A name, to be read or changed.</summary>
    public static Span<byte> NameAt(Span<byte> names, int offset)
    {
        Span<byte> name = names[offset..];
        return name[..name.IndexOf((byte)0)];
    }

    private static (int Offset, int Size) Section(ReadOnlySpan<byte> elf, int header) => (
        (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[(header + HeaderOffset)..]),
        (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[(header + HeaderSize)..]));
}
