// Which files were renamed into a directory: inotify(7), for a directory that may be missing, removed and made anew.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RustJit.Daemon;

/// <summary>What a look at the directory brought.</summary>
internal enum WatchResult
{
    /// <summary>These names, and no other.</summary>
    Names,

    /// <summary>Names may be missing: the directory is another one than before, or there were too many.</summary>
    Incomplete,

    /// <summary>There is no such directory.</summary>
    Missing,
}

/// <summary>One directory. For one thread.</summary>
/// <param name="path">Where it is, or will be. A symbolic link is not followed.</param>
internal sealed class DirectoryWatch(string path) : IDisposable
{
    private const int HeaderSize = 16;
    private const int LargestEvents = 64 << 10;

    private readonly byte[] _events = new byte[LargestEvents];
    private SafeFileHandle? _inotify;
    private int _watch = -1;

    /// <summary>Opens the kernel's queue.</summary>
    /// <param name="problem">What the system says when it has none.</param>
    public bool TryOpen(out string? problem)
    {
        int descriptor = NativeMethods.OpenInotify(out int error);
        problem = descriptor < 0 ? Marshal.GetPInvokeErrorMessage(error) : null;
        _inotify = descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
        return descriptor >= 0;
    }

    /// <summary>Waits for files.</summary>
    /// <param name="milliseconds">At most this long.</param>
    /// <param name="names">Gets their names, in the order they came.</param>
    public WatchResult Wait(int milliseconds, List<string> names)
    {
        int descriptor = (int)_inotify!.DangerousGetHandle();
        bool isReady = NativeMethods.WaitForInput(descriptor, milliseconds);
        bool isComplete = !isReady || Read(descriptor, names);
        // The kernel watches a directory, not a path: ask which one is there now. It is the same watch if that has not changed.
        int watch = NativeMethods.WatchRenames(descriptor, path);
        if (watch != _watch)
        {
            if (_watch >= 0)
            {
                NativeMethods.EndWatch(descriptor, _watch);
            }

            _watch = watch;
            isComplete = false;
        }

        return _watch < 0 ? WatchResult.Missing : isComplete ? WatchResult.Names : WatchResult.Incomplete;
    }

    /// <inheritdoc/>
    public void Dispose() => _inotify?.Dispose();

    // struct inotify_event: watch, mask, cookie, bytes of the name; then the name, filled up with NUL.
    private bool Read(int descriptor, List<string> names)
    {
        const uint MovedTo = 0x80, Overflow = 0x4000, IsDirectory = 0x40000000;
        bool isComplete = true;
        int size = NativeMethods.ReadSome(descriptor, _events);
        for (int at = 0; at + HeaderSize <= size;)
        {
            ReadOnlySpan<byte> rest = _events.AsSpan(at, size - at);
            uint mask = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            int length = BinaryPrimitives.ReadInt32LittleEndian(rest[12..]);
            if ((mask & Overflow) != 0)
            {
                isComplete = false;
            }
            else if ((mask & (MovedTo | IsDirectory)) == MovedTo && BinaryPrimitives.ReadInt32LittleEndian(rest) == _watch)
            {
                ReadOnlySpan<byte> name = rest.Slice(HeaderSize, length);
                names.Add(Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]));
            }

            at += HeaderSize + length;
        }

        return isComplete;
    }
}
