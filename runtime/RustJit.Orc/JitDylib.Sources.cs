// Where a JITDylib finds what is not defined in it: generators, the process, libraries, lazy functions.

using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>Finds the address of a symbol that a JITDylib does not define; 0 leaves it to the next source.</summary>
/// <param name="dylib">Where the symbol is missing.</param>
/// <param name="name">The symbol.</param>
/// <remarks>Called on the thread that runs the lookup. An exception fails the lookup and its message is kept.</remarks>
public delegate nuint SymbolResolver(JitDylib dylib, string name);

public readonly unsafe partial struct JitDylib
{
    /// <summary>Asks <paramref name="resolver"/> for symbols that are not defined; each answer becomes a definition.</summary>
    /// <remarks>Source: LLVMOrcCreateCustomCAPIDefinitionGenerator in llvm-c/Orc.h.</remarks>
    public void AddGenerator(SymbolResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        LLVMOrcOpaqueJITDylib* dylib = Native;
        nint generator = GCHandle.ToIntPtr(GCHandle.Alloc(new Generator(Session, resolver)));
        LLVM.OrcJITDylibAddGenerator(dylib, LLVM.OrcCreateCustomCAPIDefinitionGenerator(&OnGenerate, (void*)generator, &OnDisposeGenerator));
    }

    /// <summary>Makes the symbols of the process visible. The main JITDylib sees them anyway.</summary>
    /// <param name="filter">Which of them; null for all. Called from any thread; must not throw.</param>
    public void AddProcessSymbols(Predicate<string>? filter = null)
    {
        LLVMOrcOpaqueJITDylib* dylib = Native;
        LLVMOrcOpaqueDefinitionGenerator* generator;
        LlvmException.ThrowIfFailed(LLVM.OrcCreateDynamicLibrarySearchGeneratorForProcess(
            &generator,
            0,
            filter is null ? null : &OnFilter,
            filter is null ? null : (void*)Session.Pin(filter)));
        LLVM.OrcJITDylibAddGenerator(dylib, generator);
    }

    /// <summary>Makes the symbols of a shared library visible, which is loaded into the process.</summary>
    /// <exception cref="LlvmException">It cannot be loaded.</exception>
    public void AddLibrary(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        LLVMOrcOpaqueJITDylib* dylib = Native;
        using CString text = new(path, stackalloc byte[CString.StackSize]);
        LLVMOrcOpaqueDefinitionGenerator* generator;
        LlvmException.ThrowIfFailed(LLVM.OrcCreateDynamicLibrarySearchGeneratorForPath(&generator, text.Pointer, 0, null, null));
        LLVM.OrcJITDylibAddGenerator(dylib, generator);
    }

    /// <summary>Links members of a static library as they are needed.</summary>
    /// <exception cref="LlvmException">It cannot be read.</exception>
    public void AddStaticLibrary(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        LLVMOrcOpaqueJITDylib* dylib = Native;
        using CString text = new(path, stackalloc byte[CString.StackSize]);
        LLVMOrcOpaqueDefinitionGenerator* generator;
        LLVMOrcOpaqueObjectLayer* layer = LLVM.OrcLLJITGetObjLinkingLayer(Session.Native);
        LlvmException.ThrowIfFailed(LLVM.OrcCreateStaticLibrarySearchGeneratorForPath(&generator, layer, text.Pointer));
        LLVM.OrcJITDylibAddGenerator(dylib, generator);
    }

    /// <summary>
    /// Defines functions that look up and call functions of <paramref name="source"/> when they are first called; later
    /// calls cost one indirect jump. The alias and its target may be in the same JITDylib, under different names.
    /// </summary>
    /// <param name="source">Where the targets are.</param>
    /// <param name="aliases">The name to define, and the name of the function behind it.</param>
    /// <exception cref="LlvmException">A name is defined already.</exception>
    /// <remarks>Source: LLVMOrcLazyReexports in llvm-c/Orc.h.</remarks>
    public void DefineLazily(JitDylib source, params ReadOnlySpan<(string Alias, string Target)> aliases)
    {
        const JitSymbolFlags Function = JitSymbolFlags.Exported | JitSymbolFlags.Callable;
        LLVMOrcOpaqueExecutionSession* session = Session.Session;
        Session.GetLazySupport(out LLVMOrcOpaqueLazyCallThroughManager* callThrough, out LLVMOrcOpaqueIndirectStubsManager* stubs);
        var pairs = new LLVMOrcCSymbolAliasMapPair[aliases.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i].Name = NativeSymbols.Intern(session, aliases[i].Alias);
            pairs[i].Entry = new() { Name = NativeSymbols.Intern(session, aliases[i].Target), Flags = NativeSymbols.Flags(Function) };
        }

        fixed (LLVMOrcCSymbolAliasMapPair* p = pairs)
        {
            Define(LLVM.OrcLazyReexports(callThrough, stubs, source.Native, p, (nuint)pairs.Length));
        }
    }

    /// <summary>
    /// Adds a module whose functions are compiled on the first call of one of them, not when they are linked to. Their
    /// bodies get names ending in <c>$lazy</c>. Consumes the module, also on failure.
    /// </summary>
    /// <exception cref="LlvmException">A symbol is defined already.</exception>
    public void AddLazyModule(LlvmModule module, ModuleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        using LlvmModule owned = module.Take();
        var aliases = new List<(string Alias, string Target)>();
        foreach (LlvmFunction function in owned.Functions)
        {
            LlvmGlobal global = function.Global;
            if (!global.IsDeclaration && global.Linkage == LlvmLinkage.External)
            {
                string name = global.Name;
                global.Name = name + "$lazy";
                aliases.Add((name, global.Name));
            }
        }

        AddModule(owned, options);
        DefineLazily(this, CollectionsMarshal.AsSpan(aliases));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static LLVMOpaqueError* OnGenerate(
        LLVMOrcOpaqueDefinitionGenerator* self,
        void* context,
        LLVMOrcOpaqueLookupState** state,
        LLVMOrcLookupKind kind,
        LLVMOrcOpaqueJITDylib* dylib,
        LLVMOrcJITDylibLookupFlags flags,
        LLVMOrcCLookupSetElement* set,
        nuint count)
    {
        try
        {
            var generator = (Generator)GCHandle.FromIntPtr((nint)context).Target!;
            var target = new JitDylib(generator.Session, dylib);
            var found = new List<HostSymbol>();
            for (nuint i = 0; i < count; i++)
            {
                string name = NativeSymbols.Name(set[i].Name);
                nuint address = generator.Resolver(target, name);
                if (address != 0)
                {
                    found.Add(new HostSymbol(name, address));
                }
            }

            if (found.Count != 0)
            {
                target.Define(CollectionsMarshal.AsSpan(found));
            }

            return null;
        }
        catch (Exception e)
        {
            return LlvmException.ToNative(e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDisposeGenerator(void* context) => GCHandle.FromIntPtr((nint)context).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnFilter(void* context, LLVMOrcOpaqueSymbolStringPoolEntry* symbol)
    {
        try
        {
            return ((Predicate<string>)GCHandle.FromIntPtr((nint)context).Target!)(NativeSymbols.Name(symbol)) ? 1 : 0;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e.Message);
            return 0;
        }
    }

    private sealed record Generator(LLJit Session, SymbolResolver Resolver);
}
