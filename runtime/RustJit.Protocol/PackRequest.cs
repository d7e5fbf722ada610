// PACK: which units a client has put into which cache.

using System;
using System.Buffers.Binary;
using System.Text;

namespace RustJit.Protocol;

/// <summary>The body of a PACK.</summary>
/// <param name="Module">The hash of the module, in its canonical form.</param>
/// <param name="DebugLevel">0 none, 1 lines, 2 full.</param>
/// <param name="Leaders">The leaders of the units, as the IMAGE messages had them.</param>
/// <param name="CacheRoot">The client's cache: an absolute path.</param>
public sealed record PackRequest(UInt128 Module, uint DebugLevel, uint[] Leaders, string CacheRoot)
{
    private const int FixedSize = 32;

    /// <summary>Reads a request. Null when sizes or values do not fit.</summary>
    public static PackRequest? Read(ReadOnlySpan<byte> body)
    {
        if (body.Length < FixedSize)
        {
            return null;
        }

        uint level = BinaryPrimitives.ReadUInt32LittleEndian(body[16..]);
        ulong count = BinaryPrimitives.ReadUInt32LittleEndian(body[20..]);
        ulong rootBytes = BinaryPrimitives.ReadUInt32LittleEndian(body[24..]);
        if (level > 2 || FixedSize + 4 * count + rootBytes != (ulong)body.Length || rootBytes is 0 or > 4096)
        {
            return null;
        }

        uint[] leaders = new uint[count];
        for (int i = 0; i < leaders.Length; i++)
        {
            leaders[i] = BinaryPrimitives.ReadUInt32LittleEndian(body[(FixedSize + 4 * i)..]);
        }

        string root = Encoding.UTF8.GetString(body[(FixedSize + 4 * leaders.Length)..]);
        return root[0] == '/' && !root.Contains('\0', StringComparison.Ordinal)
            ? new PackRequest(BinaryPrimitives.ReadUInt128BigEndian(body), level, leaders, root)
            : null;
    }

    /// <summary>The body of the message.</summary>
    public byte[] ToBody()
    {
        byte[] root = Encoding.UTF8.GetBytes(CacheRoot);
        byte[] body = new byte[FixedSize + 4 * Leaders.Length + root.Length];
        BinaryPrimitives.WriteUInt128BigEndian(body, Module);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(16), DebugLevel);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(20), Leaders.Length);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(24), root.Length);
        for (int i = 0; i < Leaders.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(FixedSize + 4 * i), Leaders[i]);
        }

        root.CopyTo(body.AsSpan(FixedSize + 4 * Leaders.Length));
        return body;
    }
}
