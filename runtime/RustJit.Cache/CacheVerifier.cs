// Checks every entry, and removes what nobody can use.

using System;
using System.Collections.Generic;
using System.Linq;
using RustJit.Core;

namespace RustJit.Cache;

/// <summary>An entry that is not sound.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="State">Damaged or unreadable.</param>
/// <param name="Reason">What is wrong, as part of a sentence.</param>
/// <param name="Removed">Whether it was removed.</param>
public sealed record EntryFinding(CacheEntry Entry, EntryState State, string Reason, bool Removed);

/// <summary>What came of a check.</summary>
/// <param name="Checked">How many entries were looked at.</param>
/// <param name="OtherVersion">How many of them another version wrote.</param>
/// <param name="Findings">Those that are not sound.</param>
public sealed record VerifyResult(int Checked, int OtherVersion, IReadOnlyList<EntryFinding> Findings);

/// <summary>Checks caches.</summary>
public static class CacheVerifier
{
    /// <summary>Checks all modules, objects and images.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="contents">What is in it.</param>
    /// <param name="repair">Whether damaged entries are removed. What can only not be read stays.</param>
    /// <param name="hasher">Computes hashes.</param>
    /// <param name="progress">Called after each entry.</param>
    public static VerifyResult Verify(
        CacheDirectory cache, CacheContents contents, bool repair, IContentHasher hasher, Action? progress = null)
    {
        ArgumentNullException.ThrowIfNull(contents);
        int count = 0, otherVersion = 0;
        List<EntryFinding> findings = [];
        foreach (CacheEntry entry in contents.Entries.Where(e => e.IsCode || e.Kind == CacheEntryKind.Module))
        {
            EntryContent content = EntryReader.Read(entry, hasher);
            count += content.State == EntryState.Gone ? 0 : 1;
            otherVersion += content.State == EntryState.OtherVersion ? 1 : 0;
            if (content.State is EntryState.Damaged or EntryState.Unreadable)
            {
                // A compiler may have replaced it a moment ago: what is removed was looked at last.
                bool removed = repair && content.State == EntryState.Damaged &&
                    EntryReader.Read(entry, hasher).State == EntryState.Damaged &&
                    CacheCleaner.Remove(cache, [entry]).Files == 1;
                findings.Add(new EntryFinding(entry, content.State, content.Reason!, removed));
            }

            progress?.Invoke();
        }

        return new VerifyResult(count, otherVersion, findings);
    }
}
