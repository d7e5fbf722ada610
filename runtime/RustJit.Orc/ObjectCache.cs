// Keeps compiled objects between sessions.

using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace RustJit.Orc;

/// <summary>Where compiled objects are kept. Members are called from any thread; what they throw fails the lookup.</summary>
public interface IObjectCache
{
    /// <summary>The object stored under <paramref name="key"/>, or null. The caller disposes of it.</summary>
    /// <param name="key">Hexadecimal digits: a hash of bitcode, target, level, passes and LLVM's version.</param>
    MemoryBuffer? TryGet(string key);

    /// <summary>Stores an object.</summary>
    void Store(string key, ReadOnlySpan<byte> content);
}

/// <summary>Keeps objects in memory, for as many sessions as share the cache.</summary>
public sealed class MemoryObjectCache : IObjectCache
{
    private readonly ConcurrentDictionary<string, byte[]> _objects = new();

    /// <summary>The number of objects.</summary>
    public int Count => _objects.Count;

    /// <inheritdoc/>
    public MemoryBuffer? TryGet(string key) => _objects.TryGetValue(key, out byte[]? bytes) ? MemoryBuffer.Copy(bytes, key) : null;

    /// <inheritdoc/>
    public void Store(string key, ReadOnlySpan<byte> content) => _objects[key] = content.ToArray();
}

/// <summary>
/// Keeps objects as files of a directory that the user alone can write to: what is in there is run. Each file ends in
/// a checksum, so that a damaged one is a miss; files appear by rename.
/// </summary>
public sealed class DirectoryObjectCache : IObjectCache
{
    private readonly string _directory;

    /// <summary>Uses <paramref name="directory"/>, which is created with mode 0700 if need be.</summary>
    /// <exception cref="IOException">It cannot be created, or others can write to it.</exception>
    public DirectoryObjectCache(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        _directory = directory;
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Directory.CreateDirectory(directory, Private);
            if ((File.GetUnixFileMode(directory) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
            {
                throw new IOException($"others can write to '{directory}', so code in it cannot be trusted; run: chmod go-w '{directory}'");
            }
        }
    }

    /// <inheritdoc/>
    public MemoryBuffer? TryGet(string key)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(PathOf(key));
        }
        catch (IOException)
        {
            return null;
        }

        int length = bytes.Length - SHA256.HashSizeInBytes;
        if (length <= 0 || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
        {
            return null;
        }

        return MemoryBuffer.Copy(bytes.AsSpan(0, length), key);
    }

    /// <inheritdoc/>
    public void Store(string key, ReadOnlySpan<byte> content)
    {
        string temporary = Path.Combine(_directory, $".{key}.{Guid.NewGuid():N}");
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(content);
                file.Write(SHA256.HashData(content));
            }

            File.Move(temporary, PathOf(key), overwrite: true);
        }
        catch (IOException)
        {
            // A cache that cannot be written to costs time, nothing else.
            File.Delete(temporary);
        }
    }

    private string PathOf(string key) => Path.Combine(_directory, key + ".o");
}

/// <summary>The key of a compiled module: everything its code depends on.</summary>
internal static class ObjectKey
{
    public static string Create(LlvmModule module, TargetMachine target, string? passes)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in (string[])[Llvm.Version.ToString(), target.Triple, target.Cpu, target.Features, target.Level.ToString(CultureInfo.InvariantCulture), passes ?? ""])
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        using MemoryBuffer bitcode = module.ToBitcode();
        hash.AppendData(bitcode.AsSpan());
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
