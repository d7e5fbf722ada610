// The modules that clients ask about, as long as they do.

using System;
using System.Collections.Generic;
using System.Threading;
using RustJit.Core;

namespace RustJit.Daemon;

/// <summary>Safe for any thread.</summary>
internal sealed class ModuleStore(Installation installation)
{
    /// <summary>A module is closed when nobody asked for it for this long.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromSeconds(60);

    // All that clients sent and got is kept for others, up to this many bytes.
    private const long BytesKept = 512L << 20;

    // Module files that are being received count as well: more is refused.
    private const long BytesAccepted = 1536L << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<(ContentHash Hash, DebugLevel Level), OpenModule> _modules = [];
    private readonly Dictionary<ContentHash, ModuleFile> _files = [];
    private long _receiving;

    /// <summary>Number of open modules.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _modules.Count;
            }
        }
    }

    /// <summary>Whether it holds more than it keeps.</summary>
    public bool IsCrowded
    {
        get
        {
            lock (_lock)
            {
                return Bytes() > BytesKept;
            }
        }
    }

    /// <summary>Finds a module whose file is here. The caller releases it.</summary>
    public OpenModule? Find(ContentHash hash, DebugLevel level)
    {
        lock (_lock)
        {
            if (!_modules.TryGetValue((hash, level), out OpenModule? module))
            {
                if (!_files.TryGetValue(hash, out ModuleFile? file))
                {
                    return null;
                }

                module = new OpenModule(hash, file, installation.OptionsFor(level));
                _modules.Add((hash, level), module);
            }

            module.Acquire();
            return module;
        }
    }

    /// <summary>Adds a checked module file. The caller releases the module.</summary>
    public OpenModule Add(ContentHash hash, ModuleFile file, DebugLevel level)
    {
        lock (_lock)
        {
            _files.TryAdd(hash, file);
            return Find(hash, level)!;
        }
    }

    /// <summary>Claims memory for a module file that is about to be received.</summary>
    public bool TryReserve(long size)
    {
        lock (_lock)
        {
            if (_receiving + Bytes() + size > BytesAccepted)
            {
                return false;
            }

            _receiving += size;
            return true;
        }
    }

    /// <summary>Undoes <see cref="TryReserve"/>.</summary>
    public void Unreserve(long size)
    {
        lock (_lock)
        {
            _receiving -= size;
        }
    }

    /// <summary>Closes what has not been used for a while, and what is too much.</summary>
    /// <returns>How many modules were closed.</returns>
    public int Sweep(long now)
    {
        List<OpenModule> closed = [];
        lock (_lock)
        {
            List<OpenModule> unused = [.. _modules.Values];
            unused.RemoveAll(m => !m.IsUnused);
            unused.Sort((x, y) => x.LastUsed.CompareTo(y.LastUsed));
            long excess = Bytes() - BytesKept;
            foreach (OpenModule module in unused)
            {
                if (now - module.LastUsed >= (long)Retention.TotalMilliseconds || excess > 0)
                {
                    excess -= module.Bytes;
                    _modules.Remove((module.Hash, module.Options.DebugInformation));
                    closed.Add(module);
                }
            }

            foreach (OpenModule module in closed)
            {
                if (!HasLevelOf(module.Hash))
                {
                    _files.Remove(module.Hash);
                }
            }
        }

        foreach (OpenModule module in closed)
        {
            module.Dispose();
        }

        return closed.Count;
    }

    private bool HasLevelOf(ContentHash hash)
    {
        foreach ((ContentHash other, DebugLevel _) in _modules.Keys)
        {
            if (other == hash)
            {
                return true;
            }
        }

        return false;
    }

    private long Bytes()
    {
        long bytes = 0;
        foreach (ModuleFile file in _files.Values)
        {
            bytes += file.Bytes.Length;
        }

        foreach (OpenModule module in _modules.Values)
        {
            bytes += module.Bytes;
        }

        return bytes;
    }
}
