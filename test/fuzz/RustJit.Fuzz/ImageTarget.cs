// Images: docs/cache-format.md, "Image".

using System;
using System.Buffers.Binary;
using RustJit.Cache;

namespace RustJit.Fuzz;

internal sealed class ImageTarget : FuzzTarget
{
    public override string Name => "image";

    public override bool Read(byte[] input)
    {
        if (ImageFile.TryParse(input, NativeContentHasher.Instance, out ImageFile? image) != ImageError.None)
        {
            Check(image is null, "there is an image and an error");
            return false;
        }

        Check(image!.Key.Length <= input.Length, "the key is longer than the file");
        CheckAddresses(input, image);
        CheckUnits(input, image.Units);
        return true;
    }

    public override bool Sign(byte[] input) => SignFooter(input, "AJIMAGE\0"u8);

    internal static void CheckUnits(byte[] input, ReadOnlyMemory<byte> part)
    {
        Check(part.Length < input.Length, "there are more bytes of units than of the file");
        foreach (KeptUnit unit in KeptUnits.TryParse(part, NativeContentHasher.Instance) ?? [])
        {
            Check(unit.Object.Length <= part.Length, "an object is larger than all units");
            foreach (UnitSymbol symbol in unit.Symbols)
            {
                Check(symbol.Kind <= UnitSymbolKind.AccessLoss && symbol.Name.Length <= part.Length, "a symbol is none");
            }
        }
    }

    internal static void CheckAddresses(byte[] input, ImageFile image)
    {
        foreach (ImageFunction function in image.Functions)
        {
            Check(IsLoaded(input, function.Address, 1, flag: 1), "a function is not in code");
        }

        foreach (ImageBinding binding in image.Bindings)
        {
            Check(IsLoaded(input, binding.Address, 8, flag: 2), "a binding is not in data");
            Check(binding.Kind <= BindingKind.AccessLoss, "a kind is none");
            Check(binding.Kind != BindingKind.Library || image.LibraryName(binding) is not null, "a name is none");
        }
    }

    // As the ELF specification has it, and without looking at how ImageFile does it.
    private static bool IsLoaded(ReadOnlySpan<byte> elf, ulong address, uint size, uint flag)
    {
        int table = (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[32..]);
        for (int i = 0; i < BinaryPrimitives.ReadUInt16LittleEndian(elf[56..]); i++)
        {
            ReadOnlySpan<byte> header = elf.Slice(table + i * 56, 56);
            UInt128 start = BinaryPrimitives.ReadUInt64LittleEndian(header[16..]);
            UInt128 end = start + BinaryPrimitives.ReadUInt64LittleEndian(header[40..]);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) == 1 && (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) & flag) != 0 &&
                address >= start && (UInt128)address + size <= end)
            {
                return true;
            }
        }

        return false;
    }
}
