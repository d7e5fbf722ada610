// Each run that needed more than the packs had adds one, and after edits old ones have nothing that is needed.

using System;
using System.Collections.Generic;
using System.Linq;

namespace RustJit.Cache;

/// <summary>Keeps the packs of one program few: each is read when the program starts.</summary>
public static class PackLimit
{
    /// <summary>How many packs a program may have that it does not use.</summary>
    public const int MostUnused = 15;

    /// <summary>Removes those that were not used for longest, when there are more. Does not throw: what cannot be removed stays.</summary>
    /// <param name="directory">Where they are.</param>
    /// <param name="isOfProgram">Whether packs whose names begin so are the program's (<see cref="ImageName.StartOfPack"/>).</param>
    /// <param name="isUsed">Whether the program uses the pack of this path.</param>
    public static void Enforce(string directory, Predicate<string> isOfProgram, Predicate<string> isUsed)
    {
        ArgumentNullException.ThrowIfNull(isOfProgram);
        ArgumentNullException.ThrowIfNull(isUsed);
        List<(string Path, long LastUse)> unused = [];
        foreach (string name in SharedFiles.List(directory))
        {
            string path = $"{directory}/{name}";
            if (ImageName.StartOfPack(name) is { } start && isOfProgram(start) && !isUsed(path) && RawFileStatus.Read(path, out RawFileStatus status) == 0)
            {
                unused.Add((path, long.Max(status.Modified, status.Accessed)));
            }
        }

        foreach ((string path, _) in unused.OrderByDescending(pack => pack.LastUse).Skip(MostUnused))
        {
            SharedFiles.Remove(path);
        }
    }
}
