// A file in memory, without an open descriptor.

using System;
using System.Buffers;
using RustJit.Core;

namespace RustJit.Native;

/// <summary>A read-only mapping. Dispose it to unmap; whatever was read from it must be gone by then.</summary>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    private readonly nuint _size;
    private readonly bool _borrowed;
    private byte* _data;

    private MappedFile(byte* data, nuint size, bool borrowed, long lastUse = 0)
    {
        _data = data;
        _size = size;
        _borrowed = borrowed;
        LastUse = lastUse;
    }

    /// <summary>When the file was last used before this, in seconds since 1970.</summary>
    public long LastUse { get; }

    /// <summary>The first byte.</summary>
    public byte* Data => _data;

    /// <summary>Maps a file.</summary>
    /// <returns>Null when that failed, with the errno.</returns>
    public static MappedFile? Open(string path, out int error)
    {
        byte* data;
        nuint size;
        long lastUse;
        fixed (byte* text = NativeText.ToNative(path))
        {
            error = NativeMethods.MapFile(text, &data, &size, &lastUse);
        }

        return error == 0 && size <= int.MaxValue ? new MappedFile(data, size, borrowed: false, lastUse) : null;
    }

    /// <summary>Records that a file is used now; does nothing when that was recorded within the last hour.</summary>
    public static void RecordUse(string path, long lastUse)
    {
        fixed (byte* text = NativeText.ToNative(path))
        {
            NativeMethods.RecordUse(text, lastUse);
        }
    }

    /// <summary>A file that is mapped already, and stays so.</summary>
    public static MappedFile Continue(byte* data, nuint size, long lastUse) => new(data, size, borrowed: true, lastUse);

    /// <summary>Memory that is part of the program itself.</summary>
    public static MappedFile Borrow(byte* data, uint size) => new(data, size, borrowed: true);

    public override Span<byte> GetSpan() => new(_data, (int)_size);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_data + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (!_borrowed)
        {
            NativeMethods.UnmapFile(_data, _size);
        }

        _data = null;
    }
}

/// <summary>XXH3-128 by the C part.</summary>
internal sealed unsafe class NativeHasher : IContentHasher
{
    public static readonly NativeHasher Instance = new();

    public ContentHash Hash(ReadOnlySpan<byte> bytes)
    {
        byte* hash = stackalloc byte[ContentHash.Size];
        fixed (byte* data = bytes)
        {
            NativeMethods.XxH3(data, (nuint)bytes.Length, hash);
        }

        return ContentHash.Read(new ReadOnlySpan<byte>(hash, ContentHash.Size));
    }
}
