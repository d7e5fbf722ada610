// The owner of types, constants and modules; shared with ORC once one of its modules is added to a JIT.

using System;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>
/// An LLVM context: types and constants live in it, and modules that are to be linked with each other share it.
/// </summary>
/// <remarks>
/// One thread at a time may use a context and what belongs to it. A JIT compiles a module while holding the lock of its
/// context, so give modules that are compiled concurrently contexts of their own, and do not touch a context again
/// whose module a JIT may be compiling. Source: LLVMContextRef in llvm-c/Core.h, LLVMOrcThreadSafeContextRef in llvm-c/Orc.h.
/// </remarks>
public sealed unsafe class LlvmContext : LlvmHandle
{
    private readonly LLVMOpaqueContext* _context;

    /// <summary>Creates an empty context.</summary>
    /// <exception cref="LlvmLibraryException">The private LLVM cannot be loaded.</exception>
    public LlvmContext()
    {
        Llvm.Initialize();
        _context = LLVM.ContextCreate();
        Sink.Attach(_context);

        // From here on the shared wrapper owns the context: modules in a JIT hold on to it when we are gone.
        Adopt((nint)LLVM.OrcCreateNewThreadSafeContextFromLLVMContext(_context));
    }

    /// <summary>Raised for every diagnostic, also warnings and remarks, on the thread that caused it. Must not throw.</summary>
    public event Action<LlvmDiagnostic>? DiagnosticReported
    {
        add => Sink.Reported += value;
        remove => Sink.Reported -= value;
    }

    /// <summary><c>void</c>.</summary>
    public LlvmType Void => new(LLVM.VoidTypeInContext(Native));

    /// <summary><c>ptr</c>.</summary>
    public LlvmType Ptr => new(LLVM.PointerTypeInContext(Native, 0));

    /// <summary><c>float</c>.</summary>
    public LlvmType Float => new(LLVM.FloatTypeInContext(Native));

    /// <summary><c>double</c>.</summary>
    public LlvmType Double => new(LLVM.DoubleTypeInContext(Native));

    internal DiagnosticSink Sink { get; } = new();

    internal LLVMOpaqueContext* Native
    {
        get
        {
            _ = Pointer;
            return _context;
        }
    }

    internal LLVMOrcOpaqueThreadSafeContext* ThreadSafe => (LLVMOrcOpaqueThreadSafeContext*)Pointer;

    /// <summary>The integer type of <paramref name="bits"/> bits, such as <c>i32</c>.</summary>
    public LlvmType Int(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        return new(LLVM.IntTypeInContext(Native, (uint)bits));
    }

    /// <summary>A function type.</summary>
    public LlvmType Function(LlvmType result, params ReadOnlySpan<LlvmType> parameters) => Function(result, isVarArg: false, parameters);

    /// <summary>A function type, with <c>...</c> at its end when <paramref name="isVarArg"/>.</summary>
    public LlvmType Function(LlvmType result, bool isVarArg, params ReadOnlySpan<LlvmType> parameters)
    {
        _ = Pointer;
        fixed (LlvmType* types = parameters)
        {
            return new(LLVM.FunctionType(result.Native, (LLVMOpaqueType**)types, (uint)parameters.Length, isVarArg ? 1 : 0));
        }
    }

    /// <summary>A structure without a name.</summary>
    public LlvmType Struct(params ReadOnlySpan<LlvmType> elements)
    {
        fixed (LlvmType* types = elements)
        {
            return new(LLVM.StructTypeInContext(Native, (LLVMOpaqueType**)types, (uint)elements.Length, 0));
        }
    }

    /// <summary>An array of <paramref name="count"/> elements.</summary>
    public LlvmType Array(LlvmType element, ulong count)
    {
        _ = Pointer;
        return new(LLVM.ArrayType2(element.Native, count));
    }

    private protected override void Free(nint pointer)
    {
        Sink.Detach();
        LLVM.OrcDisposeThreadSafeContext((LLVMOrcOpaqueThreadSafeContext*)pointer);
    }
}
