// The threads that compile: what clients wait for first, packing next, what they may ask for at last.

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
    private readonly int _threads;
    private int _busy;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many compile at a time; for clients that wait, there is always one.</param>
    public Workers(int threads)
    {
        _threads = threads;
        for (int i = 0; i < threads; i++)
        {
            new Thread(() => Loop(NextDemand), StackSize) { IsBackground = true, Name = $"compiler {i}" }.Start();
            if (threads > 1)
            {
                new Thread(CompileAhead, StackSize) { IsBackground = true, Name = $"ahead {i}" }.Start();
            }
        }
    }

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _busy == 0 && _demands.Count == 0 && _jobs.Count == 0;
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

    /// <summary>Forgets what might be compiled ahead: the daemon ends.</summary>
    public void DropGuesses()
    {
        lock (_lock)
        {
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
        NativeMethods.Yield();
        Loop(NextGuess);
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
        while (_busy < _threads && _ahead.TryDequeue(out OpenModule? module))
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

    // The module stays open until that is done.
    private static Action Compiling(OpenModule module, Unit unit, bool isAhead)
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
