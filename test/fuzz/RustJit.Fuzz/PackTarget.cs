// Packs: docs/cache-format.md, "Pack".

using RustJit.Cache;

namespace RustJit.Fuzz;

internal sealed class PackTarget : FuzzTarget
{
    public override string Name => "pack";

    public override bool Read(byte[] input)
    {
        if (PackFile.TryParse(input, NativeContentHasher.Instance, out PackFile? pack) != ImageError.None)
        {
            Check(pack is null, "there is a pack and an error");
            return false;
        }

        Check(pack!.Key.Length <= input.Length, "the key is longer than the file");
        foreach (ImageFile module in pack.Modules)
        {
            ImageTarget.CheckAddresses(input, module);
        }

        ImageTarget.CheckUnits(input, pack.Units);

        return true;
    }

    public override bool Sign(byte[] input) => SignFooter(input, "AJPACK\0\0"u8);
}
