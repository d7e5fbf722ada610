// A module's functions by id. In an array of arrays: what is loaded has thousands, and in a warm run filling a
// dictionary with them took as long as all else that loading does.

using System;

namespace RustJit.Native;

/// <summary>What is known of a function.</summary>
internal unsafe struct FunctionState
{
    /// <summary>The best image that has it; null when none has.</summary>
    public Image? Image;

    /// <summary>Whether its body there counts (<see cref="HotBodies"/>).</summary>
    public bool CountsInImage;

    /// <summary>Its body in memory, which all who ask are given; 0 when it is not loaded.</summary>
    public nint Address;

    /// <summary>Where that body counts; null when it does not.</summary>
    public Heat* Heat;

    /// <summary>Whether there is a body, in memory or in an image.</summary>
    public readonly bool IsPlaced => Image is not null || Address != 0;
}

internal sealed class FunctionTable
{
    private const int ChunkSize = 64;

    private FunctionState[]?[] _chunks = [];

    /// <summary>A function, of which nothing may be known yet.</summary>
    public ref FunctionState this[uint id]
    {
        get
        {
            uint chunk = id / ChunkSize;
            if (chunk >= (uint)_chunks.Length)
            {
                Array.Resize(ref _chunks, (int)Math.Max(chunk + 1, 2 * (uint)_chunks.Length));
            }

            return ref (_chunks[chunk] ??= new FunctionState[ChunkSize])[id % ChunkSize];
        }
    }
}
