// The code generator for one processor: objects and assembly from modules.

using System;
using System.Text;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>What a <see cref="TargetMachine"/> generates code for.</summary>
public sealed record TargetOptions
{
    /// <summary>The triple; null for this machine's.</summary>
    public string? Triple { get; init; }

    /// <summary>The processor, as for <c>-mcpu</c>; null for this machine's.</summary>
    public string? Cpu { get; init; }

    /// <summary>The features, as for <c>-mattr</c>; null for this machine's.</summary>
    public string? Features { get; init; }

    /// <summary>The effort of the code generator, from 0 to 3.</summary>
    public int Level { get; init; } = 2;

    /// <summary>Position-independent code, which a JIT needs unless everything is close together.</summary>
    public bool PositionIndependent { get; init; } = true;
}

/// <summary>A code generator. Source: LLVMTargetMachineRef in llvm-c/TargetMachine.h.</summary>
/// <remarks>One thread at a time may use it.</remarks>
public sealed unsafe class TargetMachine : LlvmHandle
{
    /// <summary>Creates a code generator.</summary>
    /// <param name="options">What for; null for this machine at level 2.</param>
    /// <exception cref="LlvmException">This LLVM cannot generate code for the triple.</exception>
    public TargetMachine(TargetOptions? options = null)
    {
        Llvm.Initialize();
        options ??= new TargetOptions();
        Triple = options.Triple ?? NativeText.Take(LLVM.GetDefaultTargetTriple());
        Cpu = options.Cpu ?? NativeText.Take(LLVM.GetHostCPUName());
        Features = options.Features ?? (options.Cpu is null ? NativeText.Take(LLVM.GetHostCPUFeatures()) : "");
        Level = options.Level;
        using CString triple = new(Triple, stackalloc byte[CString.StackSize]);
        using CString cpu = new(Cpu, stackalloc byte[CString.StackSize]);
        using CString features = new(Features, stackalloc byte[CString.StackSize]);
        LLVMTarget* target;
        sbyte* message;
        if (LLVM.GetTargetFromTriple(triple.Pointer, &target, &message) != 0)
        {
            throw new LlvmException($"no code generator for '{Triple}': {NativeText.Take(message)}");
        }

        Adopt((nint)LLVM.CreateTargetMachine(
            target,
            triple.Pointer,
            cpu.Pointer,
            features.Pointer,
            (LLVMCodeGenOptLevel)options.Level,
            options.PositionIndependent ? LLVMRelocMode.LLVMRelocPIC : LLVMRelocMode.LLVMRelocStatic,
            LLVMCodeModel.LLVMCodeModelDefault));
    }

    /// <summary>The triple.</summary>
    public string Triple { get; }

    /// <summary>The processor.</summary>
    public string Cpu { get; }

    /// <summary>The features, with plus and minus signs.</summary>
    public string Features { get; }

    /// <summary>The effort, from 0 to 3.</summary>
    public int Level { get; }

    /// <summary>The data layout modules for this target have.</summary>
    public string DataLayout
    {
        get
        {
            LLVMOpaqueTargetData* layout = LLVM.CreateTargetDataLayout(Native);
            string text = NativeText.Take(LLVM.CopyStringRepOfTargetData(layout));
            LLVM.DisposeTargetData(layout);
            return text;
        }
    }

    internal LLVMOpaqueTargetMachine* Native => (LLVMOpaqueTargetMachine*)Pointer;

    /// <summary>Selects instructions the fast way; the code is worse.</summary>
    public void UseFastInstructionSelection(bool enable = true) => LLVM.SetTargetMachineFastISel(Native, enable ? 1 : 0);

    /// <summary>Compiles a module to an ELF object. Does not consume the module, but changes it.</summary>
    /// <exception cref="LlvmException">The module cannot be compiled.</exception>
    public MemoryBuffer EmitObject(LlvmModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return Emit(module, LLVMCodeGenFileType.LLVMObjectFile);
    }

    /// <summary>Compiles a module to assembly text. Does not consume the module, but changes it.</summary>
    /// <exception cref="LlvmException">The module cannot be compiled.</exception>
    public string EmitAssembly(LlvmModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        using MemoryBuffer text = Emit(module, LLVMCodeGenFileType.LLVMAssemblyFile);
        return Encoding.UTF8.GetString(text.AsSpan());
    }

    private protected override void Free(nint pointer) => LLVM.DisposeTargetMachine((LLVMOpaqueTargetMachine*)pointer);

    private MemoryBuffer Emit(LlvmModule module, LLVMCodeGenFileType type)
    {
        LLVMOpaqueMemoryBuffer* buffer;
        sbyte* message;
        module.Context.Sink.Clear();
        if (LLVM.TargetMachineEmitToMemoryBuffer(Native, module.Native, type, &message, &buffer) != 0)
        {
            throw new LlvmException($"cannot compile module '{module.Name}': {NativeText.Take(message)}");
        }

        return new MemoryBuffer(buffer);
    }
}
