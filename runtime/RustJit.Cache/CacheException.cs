// The one exception of this library that is meant for people.

using System;

namespace RustJit.Cache;

/// <summary>A cache that cannot be used, as a sentence for the user without its full stop.</summary>
public sealed class CacheException : Exception
{
    /// <summary>Creates the exception.</summary>
    public CacheException(string message)
        : base(message)
    {
    }
}
