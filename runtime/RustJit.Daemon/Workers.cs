// The threads that compile: what clients wait for first, packing next, then what they may ask for, and at last what nobody
// has asked about.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using RustJit.Compiler;
using RustJit.Core;
using RustJit.Protocol;

namespace RustJit.Daemon;

/// <summary>A bounded pool. Safe for any thread.</summary>
internal sealed class Workers
{
    // LLVM recurses deeply over large functions; the runtime gives it 8 MB.
    private const int StackSize = 16 << 20;

    private readonly object _lock = new(); // With waits, which Lock does not have.
    private readonly Queue<Action> _demands = [];
    private readonly Queue<Action> _jobs = [];
    private readonly Queue<OpenModule> _ahead = [];
    private readonly Func<Action?> _unasked;
    private readonly int _threads;
    private int _busy;
    private int _busyUnasked;
    private long _reminders; // While it is what _answered says, there is nothing to do for nobody.
    private long _answered;
    private bool _isEnding;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many compile at a time; for clients that wait, there is always one.</param>
    /// <param name="unasked">
    /// Returns something to do for nobody, or null. It is asked after <see cref="Remind"/> when there is nothing else, and one
    /// processor is left alone.
    /// </param>
    public Workers(int threads, Func<Action?>? unasked = null)
    {
        _threads = threads;
        _unasked = unasked ?? (() => null);
        for (int i = 1; i < threads && unasked is not null; i++)
        {
            new Thread(Unasked, StackSize) { IsBackground = true, Name = $"unasked {i}" }.Start();
        }

        for (int i = 0; i < threads; i++)
        {
            new Thread(() => Loop(NextDemand), StackSize) { IsBackground = true, Name = $"compiler {i}" }.Start();
            if (threads > 1)
            {
                new Thread(CompileAhead, StackSize) { IsBackground = true, Name = $"ahead {i}" }.Start();
            }
        }
    }

    /// <summary>Whether there is nothing to do that somebody has asked for.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _busy == _busyUnasked && _demands.Count == 0 && _jobs.Count == 0;
            }
        }
    }

    /// <summary>Compiles a unit that a client waits for.</summary>
    public void Demand(OpenModule module, Unit unit) => Enqueue(_demands, Compiling(module, unit, isAhead: false));

    /// <summary>Makes the image that a client waits for.</summary>
    public Task<Answer> AssembleAsync(OpenModule module, Unit unit, CompileRequest request)
    {
        TaskCompletionSource<Answer> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        module.Acquire(); // The client may be gone before this is done.
        Enqueue(_demands, () =>
        {
            try
            {
                done.SetResult(module.Assemble(unit, request));
            }
            catch (CompilationException e)
            {
                done.SetException(e);
            }
            finally
            {
                module.Release();
            }
        });
        return done.Task;
    }

    /// <summary>Does something when nobody waits.</summary>
    public void Later(Action job) => Enqueue(_jobs, job);

    /// <summary>There may be something to do for nobody.</summary>
    public void Remind()
    {
        lock (_lock)
        {
            _reminders++;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Forgets what might be compiled ahead: the daemon ends.</summary>
    public void DropGuesses()
    {
        lock (_lock)
        {
            _isEnding = true;
            while (_ahead.TryDequeue(out OpenModule? module))
            {
                module.Release();
            }
        }
    }

    /// <summary>Compiles what may be asked for next, as long as there is a use for it.</summary>
    public void Ahead(OpenModule module)
    {
        if (_threads < 2)
        {
            return; // It would keep a client waiting.
        }

        lock (_lock)
        {
            if (!_ahead.Contains(module))
            {
                module.Acquire();
                _ahead.Enqueue(module);
            }

            Monitor.PulseAll(_lock);
        }
    }

    private void CompileAhead()
    {
        NativeMethods.Yield(10);
        Loop(NextGuess);
    }

    private void Unasked()
    {
        NativeMethods.Yield(19);
        Loop(NextUnasked);
    }

    private void Loop(Func<Action?> next)
    {
        while (true)
        {
            Action step = Take(next);
            try
            {
                step();
            }
            finally
            {
                lock (_lock)
                {
                    _busy--;
                    Monitor.PulseAll(_lock);
                }
            }
        }
    }

    private void Enqueue(Queue<Action> queue, Action work)
    {
        lock (_lock)
        {
            queue.Enqueue(work);
            Monitor.PulseAll(_lock);
        }
    }

    // Waits until there is something for this thread.
    private Action Take(Func<Action?> next)
    {
        lock (_lock)
        {
            while (true)
            {
                if (next() is { } step)
                {
                    _busy++;
                    return step;
                }

                Monitor.Wait(_lock);
            }
        }
    }

    private Action? NextDemand() => _demands.TryDequeue(out Action? step) || _jobs.TryDequeue(out step) ? step : null;

    // One unit of each module in turn.
    private Action? NextGuess()
    {
        while (_busy - _busyUnasked < _threads && _ahead.TryDequeue(out OpenModule? module))
        {
            if (module.Guess() is { } unit)
            {
                _ahead.Enqueue(module);
                return Compiling(module, unit, isAhead: true);
            }

            module.Release();
        }

        return null;
    }

    // What it is, is decided without the lock: this thread may be without a processor for long, and clients need the lock.
    private Action? NextUnasked()
    {
        if (_isEnding || _reminders == _answered || _busy != _busyUnasked || _demands.Count + _jobs.Count + _ahead.Count > 0)
        {
            return null;
        }

        _busyUnasked++;
        long reminders = _reminders;
        return () => WorkUnasked(reminders);
    }

    private void WorkUnasked(long reminders)
    {
        bool isDone = false;
        try
        {
            Action? step = _unasked();
            isDone = step is null;
            step?.Invoke();
        }
        finally
        {
            lock (_lock)
            {
                _busyUnasked--;
                if (isDone)
                {
                    _answered = reminders;
                }
                else
                {
                    _reminders++; // What was done may be followed by something.
                }
            }
        }
    }

    /// <summary>Work that compiles a unit. The module stays open until that is done.</summary>
    /// <param name="module">The module.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="isAhead">Whether nobody waits.</param>
    public static Action Compiling(OpenModule module, Unit unit, bool isAhead)
    {
        module.Acquire();
        return () =>
        {
            Compile(module, unit, isAhead);
            module.Release();
        };
    }

    private static void Compile(OpenModule module, Unit unit, bool isAhead)
    {
        long start = Stopwatch.GetTimestamp();
        ModuleCompiler compiler = module.TakeCompiler(isAhead);
        UnitOutcome outcome;
        try
        {
            CompiledUnit code = compiler.Compile(unit.Plan, LinkerChoice.Image);
            outcome = new UnitOutcome(code, (uint)Stopwatch.GetElapsedTime(start).TotalMicroseconds, null);
        }
        catch (CompilationException e)
        {
            outcome = new UnitOutcome(null, 0, e.Message);
        }

        module.ReturnCompiler(compiler, isAhead);
        module.Finish(unit, outcome);
    }
}
