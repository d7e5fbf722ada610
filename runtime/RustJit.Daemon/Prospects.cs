// Modules that were published and that nobody has asked about: which of them is compiled next, and which are forgotten.

using System;
using System.Collections.Generic;
using System.Linq;
using RustJit.Core;

namespace RustJit.Daemon;

/// <summary>A module that is expected to be asked for.</summary>
/// <param name="module">The module, which this keeps open.</param>
/// <param name="publication">When it was published.</param>
internal sealed class Prospect(OpenModule module, Publication publication)
{
    /// <summary>The module.</summary>
    public OpenModule Module => module;

    /// <summary>When it was published.</summary>
    public Publication Publication => publication;

    /// <summary>What a program calls first, if it is here: constructors, then main.</summary>
    public IReadOnlyList<uint> Beginning { get; } = FindBeginning(module.File);

    /// <summary>Whether the program begins here.</summary>
    public bool HasMain { get; } = Roots(module.File).Any(id => module.File.FunctionName(id) == "main");

    /// <summary>For which set of modules it was looked for functions that these may call.</summary>
    public int Version { get; set; } = -1;

    /// <summary>Units that are being compiled.</summary>
    public int UnderWay { get; set; }

    /// <summary>All that should be compiled is.</summary>
    public bool IsReady { get; set; }

    /// <summary>The functions that can be called from outside of the module.</summary>
    public static IEnumerable<uint> Roots(ModuleFile file)
    {
        for (uint id = 0; id < file.FunctionCount; id++)
        {
            if (file.Function(id).Kind != FunctionKind.JitOnly)
            {
                yield return id;
            }
        }
    }

    // As clang names the function that makes a file's variables.
    private static List<uint> FindBeginning(ModuleFile file)
    {
        List<uint> beginning = [];
        foreach (string start in (ReadOnlySpan<string>)["_GLOBAL__", "main"])
        {
            beginning.AddRange(Roots(file).Where(id => file.FunctionName(id) is var name &&
                (start == "main" ? name == start : name.StartsWith(start, StringComparison.Ordinal))));
        }

        return beginning;
    }
}

/// <summary>A bounded number of them. For one thread at a time.</summary>
/// <param name="most">How many.</param>
/// <param name="patience">For how many milliseconds.</param>
internal sealed class Prospects(int most, long patience)
{
    // Once in 8, 64, 1,000 and a billion runs of what a program begins with; and then what is called before its end.
    private static readonly int[] s_rarities = [6, 12, 20, 60, int.MaxValue];

    private readonly List<Prospect> _all = []; // Programs first; then the newest first.
    private HashSet<string>? _called;
    private int _version;

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>Whether there is one of this name.</summary>
    public bool Contains(ContentHash hash) => _all.Exists(p => p.Module.Hash == hash);

    /// <summary>Adds a module, which the caller has acquired.</summary>
    public void Add(Prospect prospect)
    {
        int at = _all.FindIndex(p => Rank(p).CompareTo(Rank(prospect)) < 0);
        _all.Insert(at < 0 ? _all.Count : at, prospect);
        _called = null;
        _version++;

        static (bool, long) Rank(Prospect p) => (p.HasMain, p.Publication.Number);
    }

    /// <summary>Forgets one, whatever it is like.</summary>
    public void Remove(Prospect prospect)
    {
        if (_all.Remove(prospect))
        {
            _called = null;
            _version++;
            prospect.Module.Forget();
            prospect.Module.Release();
        }
    }

    /// <summary>Forgets what clients have asked about since, what is too old, and then the oldest of what is too much.</summary>
    /// <param name="now">The time, in milliseconds.</param>
    /// <param name="mostBytes">How large they may be together: files and code.</param>
    /// <returns>How many were forgotten.</returns>
    public int Forget(long now, long mostBytes)
    {
        List<Prospect> forgotten = _all.FindAll(p => p.Module.WasAsked || now - p.Publication.Time > patience);
        long bytes = 0;
        int count = 0;
        foreach (Prospect prospect in _all.Except(forgotten).OrderByDescending(p => p.Publication.Number).ToList())
        {
            bytes += prospect.Module.File.Bytes.Length + prospect.Module.Bytes;
            if (++count > most || bytes > mostBytes)
            {
                forgotten.Add(prospect);
            }
        }

        forgotten.ForEach(Remove);
        return forgotten.Count;
    }

    /// <summary>What is compiled next, if anything: what is probable in any module comes before what is not.</summary>
    public (Prospect Prospect, Unit Unit)? Next()
    {
        foreach (int rarity in s_rarities)
        {
            foreach (Prospect prospect in _all)
            {
                Update(prospect);
                if (!prospect.IsReady && !prospect.Module.WasAsked && prospect.Module.GuessUnasked(rarity) is { } unit)
                {
                    prospect.UnderWay++;
                    return (prospect, unit);
                }
            }
        }

        return null;
    }

    /// <summary>A module of which all is compiled that should be, since it was last asked for one.</summary>
    public Prospect? TakeReady()
    {
        Prospect? ready = _all.Find(p => !p.IsReady && p.UnderWay == 0 && !p.Module.WasAsked);
        if (ready is not null)
        {
            ready.IsReady = true;
        }

        return ready;
    }

    private void Update(Prospect prospect)
    {
        if (prospect.Version != _version)
        {
            _called ??= CalledFunctions();
            ModuleFile file = prospect.Module.File;
            prospect.Version = _version;
            if (prospect.Module.Expect(prospect.Beginning, [.. Prospect.Roots(file).Where(id => _called.Contains(file.FunctionName(id)))]))
            {
                prospect.IsReady = false;
            }
        }
    }

    private HashSet<string> CalledFunctions()
    {
        HashSet<string> called = [];
        foreach (Prospect prospect in _all)
        {
            for (uint i = 0; i < prospect.Module.File.ImportCount; i++)
            {
                called.Add(prospect.Module.File.ImportName(i));
            }
        }

        return called;
    }
}
