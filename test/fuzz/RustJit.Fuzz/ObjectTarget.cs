// Stored objects: docs/cache-format.md, "Object". The ELF object itself is lld's to read, once the hash is right.

using System;
using RustJit.Cache;

namespace RustJit.Fuzz;

internal sealed class ObjectTarget : FuzzTarget
{
    public override string Name => "object";

    public override bool Read(byte[] input)
    {
        ObjectError error = ObjectFile.TryParse(input, null, [], NativeContentHasher.Instance, out ReadOnlySpan<byte> elf);
        Check(elf.Length <= input.Length && (error == ObjectError.None || elf.IsEmpty), "the object leads outside");
        return error == ObjectError.None;
    }

    public override bool Sign(byte[] input) => SignFooter(input, "AJOBJCT\0"u8);
}
