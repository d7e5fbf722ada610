// What the compiler publishes in the cache while the daemon stands is opened and compiled before a program asks for it.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;

namespace RustJit.Daemon;

/// <summary>Watches the modules of one cache. Safe for any thread.</summary>
/// <param name="cache">The cache.</param>
/// <param name="modules">Gets the modules.</param>
/// <param name="level">The debug level that programs will ask for.</param>
internal sealed class PublishedModules(CacheDirectory cache, ModuleStore modules, DebugLevel level) : IDisposable
{
    // What was published is kept for so long, and no more of it. Objects are larger than the bitcode they are made from.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private const int MostModules = 256;
    private const long MostBytes = 128 << 20;

    // To open one again takes 10 ms, and they take up some 20 MB each.
    private const int MostReaders = 4;

    // After a build of thousands of files, this much; and in the long run a tenth of a processor.
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(20);
    private const double BudgetShare = 0.1;

    // How often one looks for the directory.
    private const int LookMilliseconds = 500;

    // A file is written before it is renamed.
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly DirectoryWatch _watch = new(cache.Modules);
    private readonly PublicationQueue _queue = new(MostModules, (long)s_patience.TotalMilliseconds);
    private readonly Prospects _prospects = new(MostModules, (long)s_patience.TotalMilliseconds);
    private readonly ProcessorBudget _budget = new(s_budget, BudgetShare, Environment.TickCount64);
    private readonly Queue<OpenModule> _withReaders = [];
    private volatile bool _isEnding;

    /// <summary>Begins to watch, in a thread of its own.</summary>
    /// <param name="wake">Called when there is something to do.</param>
    public void Start(Action wake)
    {
        if (!_watch.TryOpen(out string? problem))
        {
            Log.Write($"cannot watch '{cache.Modules}': {problem}; modules are compiled when programs ask");
            return;
        }

        new Thread(() => Watch(wake)) { IsBackground = true, Name = "watch" }.Start();
        if (Log.Enabled)
        {
            Log.Write($"watching {cache.Modules}");
        }
    }

    /// <summary>Something to do for a module that nobody has asked about; null when there is nothing, or enough was done.</summary>
    public Action? Next()
    {
        lock (_lock)
        {
            long now = Environment.TickCount64;
            if (_isEnding || !_budget.IsLeft(now))
            {
                return null;
            }

            if (_queue.TryTake(now, out Publication publication))
            {
                return Spending(() => Open(publication));
            }

            if (_prospects.Next() is { } next)
            {
                Action compile = Workers.Compiling(next.Prospect.Module, next.Unit, isAhead: true);
                return Spending(() =>
                {
                    compile();
                    Finish(next.Prospect, next.Unit);
                });
            }

            return _prospects.TakeReady() is { } ready ? Spending(() => Conclude(ready)) : null;
        }
    }

    /// <summary>Forgets what nobody will ask about.</summary>
    /// <param name="isCrowded">Memory is needed for what clients ask about.</param>
    public void Forget(bool isCrowded)
    {
        lock (_lock)
        {
            if (_prospects.Forget(Environment.TickCount64, isCrowded ? 0 : MostBytes) is var count and > 0 && Log.Enabled)
            {
                Log.Write($"{count} modules are no longer expected to be asked about, {_prospects.Count} are");
            }

            if (_prospects.Count == 0)
            {
                _withReaders.Clear(); // They are closed, or clients have them.
            }
        }
    }

    /// <summary>There will be nothing to do any more.</summary>
    public void Stop() => _isEnding = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _watch.Dispose();
    }

    private void Watch(Action wake)
    {
        NativeMethods.Yield(19);
        DateTimeOffset known = DateTimeOffset.UtcNow;
        List<string> names = [];
        while (!_isEnding)
        {
            names.Clear();
            DateTimeOffset now = DateTimeOffset.UtcNow;
            WatchResult result = _watch.Wait(LookMilliseconds, names);
            if (result == WatchResult.Incomplete)
            {
                names.AddRange(NewerThan(known));
            }

            known = result == WatchResult.Missing ? known : now - s_slack;
            if (Add(names))
            {
                wake();
            }
        }
    }

    private bool Add(List<string> names)
    {
        bool isAny = false;
        lock (_lock)
        {
            foreach (string name in names)
            {
                if (PublishedFile.TryReadName(name, out ContentHash hash) && !_prospects.Contains(hash))
                {
                    isAny = true;
                    _ = _queue.Add(hash, Environment.TickCount64);
                }
            }
        }

        return isAny;
    }

    // The oldest first, as if they were heard of one after the other.
    private List<string> NewerThan(DateTimeOffset time)
    {
        List<(DateTimeOffset Time, string Name)> files = [];
        try
        {
            foreach (string path in Directory.EnumerateFiles(cache.Modules))
            {
                if (FileStatus.Read(path, out _) is { } status && status.Modified >= time)
                {
                    files.Add((status.Modified, Path.GetFileName(path)));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was removed meanwhile, or is not for this user.
        }

        files.Sort();
        return files.ConvertAll(f => f.Name);
    }

    private Action Spending(Action work) => () =>
    {
        TimeSpan start = NativeMethods.ThreadTime();
        work();
        lock (_lock)
        {
            _budget.Spend(NativeMethods.ThreadTime() - start);
        }
    };

    private void Open(Publication publication)
    {
        if (Directory.Exists(cache.ImagesOf(publication.Hash)))
        {
            return; // It was run before: an equal file was published again.
        }

        long start = Stopwatch.GetTimestamp();
        if (PublishedFile.Read(cache, publication.Hash, out string? problem) is not { } file)
        {
            if (problem is not null && Log.Enabled)
            {
                Log.Write($"ignored {PublishedFile.PathOf(cache, publication.Hash)}: {problem}");
            }

            return;
        }

        OpenModule module = modules.Add(publication.Hash, file, level);
        if (Log.Enabled)
        {
            Log.Write($"published {publication.Hash} ({file.SourceName}): {file.FunctionCount} functions {Log.Since(start)}");
        }

        Prospect prospect = new(module, publication);
        lock (_lock)
        {
            if (_prospects.Contains(publication.Hash) || module.WasAsked)
            {
                module.Release(); // A client has been faster.
                return;
            }

            _prospects.Add(prospect);
            _ = _prospects.Forget(Environment.TickCount64, MostBytes);
        }
    }

    private void Finish(Prospect prospect, Unit unit)
    {
        lock (_lock)
        {
            prospect.UnderWay--;
            if (unit.Outcome.Result is { Object: null, Problem: var problem } && !unit.IsAbandoned)
            {
                // It would not become better; and a client that asks is told.
                _prospects.Remove(prospect);
                if (Log.Enabled)
                {
                    Log.Write($"not compiled ahead: {problem}");
                }
            }
        }
    }

    private void Conclude(Prospect prospect)
    {
        OpenModule module = prospect.Module;
        long start = Stopwatch.GetTimestamp();
        module.Acquire();
        try
        {
            module.Conclude(prospect.Beginning is [var first, ..] ? first : null);
        }
        catch (CompilationException)
        {
            // The client that asks is told.
        }

        lock (_lock)
        {
            _withReaders.Enqueue(module);
            if (_withReaders.Count > MostReaders)
            {
                _withReaders.Dequeue().CloseReaders();
            }
        }

        if (Log.Enabled)
        {
            Log.Write($"ready {module.Hash} ({module.File.SourceName}): {module.FinishedCount} units, {module.Bytes} bytes {Log.Since(start)}");
        }

        module.Release();
    }
}
