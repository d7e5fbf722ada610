// Random numbers that are the same everywhere and always, unlike those of System.Random.

using System;

namespace QueryFilter;

/// <summary>SplitMix64, by Sebastiano Vigna.</summary>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public string Pick(ReadOnlySpan<string> choices) => choices[Below(choices.Length)];
}
