// A reader that is fed damaged input.

using System;
using System.Buffers.Binary;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Fuzz;

/// <summary>One format. A new one is a class of its own, named in <see cref="Targets"/>.</summary>
internal abstract class FuzzTarget
{
    /// <summary>The name on the command line, and of the folder of its seeds.</summary>
    public abstract string Name { get; }

    /// <summary>Reads the input and looks at all that was accepted.</summary>
    /// <returns>Whether it was accepted.</returns>
    /// <exception cref="Exception">Any exception is a failure, <see cref="Check"/>'s too.</exception>
    public abstract bool Read(byte[] input);

    /// <summary>
    /// Makes checksums right again, so that what lies behind them is reached: they are no protection against files that were
    /// made up.
    /// </summary>
    /// <returns>Whether there is anything of the kind.</returns>
    public virtual bool Sign(byte[] input) => false;

    /// <summary>The same for images and objects, which end alike: docs/cache-format.md.</summary>
    protected static bool SignFooter(byte[] input, ReadOnlySpan<byte> magic)
    {
        const int FooterSize = 56;
        int end = input.Length - FooterSize;
        if (end < 0)
        {
            return false;
        }

        Span<byte> footer = input.AsSpan(end);
        magic.CopyTo(footer[48..]);
        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(footer[32..]);
        uint rest = BinaryPrimitives.ReadUInt32LittleEndian(footer[40..]);
        if (size > (ulong)end || size + rest > (ulong)end)
        {
            size = (ulong)Math.Max(0, end - rest);
            BinaryPrimitives.WriteUInt64LittleEndian(footer[32..], size);
        }

        // What is between, units, has a hash of its own before the rest.
        int signed = (int)Math.Min(size + rest, (ulong)end), units = (signed + 7) & ~7;
        NativeContentHasher.Instance.Hash(input.AsSpan(0, signed)).Write(footer[16..]);
        if (units + ContentHash.Size < end)
        {
            NativeContentHasher.Instance.Hash(input.AsSpan((units + ContentHash.Size)..end)).Write(input.AsSpan(units));
        }

        return true;
    }

    /// <summary>States what must hold of accepted input.</summary>
    protected static void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"accepted, but {what}");
        }
    }
}

internal static class Targets
{
    public static readonly FuzzTarget[] All =
    [
        new ModuleTarget(), new ImageTarget(), new PackTarget(), new ObjectTarget(), new ProgramTarget(), new CountersTarget(), new SettingsTarget(),
        new NamesTarget(), new ProtocolTarget(),
    ];
}
