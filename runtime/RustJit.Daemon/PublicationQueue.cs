// The names of module files that the compiler has published and that were not opened so far.

using System;
using System.Collections.Generic;
using RustJit.Core;

namespace RustJit.Daemon;

/// <summary>A module file that was published.</summary>
/// <param name="Hash">Its name.</param>
/// <param name="Number">Larger than those of all before it.</param>
/// <param name="Time">When that was heard, in milliseconds.</param>
internal readonly record struct Publication(ContentHash Hash, long Number, long Time);

/// <summary>The newest ones: of a build of thousands of files, who asked for all would get none in time.</summary>
/// <param name="capacity">How many are kept.</param>
/// <param name="patience">For how many milliseconds.</param>
internal sealed class PublicationQueue(int capacity, long patience)
{
    private readonly List<Publication> _publications = []; // The newest is last.
    private long _number;

    /// <summary>How many there are.</summary>
    public int Count => _publications.Count;

    /// <summary>Adds a publication. One that is published again is new again.</summary>
    /// <returns>False when an older one was dropped for it.</returns>
    public bool Add(ContentHash hash, long now)
    {
        _publications.RemoveAll(p => p.Hash == hash);
        _publications.Add(new Publication(hash, ++_number, now));
        if (_publications.Count <= capacity)
        {
            return true;
        }

        _publications.RemoveAt(0);
        return false;
    }

    /// <summary>Takes the newest.</summary>
    /// <returns>False when there is none that is new enough.</returns>
    public bool TryTake(long now, out Publication publication)
    {
        publication = default;
        if (_publications.Count == 0 || now - _publications[^1].Time > patience)
        {
            _publications.Clear();
            return false;
        }

        publication = _publications[^1];
        _publications.RemoveAt(_publications.Count - 1);
        return true;
    }
}
