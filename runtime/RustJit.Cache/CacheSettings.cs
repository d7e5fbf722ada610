// ROOT/settings: what `autojit-cache limit` sets. docs/cache-format.md has the grammar.

using System;
using System.Text;
using RustJit.Core;

namespace RustJit.Cache;

/// <summary>The settings of a cache.</summary>
/// <param name="Limit">How many bytes of images may stay; 0 for any amount.</param>
/// <param name="Problem">What is wrong with the file, as a sentence; null when nothing is. The default holds then.</param>
public sealed record CacheSettings(long Limit, string? Problem)
{
    /// <summary>The limit where nobody has chosen one.</summary>
    public const long DefaultLimit = 5L << 30;

    private const string SettingsName = "settings";
    private const string LimitName = "max-size";

    /// <summary>Reads the settings. A file that is missing or bad is no error.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="limit">AUTOJIT_CACHE_MAX_SIZE, which comes before the file; null when it is not set.</param>
    public static CacheSettings Read(CacheDirectory cache, long? limit)
    {
        ArgumentNullException.ThrowIfNull(cache);
        CacheSettings found = Read(cache.Settings);
        return limit is null ? found : found with { Limit = limit.Value };
    }

    /// <summary>Sets the limit.</summary>
    /// <param name="cache">The cache; its root is made when it is missing.</param>
    /// <param name="limit">Bytes; 0 for any amount.</param>
    /// <exception cref="CacheException">The root is not a private directory of this user.</exception>
    public static void Write(CacheDirectory cache, long limit)
    {
        ArgumentNullException.ThrowIfNull(cache);
        DirectoryProblem problem = DirectoryCheck.Inspect(cache.Root);
        if (problem == DirectoryProblem.Missing && SharedFiles.MakeDirectory(cache.Root))
        {
            problem = DirectoryCheck.Inspect(cache.Root);
        }

        if (problem != DirectoryProblem.None)
        {
            throw new CacheException(DirectoryCheck.Explain(problem, cache.Root));
        }

        if (!SharedFiles.Publish(cache.Root, SettingsName, Encoding.ASCII.GetBytes($"{LimitName} = {limit}\n")))
        {
            throw new CacheException($"cannot write '{cache.Settings}'; free some space, or set AUTOJIT_CACHE_DIR");
        }
    }

    private static CacheSettings Read(string path)
    {
        const int LargestFile = 65536;
        if (SharedFiles.Read(path, LargestFile) is not { } bytes)
        {
            bool isThere = RawFileStatus.Read(path, out _) != SharedFiles.NoSuchFile;
            return new CacheSettings(DefaultLimit, isThere ? $"'{path}' cannot be read" : null);
        }

        long limit = DefaultLimit;
        for (ReadOnlySpan<byte> rest = bytes; !rest.IsEmpty;)
        {
            int end = rest.IndexOf((byte)'\n');
            string text = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]).Trim();
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            int sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign < 0 || text[..sign].TrimEnd() != LimitName || ByteSize.Parse(text[(sign + 1)..]) is not { } size)
            {
                return new CacheSettings(DefaultLimit, $"'{path}' has a line that is no setting: '{text}'");
            }

            limit = size;
        }

        return new CacheSettings(limit, null);
    }
}
