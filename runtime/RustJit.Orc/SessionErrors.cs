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

    public Action<string>? Reported { get; set; }

    public static void Attach(LLVMOrcOpaqueExecutionSession* session, nint errors) =>
        LLVM.OrcExecutionSessionSetErrorReporter(session, &Report, (void*)errors);

    public void Add(string message)
    {
        lock (_messages)
        {
            _messages.Add(message);
        }

        Reported?.Invoke(message);
    }

    /// <summary>The failure of a call, with what was reported on the way to it. Empties the list.</summary>
    public LlvmException ToException(string failure)
    {
        lock (_messages)
        {
            string text = _messages.Count == 0 ? failure : $"{failure}: {string.Join("; ", _messages)}";
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
