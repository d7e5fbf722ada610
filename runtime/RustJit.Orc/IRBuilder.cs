// Writes instructions: the part of LLVM's IR builder that front ends of the size of our demos need.

using System;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>The comparisons of <see cref="IRBuilder.Compare"/>. Source: LLVMIntPredicate in llvm-c/Core.h.</summary>
public enum IntPredicate
{
    /// <summary>Equal.</summary>
    Equal = LLVMIntPredicate.LLVMIntEQ,

    /// <summary>Not equal.</summary>
    NotEqual = LLVMIntPredicate.LLVMIntNE,

    /// <summary>Unsigned greater.</summary>
    UnsignedGreater = LLVMIntPredicate.LLVMIntUGT,

    /// <summary>Unsigned greater or equal.</summary>
    UnsignedGreaterOrEqual = LLVMIntPredicate.LLVMIntUGE,

    /// <summary>Unsigned less.</summary>
    UnsignedLess = LLVMIntPredicate.LLVMIntULT,

    /// <summary>Unsigned less or equal.</summary>
    UnsignedLessOrEqual = LLVMIntPredicate.LLVMIntULE,

    /// <summary>Signed greater.</summary>
    SignedGreater = LLVMIntPredicate.LLVMIntSGT,

    /// <summary>Signed greater or equal.</summary>
    SignedGreaterOrEqual = LLVMIntPredicate.LLVMIntSGE,

    /// <summary>Signed less.</summary>
    SignedLess = LLVMIntPredicate.LLVMIntSLT,

    /// <summary>Signed less or equal.</summary>
    SignedLessOrEqual = LLVMIntPredicate.LLVMIntSLE,
}

/// <summary>
/// Appends instructions to basic blocks. The names given to results are hints; LLVM makes them unique, and an empty
/// one leaves the value numbered. LLVM checks operands only in <see cref="LlvmModule.Verify"/>.
/// </summary>
public sealed unsafe class IRBuilder : LlvmHandle
{
    /// <summary>Creates a builder without a position: call <see cref="PositionAtEnd"/> first.</summary>
    public IRBuilder(LlvmContext context)
        : base(context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Adopt((nint)LLVM.CreateBuilderInContext(context.Native));
    }

    private LLVMOpaqueBuilder* Native => (LLVMOpaqueBuilder*)Pointer;

    /// <summary>The block that is written to.</summary>
    public LlvmBasicBlock InsertBlock => new(LLVM.GetInsertBlock(Native));

    /// <summary>Goes on at the end of <paramref name="block"/>.</summary>
    public void PositionAtEnd(LlvmBasicBlock block) => LLVM.PositionBuilderAtEnd(Native, block.Native);

    /// <summary>left + right.</summary>
    public LlvmValue Add(LlvmValue left, LlvmValue right, string name = "") => Binary(LLVMOpcode.LLVMAdd, left, right, name);

    /// <summary>left - right.</summary>
    public LlvmValue Sub(LlvmValue left, LlvmValue right, string name = "") => Binary(LLVMOpcode.LLVMSub, left, right, name);

    /// <summary>left * right.</summary>
    public LlvmValue Mul(LlvmValue left, LlvmValue right, string name = "") => Binary(LLVMOpcode.LLVMMul, left, right, name);

    /// <summary>Signed left / right.</summary>
    public LlvmValue SignedDivide(LlvmValue left, LlvmValue right, string name = "") => Binary(LLVMOpcode.LLVMSDiv, left, right, name);

    /// <summary>Signed left % right.</summary>
    public LlvmValue SignedRemainder(LlvmValue left, LlvmValue right, string name = "") => Binary(LLVMOpcode.LLVMSRem, left, right, name);

    /// <summary>left &amp; right.</summary>
    public LlvmValue And(LlvmValue left, LlvmValue right, string name = "") => Binary(LLVMOpcode.LLVMAnd, left, right, name);

    /// <summary>left | right.</summary>
    public LlvmValue Or(LlvmValue left, LlvmValue right, string name = "") => Binary(LLVMOpcode.LLVMOr, left, right, name);

    /// <summary>left ^ right.</summary>
    public LlvmValue Xor(LlvmValue left, LlvmValue right, string name = "") => Binary(LLVMOpcode.LLVMXor, left, right, name);

    /// <summary>left &lt;&lt; right.</summary>
    public LlvmValue ShiftLeft(LlvmValue left, LlvmValue right, string name = "") => Binary(LLVMOpcode.LLVMShl, left, right, name);

    /// <summary>Floating-point left + right.</summary>
    public LlvmValue FAdd(LlvmValue left, LlvmValue right, string name = "") => Binary(LLVMOpcode.LLVMFAdd, left, right, name);

    /// <summary>Floating-point left * right.</summary>
    public LlvmValue FMul(LlvmValue left, LlvmValue right, string name = "") => Binary(LLVMOpcode.LLVMFMul, left, right, name);

    /// <summary>Bitwise complement.</summary>
    public LlvmValue Not(LlvmValue value, string name = "")
    {
        using CString text = new(name, stackalloc byte[CString.StackSize]);
        return new(LLVM.BuildNot(Native, value.Native, text.Pointer));
    }

    /// <summary>An integer or pointer comparison; the result is an <c>i1</c>.</summary>
    public LlvmValue Compare(IntPredicate predicate, LlvmValue left, LlvmValue right, string name = "")
    {
        using CString text = new(name, stackalloc byte[CString.StackSize]);
        return new(LLVM.BuildICmp(Native, (LLVMIntPredicate)predicate, left.Native, right.Native, text.Pointer));
    }

