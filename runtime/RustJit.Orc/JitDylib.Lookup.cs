// Lookups: the calls that make ORC compile and link.

using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using RustJit.Interop;

namespace RustJit.Orc;

public readonly unsafe partial struct JitDylib
{
    /// <summary>The address of a symbol, compiled and linked with all it needs.</summary>
    /// <exception cref="LlvmException">There is no such symbol, or something it needs is missing; the message names it.</exception>
    public nuint Lookup(string name)
    {
        Span<nuint> address = stackalloc nuint[1];
        Lookup([name], address);
        return address[0];
    }

    /// <summary>The addresses of several symbols, in their order.</summary>
    /// <exception cref="LlvmException">One of them, or something it needs, is missing; the message names it.</exception>
    public void Lookup(ReadOnlySpan<string> names, Span<nuint> addresses)
    {
        Run(names, LLVMOrcSymbolLookupFlags.LLVMOrcSymbolLookupFlagsRequiredSymbol).Addresses.CopyTo(addresses);
    }

    /// <summary>As <see cref="Lookup(string)"/>, but false when nothing defines the symbol.</summary>
    /// <exception cref="LlvmException">It is defined, but something it needs is missing; the message names it.</exception>
    public bool TryLookup(string name, out nuint address)
    {
        address = Run([name], LLVMOrcSymbolLookupFlags.LLVMOrcSymbolLookupFlagsWeaklyReferencedSymbol).Addresses[0];
        return address != 0;
    }

    private Query Run(ReadOnlySpan<string> names, LLVMOrcSymbolLookupFlags flags)
    {
        LLJit jit = Session;
        bool added = false;
        jit.DangerousAddRef(ref added);
        jit.Errors.Enter();
        var query = new Query(names.Length);
        GCHandle handle = GCHandle.Alloc(query);
        try
        {
            LLVMOrcOpaqueExecutionSession* session = jit.Session;
            var set = new LLVMOrcCLookupSetElement[names.Length];
            for (int i = 0; i < names.Length; i++)
            {
                // One reference goes to the lookup, the other one is ours for telling the results apart.
                set[i] = new() { Name = NativeSymbols.Intern(session, names[i]), LookupFlags = flags };
                LLVM.OrcRetainSymbolStringPoolEntry(set[i].Name);
                query.Names[i] = (nint)set[i].Name;
            }

            LLVMOrcCJITDylibSearchOrderElement order = new()
            {
                JD = Native,
                JDLookupFlags = LLVMOrcJITDylibLookupFlags.LLVMOrcJITDylibLookupFlagsMatchAllSymbols,
            };
            fixed (LLVMOrcCLookupSetElement* elements = set)
            {
                LLVM.OrcExecutionSessionLookup(
                    session,
                    LLVMOrcLookupKind.LLVMOrcLookupKindStatic,
                    &order,
                    1,
                    elements,
                    (nuint)set.Length,
                    &OnResult,
                    (void*)GCHandle.ToIntPtr(handle));
            }

            query.Wait();
            foreach (nint name in query.Names)
            {
                LLVM.OrcReleaseSymbolStringPoolEntry((LLVMOrcOpaqueSymbolStringPoolEntry*)name);
            }

            return query.Error is null ? query : throw jit.Errors.ToException(query.Error);
        }
        finally
        {
            handle.Free();
            jit.Errors.Exit();
            jit.DangerousRelease();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnResult(LLVMOpaqueError* error, LLVMOrcCSymbolMapPair* result, nuint count, void* context)
    {
        // Orc.h calls the context undefined after a failure; in fact it is always the one that was given.
        var query = (Query)GCHandle.FromIntPtr((nint)context).Target!;
        query.Complete(error, new ReadOnlySpan<LLVMOrcCSymbolMapPair>(result, checked((int)count)));
    }

    /// <summary>One lookup; another thread may be the one to finish it.</summary>
    private sealed class Query(int count)
    {
        private bool _done;

        public nint[] Names { get; } = new nint[count];

        public nuint[] Addresses { get; } = new nuint[count];

        public string? Error { get; private set; }

        public void Complete(LLVMOpaqueError* error, ReadOnlySpan<LLVMOrcCSymbolMapPair> result)
        {
            lock (Names)
            {
                Error = error is null ? null : LlvmException.TakeMessage(error);
                foreach (LLVMOrcCSymbolMapPair pair in result)
                {
                    for (int i = 0; i < Names.Length; i++)
                    {
                        if (Names[i] == (nint)pair.Name)
                        {
                            Addresses[i] = (nuint)pair.Sym.Address;
                        }
                    }
                }

                _done = true;
                Monitor.PulseAll(Names);
            }
        }

        public void Wait()
        {
            lock (Names)
            {
                while (!_done)
                {
                    Monitor.Wait(Names);
                }
            }
        }
    }
}
