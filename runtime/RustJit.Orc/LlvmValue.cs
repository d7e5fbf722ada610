// Values, functions and basic blocks of the IR. Borrowed: they live as long as their module.

using System;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>A value, borrowed from its module. Using it after the module is gone is undefined.</summary>
public readonly unsafe record struct LlvmValue
{
    private readonly nint _value;

    internal LlvmValue(LLVMOpaqueValue* value) => _value = (nint)value;

    /// <summary>Its type.</summary>
    public LlvmType Type => new(LLVM.TypeOf(Native));

    /// <summary>Its name without the sigil; empty for a numbered value.</summary>
    public string Name
    {
        get
        {
            nuint length;
            sbyte* name = LLVM.GetValueName2(Native, &length);
            return NativeText.Read(name, length);
        }
    }

    internal LLVMOpaqueValue* Native => (LLVMOpaqueValue*)_value;

    /// <summary>Adds an incoming edge to this <c>phi</c>.</summary>
    public void AddIncoming(LlvmValue value, LlvmBasicBlock block)
    {
        LLVMOpaqueValue* incoming = value.Native;
        LLVMOpaqueBasicBlock* from = block.Native;
        LLVM.AddIncoming(Native, &incoming, &from, 1);
    }

    /// <summary>The value as IR text.</summary>
    public override string ToString() => Native is null ? "" : NativeText.Take(LLVM.PrintValueToString(Native));
}

/// <summary>How the names of one module bind to those of another. Source: LLVMLinkage in llvm-c/Core.h.</summary>
public enum LlvmLinkage
{
    /// <summary>Visible everywhere.</summary>
    External = LLVMLinkage.LLVMExternalLinkage,

    /// <summary>A body for the inliner only; the definition is elsewhere.</summary>
    AvailableExternally = LLVMLinkage.LLVMAvailableExternallyLinkage,

    /// <summary>May be dropped when unused; copies are interchangeable.</summary>
    LinkOnceOdr = LLVMLinkage.LLVMLinkOnceODRLinkage,

    /// <summary>As <see cref="LinkOnceOdr"/>, but copies may differ.</summary>
    LinkOnceAny = LLVMLinkage.LLVMLinkOnceAnyLinkage,

    /// <summary>One of several; copies may differ.</summary>
    WeakAny = LLVMLinkage.LLVMWeakAnyLinkage,

    /// <summary>One of several interchangeable copies.</summary>
    WeakOdr = LLVMLinkage.LLVMWeakODRLinkage,

    /// <summary>Concatenated, as <c>llvm.global_ctors</c>.</summary>
    Appending = LLVMLinkage.LLVMAppendingLinkage,

    /// <summary>Local to the module, with a symbol.</summary>
    Internal = LLVMLinkage.LLVMInternalLinkage,

    /// <summary>Local to the module, without a symbol.</summary>
    Private = LLVMLinkage.LLVMPrivateLinkage,

    /// <summary>A reference that may stay unresolved.</summary>
    ExternalWeak = LLVMLinkage.LLVMExternalWeakLinkage,

    /// <summary>A tentative definition.</summary>
    Common = LLVMLinkage.LLVMCommonLinkage,
}

/// <summary>A function, variable or alias, borrowed from its module.</summary>
public readonly unsafe record struct LlvmGlobal
{
    private readonly nint _value;

    internal LlvmGlobal(LLVMOpaqueValue* value) => _value = (nint)value;

    /// <summary>The symbol.</summary>
    public string Name
    {
        get => new LlvmValue(Native).Name;
        set
        {
            using CString name = new(value, stackalloc byte[CString.StackSize]);
            LLVM.SetValueName2(Native, name.Pointer, (nuint)System.Text.Encoding.UTF8.GetByteCount(value));
        }
    }

    /// <summary>The linkage.</summary>
    public LlvmLinkage Linkage
    {
        get => (LlvmLinkage)LLVM.GetLinkage(Native);
        set => LLVM.SetLinkage(Native, (LLVMLinkage)value);
    }

    /// <summary>True when the body or initial value is elsewhere.</summary>
    public bool IsDeclaration => LLVM.IsDeclaration(Native) != 0;

    /// <summary>True for a function or an alias of one, false for data.</summary>
    public bool IsFunction => LLVM.GetTypeKind(ValueType.Native) == LLVMTypeKind.LLVMFunctionTypeKind;

    /// <summary>True when the dynamic linker must not see it.</summary>
    public bool IsHidden => LLVM.GetVisibility(Native) == LLVMVisibility.LLVMHiddenVisibility;

    /// <summary>True when other modules cannot see it.</summary>
    public bool IsLocal => Linkage is LlvmLinkage.Internal or LlvmLinkage.Private;

    /// <summary>The function type, or the type of the variable's content.</summary>
    public LlvmType ValueType => new(LLVM.GlobalGetValueType(Native));

    internal LLVMOpaqueValue* Native => (LLVMOpaqueValue*)_value;

    /// <summary>Its address as a value.</summary>
    public static implicit operator LlvmValue(LlvmGlobal global) => global.ToValue();

    /// <summary>Its address as a value.</summary>
    public LlvmValue ToValue() => new(Native);

    /// <summary>Takes it out of its comdat, if it is in one.</summary>
    internal void LeaveComdat()
    {
        if (LLVM.IsAGlobalObject(Native) is not null)
        {
            LLVM.SetComdat(Native, null);
        }
    }

    /// <summary>Sets the initial value of this variable, which makes it a definition.</summary>
    public void SetInitializer(LlvmValue value) => LLVM.SetInitializer(Native, value.Native);

    /// <summary>The text of the definition.</summary>
    public override string ToString() => ToValue().ToString();
}