    /// <summary>condition ? whenTrue : whenFalse, both evaluated.</summary>
    public LlvmValue Select(LlvmValue condition, LlvmValue whenTrue, LlvmValue whenFalse, string name = "")
    {
        using CString text = new(name, stackalloc byte[CString.StackSize]);
        return new(LLVM.BuildSelect(Native, condition.Native, whenTrue.Native, whenFalse.Native, text.Pointer));
    }

    /// <summary>An integer of another width: cut, or extended by its sign when <paramref name="signed"/>.</summary>
    public LlvmValue IntCast(LlvmValue value, LlvmType type, bool signed, string name = "")
    {
        using CString text = new(name, stackalloc byte[CString.StackSize]);
        return new(LLVM.BuildIntCast2(Native, value.Native, type.Native, signed ? 1 : 0, text.Pointer));
    }

    /// <summary>Calls a function of the module, with its calling convention and parameter attributes.</summary>
    public LlvmValue Call(LlvmFunction function, params ReadOnlySpan<LlvmValue> arguments)
    {
        LlvmValue call = Call(function.Type, function, arguments);
        function.CopyAbiTo(call);
        return call;
    }

    /// <summary>Calls through an address, with the C calling convention.</summary>
    public LlvmValue Call(LlvmType functionType, LlvmValue callee, params ReadOnlySpan<LlvmValue> arguments)
    {
        using CString text = new("", stackalloc byte[CString.StackSize]);
        fixed (LlvmValue* values = arguments)
        {
            return new(LLVM.BuildCall2(Native, functionType.Native, callee.Native, (LLVMOpaqueValue**)values, (uint)arguments.Length, text.Pointer));
        }
    }

    /// <summary>Reads a value of <paramref name="type"/>.</summary>
    public LlvmValue Load(LlvmType type, LlvmValue address, string name = "")
    {
        using CString text = new(name, stackalloc byte[CString.StackSize]);
        return new(LLVM.BuildLoad2(Native, type.Native, address.Native, text.Pointer));
    }

    /// <summary>Writes a value.</summary>
    public void Store(LlvmValue value, LlvmValue address) => LLVM.BuildStore(Native, value.Native, address.Native);

    /// <summary>Space for a <paramref name="type"/> on the stack.</summary>
    public LlvmValue Alloca(LlvmType type, string name = "")
    {
        using CString text = new(name, stackalloc byte[CString.StackSize]);
        return new(LLVM.BuildAlloca(Native, type.Native, text.Pointer));
    }

    /// <summary>The address of an element: <c>getelementptr inbounds</c>.</summary>
    public LlvmValue ElementAddress(LlvmType type, LlvmValue address, params ReadOnlySpan<LlvmValue> indices)
    {
        using CString text = new("", stackalloc byte[CString.StackSize]);
        fixed (LlvmValue* values = indices)
        {
            return new(LLVM.BuildInBoundsGEP2(Native, type.Native, address.Native, (LLVMOpaqueValue**)values, (uint)indices.Length, text.Pointer));
        }
    }

    /// <summary>The address of field <paramref name="index"/> of a structure.</summary>
    public LlvmValue FieldAddress(LlvmType structure, LlvmValue address, int index, string name = "")
    {
        using CString text = new(name, stackalloc byte[CString.StackSize]);
        return new(LLVM.BuildStructGEP2(Native, structure.Native, address.Native, (uint)index, text.Pointer));
    }

    /// <summary>A private NUL-terminated string constant; the result is its address.</summary>
    public LlvmValue GlobalString(string value, string name = "")
    {
        using CString text = new(value, stackalloc byte[CString.StackSize]);
        using CString nativeName = new(name, stackalloc byte[CString.StackSize]);
        return new(LLVM.BuildGlobalString(Native, text.Pointer, nativeName.Pointer));
    }

    /// <summary>A <c>phi</c>; add its edges with <see cref="LlvmValue.AddIncoming"/>.</summary>
    public LlvmValue Phi(LlvmType type, string name = "")
    {
        using CString text = new(name, stackalloc byte[CString.StackSize]);
        return new(LLVM.BuildPhi(Native, type.Native, text.Pointer));
    }

    /// <summary>Goes to <paramref name="target"/>.</summary>
    public void Branch(LlvmBasicBlock target) => LLVM.BuildBr(Native, target.Native);

    /// <summary>Goes to one of two blocks.</summary>
    public void Branch(LlvmValue condition, LlvmBasicBlock whenTrue, LlvmBasicBlock whenFalse) =>
        LLVM.BuildCondBr(Native, condition.Native, whenTrue.Native, whenFalse.Native);

    /// <summary>Returns a value.</summary>
    public void Return(LlvmValue value) => LLVM.BuildRet(Native, value.Native);

    /// <summary>Returns from a <c>void</c> function.</summary>
    public void ReturnVoid() => LLVM.BuildRetVoid(Native);

    /// <summary>Marks a place that is never reached.</summary>
    public void Unreachable() => LLVM.BuildUnreachable(Native);

    private protected override void Free(nint pointer) => LLVM.DisposeBuilder((LLVMOpaqueBuilder*)pointer);

    private LlvmValue Binary(LLVMOpcode opcode, LlvmValue left, LlvmValue right, string name)
    {
        using CString text = new(name, stackalloc byte[CString.StackSize]);
        return new(LLVM.BuildBinOp(Native, opcode, left.Native, right.Native, text.Pointer));
    }
}
