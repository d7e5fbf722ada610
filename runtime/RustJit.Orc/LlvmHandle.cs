// The base of everything that owns an LLVM object: freed once, never after LLVM took it over.

using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace RustJit.Orc;

/// <summary>
/// An LLVM object with one owner. <see cref="SafeHandle.Dispose()"/> frees it; an operation that hands it to LLVM
/// (its documentation says "consumes") leaves the handle closed, also when that operation fails.
/// </summary>
/// <remarks>
/// A handle keeps the objects it depends on alive, so the order of disposal is free. Unless a type says otherwise,
/// one thread at a time may use an object and everything that belongs to the same <see cref="LlvmContext"/>.
/// </remarks>
public abstract class LlvmHandle : SafeHandle
{
    private LlvmHandle? _dependency;

    private protected LlvmHandle(LlvmHandle? dependency = null)
        : base(0, ownsHandle: true)
    {
        if (dependency is not null)
        {
            bool added = false;
            dependency.DangerousAddRef(ref added);
            _dependency = dependency;
        }
    }

    /// <summary>True before the object exists and after LLVM took it over.</summary>
    public sealed override bool IsInvalid => handle == 0;

    /// <summary>The native pointer.</summary>
    /// <exception cref="ObjectDisposedException">The object was disposed of, or consumed by LLVM.</exception>
    internal nint Pointer
    {
        get
        {
            nint pointer = handle;
            ObjectDisposedException.ThrowIf(IsClosed || pointer == 0, this);
            return pointer;
        }
    }

    /// <summary>Frees the native object.</summary>
    private protected abstract void Free(nint pointer);

    /// <summary>Gives the native object away: from here on this handle neither frees nor shows it.</summary>
    /// <exception cref="ObjectDisposedException">The object was disposed of, or consumed before.</exception>
    internal nint Detach()
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        nint pointer = Interlocked.Exchange(ref handle, 0);
        ObjectDisposedException.ThrowIf(pointer == 0, this);
        SetHandleAsInvalid();
        ReleaseDependency();
        return pointer;
    }

    /// <inheritdoc/>
    protected sealed override bool ReleaseHandle()
    {
        Free(handle);
        ReleaseDependency();
        return true;
    }

    private protected void Adopt(nint pointer) => SetHandle(pointer);

    private void ReleaseDependency() => Interlocked.Exchange(ref _dependency, null)?.DangerousRelease();
}
