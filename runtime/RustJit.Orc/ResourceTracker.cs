// A removable part of a JITDylib.

using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>Tracks what was added with it. Disposing of it does not remove anything. Source: LLVMOrcResourceTrackerRef in llvm-c/Orc.h.</summary>
public sealed unsafe class ResourceTracker : LlvmHandle
{
    internal ResourceTracker(JitDylib dylib, LLVMOrcOpaqueResourceTracker* tracker)
        : base(dylib.Session)
    {
        Dylib = dylib;
        Adopt((nint)tracker);
    }

    /// <summary>The JITDylib it belongs to.</summary>
    public JitDylib Dylib { get; }

    internal LLVMOrcOpaqueResourceTracker* Native => (LLVMOrcOpaqueResourceTracker*)Pointer;

    /// <summary>Removes what was added with this tracker and frees its code. No thread may be in that code.</summary>
    /// <exception cref="LlvmException">ORC failed to free something.</exception>
    public void Remove() => LlvmException.ThrowIfFailed(LLVM.OrcResourceTrackerRemove(Native));

    private protected override void Free(nint pointer) => LLVM.OrcReleaseResourceTracker((LLVMOrcOpaqueResourceTracker*)pointer);
}
