// A type of the IR. Borrowed: it lives as long as its context.

using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>The kinds of types that callers tell apart. Source: LLVMTypeKind in llvm-c/Core.h.</summary>
public enum LlvmTypeKind
{
    /// <summary>Any other kind, such as a vector.</summary>
    Other,

    /// <summary>No value.</summary>
    Void,

    /// <summary>An integer of <see cref="LlvmType.IntegerWidth"/> bits.</summary>
    Integer,

    /// <summary>32-bit floating point.</summary>
    Float,

    /// <summary>64-bit floating point.</summary>
    Double,

    /// <summary>An address.</summary>
    Pointer,

    /// <summary>A structure.</summary>
    Struct,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A function.</summary>
    Function,
}

/// <summary>A type, borrowed from its <see cref="LlvmContext"/>. Two equal types are the same pointer.</summary>
public readonly unsafe record struct LlvmType
{
    private readonly nint _type;

    internal LlvmType(LLVMOpaqueType* type) => _type = (nint)type;

    internal LLVMOpaqueType* Native => (LLVMOpaqueType*)_type;

    /// <summary>What kind of type it is.</summary>
    public LlvmTypeKind Kind => LLVM.GetTypeKind(Native) switch
    {
        LLVMTypeKind.LLVMVoidTypeKind => LlvmTypeKind.Void,
        LLVMTypeKind.LLVMIntegerTypeKind => LlvmTypeKind.Integer,
        LLVMTypeKind.LLVMFloatTypeKind => LlvmTypeKind.Float,
        LLVMTypeKind.LLVMDoubleTypeKind => LlvmTypeKind.Double,
        LLVMTypeKind.LLVMPointerTypeKind => LlvmTypeKind.Pointer,
        LLVMTypeKind.LLVMStructTypeKind => LlvmTypeKind.Struct,
        LLVMTypeKind.LLVMArrayTypeKind => LlvmTypeKind.Array,
        LLVMTypeKind.LLVMFunctionTypeKind => LlvmTypeKind.Function,
        _ => LlvmTypeKind.Other,
    };

    /// <summary>The bits of an integer type.</summary>
    public int IntegerWidth => (int)LLVM.GetIntTypeWidth(Native);

    /// <summary>The result of a function type.</summary>
    public LlvmType ReturnType => new(LLVM.GetReturnType(Native));

    /// <summary>The parameters of a function type, without variable ones.</summary>
    public LlvmType[] ParameterTypes
    {
        get
        {
            var types = new LlvmType[LLVM.CountParamTypes(Native)];
            fixed (LlvmType* p = types)
            {
                LLVM.GetParamTypes(Native, (LLVMOpaqueType**)p);
            }

            return types;
        }
    }

    /// <summary>The constant of this integer type.</summary>
    /// <param name="value">The bits; excess ones are cut off.</param>
    public LlvmValue Constant(long value)
    {
        // Cut here: LLVM insists that an unsigned constant fits its type.
        uint bits = LLVM.GetIntTypeWidth(Native);
        ulong raw = bits >= 64 ? (ulong)value : (ulong)value & ((1UL << (int)bits) - 1);
        return new(LLVM.ConstInt(Native, raw, bits > 64 && value < 0 ? 1 : 0));
    }

    /// <summary>The constant of this floating-point type.</summary>
    public LlvmValue Constant(double value) => new(LLVM.ConstReal(Native, value));

    /// <summary>The null, zero or all-zero constant of this type.</summary>
    public LlvmValue Null => new(LLVM.ConstNull(Native));

    /// <summary>The type as IR text, such as <c>i32 (i32, i32)</c>.</summary>
    public override string ToString() => Native is null ? "" : NativeText.Take(LLVM.PrintTypeToString(Native));
}
