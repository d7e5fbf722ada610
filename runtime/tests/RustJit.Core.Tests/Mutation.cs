// Random damage with a fixed seed, so that a failure can be looked at.

using System;

namespace RustJit.Core.Tests;

internal static class Mutation
{
    private static readonly uint[] s_interesting = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF];

    /// <summary>A copy with one to eight changes: bytes, words at the limits of their range, missing or more bytes.</summary>
    public static byte[] Of(byte[] original, Random random)
    {
        byte[] bytes = (byte[])original.Clone();
        for (int i = random.Next(1, 9); i > 0 && bytes.Length > 4; i--)
        {
            int at = random.Next(bytes.Length);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    BitConverter.TryWriteBytes(bytes.AsSpan(at & ~3), s_interesting[random.Next(s_interesting.Length)]);
                    break;
                case 3:
                    bytes = bytes[..at];
                    break;
                default:
                    bytes = [.. bytes[..at], .. bytes[random.Next(bytes.Length)..]];
                    break;
            }
        }

        return bytes;
    }
}
