// A module of IR: what is in it, and how it is changed, linked, optimised and written.

using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>A module of IR. Owned, until an operation that "consumes" it. Source: LLVMModuleRef in llvm-c/Core.h.</summary>
public sealed unsafe partial class LlvmModule : LlvmHandle
{
    private LlvmModule(LlvmContext context, LLVMOpaqueModule* module)
        : base(context)
    {
        Context = context;
        Adopt((nint)module);
    }

    /// <summary>Creates an empty module.</summary>
    public LlvmModule(LlvmContext context, string name)
        : base(context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        using CString nativeName = new(name, stackalloc byte[CString.StackSize]);
        Adopt((nint)LLVM.ModuleCreateWithNameInContext(nativeName.Pointer, context.Native));
    }

    /// <summary>The context the module belongs to.</summary>
    public LlvmContext Context { get; }

    /// <summary>The name given at creation, or that of the buffer.</summary>
    public string Name
    {
        get
        {
            nuint length;
            sbyte* name = LLVM.GetModuleIdentifier(Native, &length);
            return NativeText.Read(name, length);
        }
    }

    /// <summary>The target triple; empty when the module does not say.</summary>
    public string TargetTriple
    {
        get => NativeText.Read(LLVM.GetTarget(Native));
        set
        {
            using CString triple = new(value, stackalloc byte[CString.StackSize]);
            LLVM.SetTarget(Native, triple.Pointer);
        }
    }

    /// <summary>The data layout; empty when the module does not say.</summary>
    public string DataLayout
    {
        get => NativeText.Read(LLVM.GetDataLayoutStr(Native));
        set
        {
            using CString layout = new(value, stackalloc byte[CString.StackSize]);
            LLVM.SetDataLayout(Native, layout.Pointer);
        }
    }

    /// <summary>The functions, declarations included, in the order of the module.</summary>
    public IEnumerable<LlvmFunction> Functions
    {
        get
        {
            for (LlvmFunction? f = NextFunction(null); f is not null; f = NextFunction(f))
            {
                yield return f.Value;
            }
        }
    }

    /// <summary>The functions, variables, aliases and ifuncs, declarations included.</summary>
    public IEnumerable<LlvmGlobal> Globals
    {
        get
        {
            foreach (LlvmFunction function in Functions)
            {
                yield return function.Global;
            }

            for (LlvmGlobal? g = NextVariable(null); g is not null; g = NextVariable(g))
            {
                yield return g.Value;
            }

            for (LlvmGlobal? a = NextAlias(null); a is not null; a = NextAlias(a))
            {
                yield return a.Value;
            }

            for (LlvmGlobal? i = NextIFunc(null); i is not null; i = NextIFunc(i))
            {
                yield return i.Value;
            }
        }
    }

    internal LLVMOpaqueModule* Native => (LLVMOpaqueModule*)Pointer;

    /// <summary>The function of this name, or null.</summary>
    public LlvmFunction? FindFunction(string name)
    {
        using CString nativeName = new(name, stackalloc byte[CString.StackSize]);
        LLVMOpaqueValue* function = LLVM.GetNamedFunction(Native, nativeName.Pointer);
        return function is null ? null : new LlvmFunction(function);
    }

    /// <summary>The function of this name.</summary>
    /// <exception cref="KeyNotFoundException">The module has none.</exception>
    public LlvmFunction GetFunction(string name) =>
        FindFunction(name) ?? throw new KeyNotFoundException($"module '{Name}' has no function '{name}'");

    /// <summary>The variable of this name, or null.</summary>
    public LlvmGlobal? FindVariable(string name)
    {
        using CString nativeName = new(name, stackalloc byte[CString.StackSize]);
        LLVMOpaqueValue* global = LLVM.GetNamedGlobal(Native, nativeName.Pointer);
        return global is null ? null : new LlvmGlobal(global);
    }

    /// <summary>Declares a function; it becomes a definition with its first block.</summary>
    public LlvmFunction AddFunction(string name, LlvmType type)
    {
        using CString nativeName = new(name, stackalloc byte[CString.StackSize]);
        return new(LLVM.AddFunction(Native, nativeName.Pointer, type.Native));
    }

