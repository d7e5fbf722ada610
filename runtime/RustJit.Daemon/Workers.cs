// The threads that compile: what clients wait for first, packing next, what they may ask for at last.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using RustJit.Compiler;
using RustJit.Core;

namespace RustJit.Daemon;

/// <summary>A bounded pool. Safe for any thread.</summary>
internal sealed class Workers
{
    // LLVM recurses deeply over large functions; the runtime gives it 8 MB.
    private const int StackSize = 16 << 20;
    private const int MostGuesses = 4096;

    private readonly object _lock = new(); // With waits, which Lock does not have.
    private readonly Queue<(OpenModule Module, Unit Unit)> _demands = [];
    private readonly Queue<Action> _jobs = [];
    private readonly Stack<(OpenModule Module, uint Function)> _guesses = [];
    private readonly int _threads;
    private int _guessing;
    private int _busy;

    /// <summary>Starts the threads.</summary>
    public Workers(int threads)
    {
        _threads = threads;
        for (int i = 0; i < threads; i++)
        {
            new Thread(Loop, StackSize) { IsBackground = true, Name = $"compiler {i}" }.Start();
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
    public void Demand(OpenModule module, Unit unit)
    {
        module.Acquire();
        lock (_lock)
        {
            _demands.Enqueue((module, unit));
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Does something when nobody waits.</summary>
    public void Later(Action job)
    {
        lock (_lock)
        {
            _jobs.Enqueue(job);
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Compiles ahead what a unit may call. A program goes from a function to those it calls.</summary>
    public void Ahead(OpenModule module, Unit unit)
    {
        if (_threads < 2)
        {
            return; // It would keep a client waiting.
        }

        List<uint> likely = module.LikelyNext(unit);
        lock (_lock)
        {
            if (_guesses.Count + likely.Count > MostGuesses)
            {
                DropGuesses();
            }

            // The first is to be on top.
            for (int i = likely.Count - 1; i >= 0; i--)
            {
                module.Acquire();
                _guesses.Push((module, likely[i]));
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Forgets all guesses: the daemon ends.</summary>
    public void DropGuesses()
    {
        lock (_lock)
        {
            while (_guesses.TryPop(out (OpenModule Module, uint) guess))
            {
                guess.Module.Release();
            }
        }
    }

    private void Loop()
    {
        while (true)
        {
            Action step = Next(out bool isGuess);
            try
            {
                step();
            }
            finally
            {
                lock (_lock)
                {
                    _busy--;
                    _guessing -= isGuess ? 1 : 0;
                    Monitor.Pulse(_lock);
                }
            }
        }
    }

    // Waits until there is something for this thread.
    private Action Next(out bool isGuess)
    {
        lock (_lock)
        {
            while (true)
            {
                isGuess = false;
                if (_demands.TryDequeue(out (OpenModule Module, Unit Unit) demand))
                {
                    _busy++;
                    return () =>
                    {
                        Compile(demand.Module, demand.Unit);
                        demand.Module.Release();
                    };
                }

                if (_jobs.TryDequeue(out Action? job))
                {
                    _busy++;
                    return job;
                }

                // One thread stays free for the next client.
                if (_guessing < _threads - 1 && _guesses.TryPop(out (OpenModule Module, uint Function) guess))
                {
                    _busy++;
                    _guessing++;
                    isGuess = true;
                    return () => TryGuess(guess.Module, guess.Function);
                }

                Monitor.Wait(_lock);
            }
        }
    }

    private void TryGuess(OpenModule module, uint function)
    {
        if (module.Guess(function) is { } unit)
        {
            Compile(module, unit);
            Ahead(module, unit);
        }

        module.Release();
    }

    private static void Compile(OpenModule module, Unit unit)
    {
        long start = Stopwatch.GetTimestamp();
        ModuleCompiler compiler = module.TakeCompiler();
        CompiledUnit? code = null;
        UnitOutcome outcome;
        try
        {
            code = compiler.Compile(unit.Plan, LinkerChoice.Image);
            byte[] image = ImageLinker.Link(module.File, module.Hash, [code], module.Options);
            outcome = new UnitOutcome(image, code, (uint)Stopwatch.GetElapsedTime(start).TotalMicroseconds, null);
        }
        catch (CompilationException e)
        {
            code?.Dispose();
            outcome = new UnitOutcome(null, null, 0, e.Message);
        }

        module.ReturnCompiler(compiler);
        module.Finish(unit, outcome);
    }
}
