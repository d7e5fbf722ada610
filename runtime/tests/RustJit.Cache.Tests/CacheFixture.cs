// A cache with entries of chosen sizes and ages.

using System;
using System.IO;

namespace RustJit.Cache.Tests;

internal sealed class CacheFixture : IDisposable
{
    public const string ModuleA = "0123456789abcdef0123456789abcdef";
    public const string ModuleB = "ffffffffffffffffffffffffffffffff";
    public const string Key = "0011223344556677";

    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();

    public CacheFixture() => Cache = new CacheDirectory(_directory.Path);

    public CacheDirectory Cache { get; }

    public string Module(string hash, int size, TimeSpan age) => Add($"modules/{hash}.bc", size, age);

    public string Image(string hash, int function, int size, TimeSpan age) => Add($"images/{hash}/{Key}-{function}.so", size, age);

    public string Object(string unit, int size, TimeSpan age) => Add($"objects/{unit[..2]}/{unit}-{Key}.o", size, age);

    /// <summary>Adds any file, last written and read <paramref name="age"/> before <see cref="Now"/>.</summary>
    public string Add(string relative, int size, TimeSpan age)
    {
        string path = _directory.Write(relative, new byte[size]);
        File.SetLastAccessTimeUtc(path, (Now - age).UtcDateTime);
        File.SetLastWriteTimeUtc(path, (Now - age).UtcDateTime);
        return path;
    }

    public CacheContents Read() => CacheContents.Read(Cache);

    public string Combine(params ReadOnlySpan<string> parts) => _directory.Combine(parts);

    public void Dispose() => _directory.Dispose();
}