    /// <summary>Declares a variable; it becomes a definition with its initializer.</summary>
    public LlvmGlobal AddVariable(string name, LlvmType type)
    {
        using CString nativeName = new(name, stackalloc byte[CString.StackSize]);
        return new(LLVM.AddGlobal(Native, type.Native, nativeName.Pointer));
    }

    /// <summary>Checks the rules of the IR.</summary>
    /// <exception cref="LlvmException">They are broken; the message says where.</exception>
    public void Verify()
    {
        sbyte* message;
        bool broken = LLVM.VerifyModule(Native, LLVMVerifierFailureAction.LLVMReturnStatusAction, &message) != 0;
        string text = NativeText.Take(message);
        if (broken)
        {
            throw new LlvmException($"module '{Name}' is broken: {text.TrimEnd('\n')}");
        }
    }

    /// <summary>Moves everything of <paramref name="source"/> into this module. Consumes <paramref name="source"/>.</summary>
    /// <exception cref="ArgumentException">The modules belong to different contexts; nothing was consumed.</exception>
    /// <exception cref="LlvmException">They cannot be linked, for instance because both define a symbol. This module is then undefined.</exception>
    public void Link(LlvmModule source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!ReferenceEquals(source.Context, Context))
        {
            throw new ArgumentException("modules of different contexts cannot be linked: load both into one context", nameof(source));
        }

        if (ReferenceEquals(source, this))
        {
            throw new ArgumentException("a module cannot be linked into itself", nameof(source));
        }

        LLVMOpaqueModule* destination = Native;
        Context.Sink.Clear();
        string name = source.Name;
        if (LLVM.LinkModules2(destination, (LLVMOpaqueModule*)source.Detach()) != 0)
        {
            throw Context.Sink.ToException($"cannot link module '{name}'");
        }
    }

    /// <summary>A copy in the same context.</summary>
    public LlvmModule Clone() => new(Context, LLVM.CloneModule(Native));

    /// <summary>Removes all debug information.</summary>
    /// <returns>True if there was any.</returns>
    public bool StripDebugInfo() => LLVM.StripModuleDebugInfo(Native) != 0;

    /// <summary>The module as bitcode.</summary>
    public MemoryBuffer ToBitcode() => new(LLVM.WriteBitcodeToMemoryBuffer(Native));

    /// <summary>Writes the module as bitcode.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteBitcode(string path)
    {
        using MemoryBuffer bitcode = ToBitcode();
        using FileStream file = File.Create(path);
        file.Write(bitcode.AsSpan());
    }

    /// <summary>Writes the module as IR text.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteText(string path) => File.WriteAllText(path, ToString(), new UTF8Encoding(false));

    /// <summary>The module as IR text.</summary>
    public override string ToString() => NativeText.Take(LLVM.PrintModuleToString(Native));

    /// <summary>Moves the module to a new owner; this handle is closed.</summary>
    internal LlvmModule Take()
    {
        // The new owner must hold on to the context before Detach lets go of it.
        LLVMOpaqueModule* module = Native;
        LlvmModule owner = new(Context, module);
        _ = Detach();
        return owner;
    }

    private protected override void Free(nint pointer) => LLVM.DisposeModule((LLVMOpaqueModule*)pointer);

    private LlvmFunction? NextFunction(LlvmFunction? previous)
    {
        LLVMOpaqueValue* next = previous is { } p ? LLVM.GetNextFunction(p.Native) : LLVM.GetFirstFunction(Native);
        return next is null ? null : new LlvmFunction(next);
    }

    private LlvmGlobal? NextVariable(LlvmGlobal? previous)
    {
        LLVMOpaqueValue* next = previous is { } p ? LLVM.GetNextGlobal(p.Native) : LLVM.GetFirstGlobal(Native);
        return next is null ? null : new LlvmGlobal(next);
    }

    private LlvmGlobal? NextAlias(LlvmGlobal? previous)
    {
        LLVMOpaqueValue* next = previous is { } p ? LLVM.GetNextGlobalAlias(p.Native) : LLVM.GetFirstGlobalAlias(Native);
        return next is null ? null : new LlvmGlobal(next);
    }

    private LlvmGlobal? NextIFunc(LlvmGlobal? previous)
    {
        LLVMOpaqueValue* next = previous is { } p ? LLVM.GetNextGlobalIFunc(p.Native) : LLVM.GetFirstGlobalIFunc(Native);
        return next is null ? null : new LlvmGlobal(next);
    }
}
