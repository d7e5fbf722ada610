// Collects what an LLVM context has to say. Without a handler LLVM prints errors and ends the process.

using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>The receiver of one context's diagnostics.</summary>
internal sealed unsafe class DiagnosticSink
{
    // Numbers instead of GC handles: a module inside a JIT keeps its native context alive after our object is gone.
    private static readonly Dictionary<nint, DiagnosticSink> s_sinks = [];
    private static nint s_lastId;

    private readonly List<LlvmDiagnostic> _errors = [];
    private nint _id;

    public Action<LlvmDiagnostic>? Reported { get; set; }

    public void Attach(LLVMOpaqueContext* context)
    {
        lock (s_sinks)
        {
            _id = ++s_lastId;
            s_sinks.Add(_id, this);
        }

        LLVM.ContextSetDiagnosticHandler(context, &Handle, (void*)_id);
    }

    public void Detach()
    {
        lock (s_sinks)
        {
            s_sinks.Remove(_id);
        }
    }

    /// <summary>Forgets what an earlier operation left.</summary>
    public void Clear()
    {
        lock (_errors)
        {
            _errors.Clear();
        }
    }

    /// <summary>The errors since <see cref="Clear"/> as an exception; <paramref name="otherwise"/> when there is none.</summary>
    public LlvmException ToException(string otherwise)
    {
        lock (_errors)
        {
            LlvmException exception = _errors.Count == 0 ? new(otherwise) : new([.. _errors]);
            _errors.Clear();
            return exception;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Handle(LLVMOpaqueDiagnosticInfo* info, void* id)
    {
        try
        {
            DiagnosticSink? sink;
            lock (s_sinks)
            {
                sink = s_sinks.GetValueOrDefault((nint)id);
            }

            LlvmSeverity severity = (LlvmSeverity)LLVM.GetDiagInfoSeverity(info);
            LlvmDiagnostic diagnostic = LlvmDiagnostic.Parse(NativeText.Take(LLVM.GetDiagInfoDescription(info)), severity);
            if (sink is not null)
            {
                sink.Add(diagnostic);
            }
            else if (severity == LlvmSeverity.Error)
            {
                Console.Error.WriteLine(diagnostic);
            }
        }
        catch (Exception e)
        {
            // Nothing may unwind into LLVM; a diagnostic that cannot be stored must still be seen.
            Console.Error.WriteLine(e.Message);
        }
    }

    private void Add(LlvmDiagnostic diagnostic)
    {
        if (diagnostic.Severity == LlvmSeverity.Error)
        {
            lock (_errors)
            {
                _errors.Add(diagnostic);
            }
        }

        Reported?.Invoke(diagnostic);
    }
}
