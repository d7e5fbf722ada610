// A string in memory that the garbage collector does not move: what C# and Rust code both read.

using System;
using System.Runtime.InteropServices;
using System.Text;

namespace QueryFilter;

/// <summary>Borrowed UTF-8 text; <see cref="Padding"/> more bytes can be read behind it. The Rust side: shared/src/text.rs.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct Text
{
    /// <summary>Bytes behind a text that belong to the same allocation.</summary>
    public const int Padding = 32;

    private readonly byte* _data;
    private readonly nint _length;

    public Text(byte* data, int length)
    {
        _data = data;
        _length = length;
    }

    /// <summary>For expression trees, which know numbers but no pointers.</summary>
    public Text(long address, long length)
    {
        _data = (byte*)address;
        _length = (nint)length;
    }

    public long Address => (long)_data;

    public int Length => (int)_length;

    public ReadOnlySpan<byte> Span => new(_data, (int)_length);

    public override string ToString() => Encoding.UTF8.GetString(Span);
}
