// The units that an image or pack was linked from, kept for linking them again with others: a program's code comes in
// as many files as runs needed more. They follow the metadata, at a multiple of 8; whoever only loads does not read them.
//
//     u8[16]  hash of the rest
//     units, each at a multiple of 8:
//       u8[16] module, u32 flags (1: counts how often it runs), u32 symbols, u32 bytes of symbols, u32 bytes of the object
//       symbols: u32 index, u32 bytes of the name, u8 kind, u8 import kind, name
//       the object, at a multiple of 8
//
// Little endian. Their version is the file's.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using RustJit.Core;

namespace RustJit.Cache;

/// <summary>What a symbol of an object stands for.</summary>
public enum UnitSymbolKind : byte
{
    /// <summary>The body of a function.</summary>
    Defined = 0,

    /// <summary>The body of a function of the module that is elsewhere.</summary>
    Callee = 1,

    /// <summary>An import.</summary>
    Import = 2,

    /// <summary>An import after whose call files may be out of reach (<see cref="AccessLoss"/>).</summary>
    AccessLoss = 3,
}

/// <summary>A symbol of an object that is not the object's own business.</summary>
/// <param name="Name">As the object has it.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Index">Function id or import index.</param>
/// <param name="ImportKind">How the import's entry is read.</param>
public readonly record struct UnitSymbol(string Name, UnitSymbolKind Kind, uint Index, ImportKind ImportKind = ImportKind.Direct);

/// <summary>A unit: its object, and what is to be known of it.</summary>
/// <param name="Module">Its module.</param>
/// <param name="Counts">Its functions count how often they run.</param>
/// <param name="Symbols">What the object defines and wants.</param>
/// <param name="Object">The relocatable object.</param>
public sealed record KeptUnit(ContentHash Module, bool Counts, IReadOnlyList<UnitSymbol> Symbols, ReadOnlyMemory<byte> Object);

/// <summary>Writes and reads what follows the metadata.</summary>
public static class KeptUnits
{
    /// <summary>Of more bytes of objects nothing is kept: so large a file need not be linked again.</summary>
    public const int MostBytes = 1 << 20;

    private const int HashSize = ContentHash.Size;
    private const int HeaderSize = 32;
    private const int SymbolSize = 10;

    /// <summary>How many bytes units take; a multiple of 8.</summary>
    public static int SizeOf(IReadOnlyList<KeptUnit> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        long size = units.Count == 0 ? 0 : HashSize;
        foreach (KeptUnit unit in units)
        {
            size = AlignUp(AlignUp(size + HeaderSize + SizeOf(unit.Symbols)) + unit.Object.Length);
        }

        return checked((int)size);
    }

    /// <summary>Writes units.</summary>
    /// <param name="units">The units.</param>
    /// <param name="part">As many bytes as they take, all of them 0.</param>
    /// <param name="hasher">Computes the hash.</param>
    public static void Write(IReadOnlyList<KeptUnit> units, Span<byte> part, IContentHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(hasher);
        if (units.Count == 0)
        {
            return;
        }

        int at = HashSize;
        foreach (KeptUnit unit in units)
        {
            Span<byte> header = part.Slice(at, HeaderSize);
            unit.Module.Write(header);
            BinaryPrimitives.WriteUInt32LittleEndian(header[16..], unit.Counts ? 1u : 0);
            BinaryPrimitives.WriteInt32LittleEndian(header[20..], unit.Symbols.Count);
            BinaryPrimitives.WriteInt32LittleEndian(header[24..], SizeOf(unit.Symbols));
            BinaryPrimitives.WriteInt32LittleEndian(header[28..], unit.Object.Length);
            at += HeaderSize;
            foreach (UnitSymbol symbol in unit.Symbols)
            {
                at += Write(part[at..], symbol);
            }

            at = (int)AlignUp(at);
            unit.Object.Span.CopyTo(part[at..]);
            at = (int)AlignUp(at + unit.Object.Length);
        }

        hasher.Hash(part[HashSize..]).Write(part);
    }

    /// <summary>Reads and checks units.</summary>
    /// <param name="part">All that follows the metadata.</param>
    /// <param name="hasher">Computes the hash.</param>
    /// <returns>Null when there are none, or they are damaged: then the file stays as it is.</returns>
    public static List<KeptUnit>? TryParse(ReadOnlyMemory<byte> part, IContentHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        ReadOnlySpan<byte> p = part.Span;
        if (p.Length <= HashSize || hasher.Hash(p[HashSize..]) != ContentHash.Read(p))
        {
            return null;
        }

        List<KeptUnit> units = [];
        for (long at = HashSize; at < p.Length;)
        {
            if (p.Length - at < HeaderSize)
            {
                return null;
            }

            ReadOnlySpan<byte> header = p.Slice((int)at, HeaderSize);
            uint flags = U32(header, 16), count = U32(header, 20), symbolBytes = U32(header, 24), objectBytes = U32(header, 28);
            long symbolsAt = at + HeaderSize, objectAt = AlignUp(symbolsAt + symbolBytes);
            at = AlignUp(objectAt + objectBytes);
            if (flags > 1 || at > p.Length || ParseSymbols(p.Slice((int)symbolsAt, (int)symbolBytes), count) is not { } symbols)
            {
                return null;
            }

            units.Add(new KeptUnit(ContentHash.Read(header), flags == 1, symbols, part.Slice((int)objectAt, (int)objectBytes)));
        }

        return units;
    }

    private static int SizeOf(IReadOnlyList<UnitSymbol> symbols)
    {
        int size = 0;
        foreach (UnitSymbol symbol in symbols)
        {
            size += SymbolSize + Encoding.UTF8.GetByteCount(symbol.Name);
        }

        return size;
    }

    private static int Write(Span<byte> to, UnitSymbol symbol)
    {
        int length = Encoding.UTF8.GetBytes(symbol.Name, to[SymbolSize..]);
        BinaryPrimitives.WriteUInt32LittleEndian(to, symbol.Index);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], length);
        (to[8], to[9]) = ((byte)symbol.Kind, (byte)symbol.ImportKind);
        return SymbolSize + length;
    }

    private static List<UnitSymbol>? ParseSymbols(ReadOnlySpan<byte> symbols, uint count)
    {
        List<UnitSymbol> list = [];
        for (; count > 0; count--)
        {
            if (symbols.Length < SymbolSize || U32(symbols, 4) > (uint)(symbols.Length - SymbolSize) ||
                symbols[8] > (byte)UnitSymbolKind.AccessLoss || symbols[9] > (byte)ImportKind.Plt)
            {
                return null;
            }

            int end = SymbolSize + (int)U32(symbols, 4);
            list.Add(new UnitSymbol(
                Encoding.UTF8.GetString(symbols[SymbolSize..end]), (UnitSymbolKind)symbols[8], U32(symbols, 0), (ImportKind)symbols[9]));
            symbols = symbols[end..];
        }

        return symbols.IsEmpty ? list : null;
    }

    private static uint U32(ReadOnlySpan<byte> b, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(b[offset..]);

    private static long AlignUp(long offset) => (offset + 7) & ~7;
}