/// <summary>A function, borrowed from its module.</summary>
public readonly unsafe record struct LlvmFunction
{
    private readonly nint _value;

    internal LlvmFunction(LLVMOpaqueValue* value) => _value = (nint)value;

    /// <summary>The function as a global: name, linkage, type.</summary>
    public LlvmGlobal Global => new(Native);

    /// <summary>The symbol.</summary>
    public string Name => Global.Name;

    /// <summary>The number of parameters, without variable ones.</summary>
    public int ParameterCount => (int)LLVM.CountParams(Native);

    /// <summary>The function type.</summary>
    public LlvmType Type => Global.ValueType;

    internal LLVMOpaqueValue* Native => (LLVMOpaqueValue*)_value;

    /// <summary>Its address as a value.</summary>
    public static implicit operator LlvmValue(LlvmFunction function) => function.ToValue();

    /// <summary>Its address as a value.</summary>
    public LlvmValue ToValue() => new(Native);

    /// <summary>The parameter at <paramref name="index"/>.</summary>
    public LlvmValue Parameter(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ParameterCount);
        return new(LLVM.GetParam(Native, (uint)index));
    }

    /// <summary>The structure that the caller makes room for and passes as first argument (<c>sret</c>), or null.</summary>
    public LlvmType? StructReturnType
    {
        get
        {
            LLVMOpaqueAttributeRef* attribute = ParameterCount == 0 ? null : LLVM.GetEnumAttributeAtIndex(Native, 1, AttributeKind("sret"));
            return attribute is null ? null : new LlvmType(LLVM.GetTypeAttributeValue(attribute));
        }
    }

    /// <summary>Adds a basic block behind the others.</summary>
    public LlvmBasicBlock AppendBlock(string name = "")
    {
        using CString nativeName = new(name, stackalloc byte[CString.StackSize]);
        LLVMOpaqueContext* context = LLVM.GetValueContext(Native);
        return new(LLVM.AppendBasicBlockInContext(context, Native, nativeName.Pointer));
    }

    /// <summary>Adds a function attribute such as <c>alwaysinline</c>.</summary>
    /// <exception cref="ArgumentException">LLVM knows no attribute of this name.</exception>
    public void AddAttribute(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        uint kind = AttributeKind(name);
        if (kind == 0)
        {
            throw new ArgumentException($"LLVM has no attribute '{name}'", nameof(name));
        }

        LLVMOpaqueContext* context = LLVM.GetValueContext(Native);
        LLVM.AddAttributeAtIndex(Native, unchecked((uint)LLVM.LLVMAttributeFunctionIndex), LLVM.CreateEnumAttribute(context, kind, 0));
    }

    /// <summary>Removes a function attribute; nothing happens when it is not there.</summary>
    public void RemoveAttribute(string name) =>
        LLVM.RemoveEnumAttributeAtIndex(Native, unchecked((uint)LLVM.LLVMAttributeFunctionIndex), AttributeKind(name));

    /// <summary>The text of the function.</summary>
    public override string ToString() => ToValue().ToString();

    /// <summary>Makes a call agree with this function: calling convention, and attributes of result and parameters.</summary>
    internal void CopyAbiTo(LlvmValue call)
    {
        LLVM.SetInstructionCallConv(call.Native, LLVM.GetFunctionCallConv(Native));
        for (uint index = 0; index <= ParameterCount; index++)
        {
            var attributes = new nint[LLVM.GetAttributeCountAtIndex(Native, index)];
            fixed (nint* p = attributes)
            {
                LLVM.GetAttributesAtIndex(Native, index, (LLVMOpaqueAttributeRef**)p);
            }

            foreach (nint attribute in attributes)
            {
                LLVM.AddCallSiteAttribute(call.Native, index, (LLVMOpaqueAttributeRef*)attribute);
            }
        }
    }

    private static uint AttributeKind(string name)
    {
        using CString text = new(name, stackalloc byte[CString.StackSize]);
        return LLVM.GetEnumAttributeKindForName(text.Pointer, (nuint)System.Text.Encoding.UTF8.GetByteCount(name));
    }
}

/// <summary>A basic block, borrowed from its function.</summary>
public readonly unsafe record struct LlvmBasicBlock
{
    private readonly nint _block;

    internal LlvmBasicBlock(LLVMOpaqueBasicBlock* block) => _block = (nint)block;

    /// <summary>The function it belongs to.</summary>
    public LlvmFunction Function => new(LLVM.GetBasicBlockParent(Native));

    /// <summary>True once it ends in a branch, return or the like.</summary>
    public bool IsTerminated => LLVM.GetBasicBlockTerminator(Native) is not null;

    internal LLVMOpaqueBasicBlock* Native => (LLVMOpaqueBasicBlock*)_block;
}
