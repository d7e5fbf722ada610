// What ORC reports outside of any call: for instance which symbols a failed link was missing.

using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>The error reporter of one session.</summary>
internal sealed unsafe class SessionErrors
{
    private readonly List<string> _messages = [];
    private int _lookups;

    public Action<string>? Reported { get; set; }

    public static void Attach(LLVMOrcOpaqueExecutionSession* session, nint errors) =>
        LLVM.OrcExecutionSessionSetErrorReporter(session, &Report, (void*)errors);

    public void Add(string message)
    {
        bool hasReader;
        lock (_messages)
        {
            _messages.Add(message);
            hasReader = _lookups != 0;
        }

        Reported?.Invoke(message);
        if (!hasReader && Reported is null)
        {
            // From a lazy function's first call, for instance: no exception will carry this.
            Console.Error.WriteLine($"JIT session error: {message}");
        }
    }

    /// <summary>Begins a lookup. What was reported before the first of several that overlap belongs to none of them.</summary>
    public void Enter()
    {
        lock (_messages)
        {
            if (_lookups++ == 0)
            {
                _messages.Clear();
            }
        }
    }

    /// <summary>Ends a lookup.</summary>
    public void Exit()
    {
        lock (_messages)
        {
            _lookups--;
        }
    }

    /// <summary>The failure of a call, with what was reported on the way to it. Empties the list.</summary>
    public LlvmException ToException(string failure)
    {
        lock (_messages)
        {
            // The cause first: ORC's own text lists every symbol that could not be made because of it.
            string text = string.Join('\n', [.. _messages, failure]);
            _messages.Clear();
            return new LlvmException(text);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Report(void* errors, LLVMOpaqueError* error)
    {
        try
        {
            ((SessionErrors)GCHandle.FromIntPtr((nint)errors).Target!).Add(LlvmException.TakeMessage(error));
        }
        catch (Exception e)
        {
            // Nothing may unwind into LLVM; the error itself was consumed above.
            Console.Error.WriteLine(e.Message);
        }
    }
}
