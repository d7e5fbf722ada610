// Stored objects: docs/cache-format.md, "Object". The ELF object itself is lld's to read, once the hash is right.

using System;
using System.Buffers.Binary;
using RustJit.Cache;

namespace RustJit.Fuzz;

internal sealed class ObjectTarget : FuzzTarget
{
    private const int FooterSize = 56;

    public override string Name => "object";

    public override bool Read(byte[] input)
    {
        ObjectError error = ObjectFile.TryParse(input, null, [], NativeContentHasher.Instance, out ReadOnlySpan<byte> elf);
        Check(elf.Length <= input.Length && (error == ObjectError.None || elf.IsEmpty), "the object leads outside");
        return error == ObjectError.None;
    }

    public override bool Sign(byte[] input)
    {
        if (input.Length < FooterSize)
        {
            return false;
        }

        Span<byte> footer = input.AsSpan(input.Length - FooterSize);
        "AJOBJCT\0"u8.CopyTo(footer[48..]);
        uint key = BinaryPrimitives.ReadUInt32LittleEndian(footer[40..]);
        BinaryPrimitives.WriteInt64LittleEndian(footer[32..], input.Length - FooterSize - key);
        NativeContentHasher.Instance.Hash(input.AsSpan(0, input.Length - FooterSize)).Write(footer[16..]);
        return true;
    }
}
