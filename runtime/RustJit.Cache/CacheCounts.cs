// What happened to a cache, as numbers; and the line that they are written as.
//
//     line   = *( name "=" number " " ) LF
//     name   = 1*( "a".."z" / "-" )
//     number = 1*( "0".."9" )
//
// Names that are missing are zero; names that nobody knows, and what is no such pair, are skipped.

using System;
using System.Globalization;
using System.Text;

namespace RustJit.Cache;

/// <summary>What is counted.</summary>
public enum CacheCounter
{
    /// <summary>Processes that looked for code here.</summary>
    Runs,

    /// <summary>Images that were found and loaded.</summary>
    Hits,

    /// <summary>Units of which there was no image.</summary>
    Misses,

    /// <summary>Of those, units whose object was found by its content; the others were compiled.</summary>
    ObjectsFound,

    /// <summary>Functions in those units.</summary>
    Functions,

    /// <summary>Images and objects that were written, packed ones included.</summary>
    Written,

    /// <summary>Bytes in them.</summary>
    WrittenBytes,

    /// <summary>Images and objects that were removed to keep the cache within its size.</summary>
    Evicted,

    /// <summary>Bytes in them.</summary>
    EvictedBytes,

    /// <summary>
    /// Images and objects that were not used because of <see cref="ImageError.Truncated"/>. The next ones follow that enum, and
    /// <see cref="ObjectError"/>.
    /// </summary>
    RejectedTruncated,

    /// <summary><see cref="ImageError.NotAnImage"/>.</summary>
    RejectedNotAnImage,

    /// <summary><see cref="ImageError.UnsupportedVersion"/>.</summary>
    RejectedUnsupportedVersion,

    /// <summary><see cref="ImageError.Damaged"/>.</summary>
    RejectedDamaged,

    /// <summary><see cref="ImageError.Foreign"/>.</summary>
    RejectedForeign,

    /// <summary><see cref="ImageError.WrongKey"/>.</summary>
    RejectedWrongKey,

    /// <summary><see cref="ImageError.NotLoadable"/>.</summary>
    RejectedNotLoadable,
}

/// <summary>One number for each <see cref="CacheCounter"/>. Not safe for several threads.</summary>
public sealed class CacheCounts
{
    private static readonly string[] s_names =
    [
        "runs", "hits", "misses", "objects-found", "functions", "written", "written-bytes", "evicted", "evicted-bytes",
        "rejected-truncated", "rejected-not-an-image", "rejected-unsupported-version", "rejected-damaged",
        "rejected-foreign", "rejected-wrong-key", "rejected-not-loadable",
    ];

    private readonly long[] _values = new long[s_names.Length];

    /// <summary>A number; never negative.</summary>
    public long this[CacheCounter counter]
    {
        get => _values[(int)counter];
        set => _values[(int)counter] = value;
    }

    /// <summary>How a counter is called in files and in JSON.</summary>
    public static string NameOf(CacheCounter counter) => s_names[(int)counter];

    /// <summary>The counter of images that were not used for this reason.</summary>
    public static CacheCounter Rejected(ImageError error) => CacheCounter.RejectedTruncated + ((int)error - (int)ImageError.Truncated);

    /// <summary>The counter of objects that were not used for this reason.</summary>
    public static CacheCounter Rejected(ObjectError error) => CacheCounter.RejectedTruncated + ((int)error - (int)ObjectError.Truncated);

    /// <summary>The numbers that are not zero, with the line's end.</summary>
    public byte[] ToLine()
    {
        StringBuilder line = new();
        for (int i = 0; i < _values.Length; i++)
        {
            if (_values[i] != 0)
            {
                line.Append(s_names[i]).Append('=').Append(_values[i]).Append(' ');
            }
        }

        return Encoding.ASCII.GetBytes(line.Append('\n').ToString());
    }

    /// <summary>Adds all numbers of all lines. A line without an end is one that is being written: it is left out.</summary>
    public void AddLines(ReadOnlySpan<byte> lines)
    {
        for (int end; (end = lines.IndexOf((byte)'\n')) >= 0; lines = lines[(end + 1)..])
        {
            for (ReadOnlySpan<byte> line = lines[..end]; !line.IsEmpty;)
            {
                int space = line.IndexOf((byte)' ');
                AddPair(space < 0 ? line : line[..space]);
                line = space < 0 ? [] : line[(space + 1)..];
            }
        }
    }

    private void AddPair(ReadOnlySpan<byte> pair)
    {
        int sign = pair.IndexOf((byte)'=');
        if (sign < 0 || !ulong.TryParse(pair[(sign + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
        {
            return;
        }

        for (int i = 0; i < s_names.Length; i++)
        {
            if (Ascii.Equals(pair[..sign], s_names[i]))
            {
                _values[i] = (long)ulong.Min(ulong.Min(number, long.MaxValue) + (ulong)_values[i], long.MaxValue);
            }
        }
    }
}
