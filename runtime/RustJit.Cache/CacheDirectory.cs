// Where the cache is: the same rule as plugin-native/Options.cpp, documented in docs/cache-format.md.

using System;
using System.IO;
using RustJit.Core;

namespace RustJit.Cache;

/// <summary>The stores below one root.</summary>
/// <param name="Root">An absolute path. Need not exist.</param>
public sealed record CacheDirectory(string Root)
{
    /// <summary>Bitcode: programs that were built need it.</summary>
    public string Modules => Path.Combine(Root, "modules");

    /// <summary>Code as it was generated, found again by its content: may vanish at any time.</summary>
    public string Objects => Path.Combine(Root, "objects");

    /// <summary>Linked code: may vanish at any time.</summary>
    public string Images => Path.Combine(Root, "images");

    /// <summary>Where the objects of units with this hash are.</summary>
    public string ObjectsOf(ContentHash unit) => Path.Combine(Objects, (unit.High >> 56).ToString("x2"));

    /// <summary>Where the images of a module are.</summary>
    public string ImagesOf(ContentHash module) => Path.Combine(Images, module.ToString());

    /// <summary>What processes did with the cache, see <see cref="CounterStore"/>.</summary>
    public string Counters => Path.Combine(Root, "counters");

    /// <summary>What the user has set for it, see <see cref="CacheSettings"/>.</summary>
    public string Settings => Path.Combine(Root, "settings");

    /// <summary>Finds the cache: $AUTOJIT_CACHE_DIR, else $XDG_CACHE_HOME/autojit, else ~/.cache/autojit.</summary>
    /// <param name="variable">Returns an environment variable's value, or null.</param>
    /// <returns>Null when there is no home directory either.</returns>
    public static CacheDirectory? Find(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if (variable("AUTOJIT_CACHE_DIR") is { Length: > 0 } chosen)
        {
            return new CacheDirectory(Path.GetFullPath(chosen));
        }

        if (variable("XDG_CACHE_HOME") is { Length: > 0 } cacheHome && Path.IsPathRooted(cacheHome))
        {
            return new CacheDirectory(Path.Combine(cacheHome, "autojit"));
        }

        return variable("HOME") is { Length: > 0 } home && Path.IsPathRooted(home)
            ? new CacheDirectory(Path.Combine(home, ".cache", "autojit"))
            : null;
    }
}
