// Where the daemon listens: docs/daemon-protocol.md, "The socket".

using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RustJit.Cache;

namespace RustJit.Daemon;

/// <summary>A socket that listens, and the lock that says so.</summary>
internal sealed class SocketPlace : IDisposable
{
    private const int Backlog = 1024;
    private const int FirstInherited = 3;
    private const int LongestAddress = 107;

    private readonly SafeFileHandle? _lock;

    private SocketPlace(Socket socket, string path, SafeFileHandle? held)
    {
        Socket = socket;
        Path = path;
        _lock = held;
    }

    /// <summary>The socket.</summary>
    public Socket Socket { get; }

    /// <summary>Its path; @NAME when it is an abstract one.</summary>
    public string Path { get; }

    /// <summary>The places that programs look at, best first.</summary>
    public static IEnumerable<string> Candidates(Func<string, string?> variable)
    {
        if (variable("AUTOJIT_SOCKET_PATH") is { Length: > 0 } chosen)
        {
            yield return chosen;
            yield break;
        }

        if (variable("XDG_RUNTIME_DIR") is { Length: > 0 } run && run[0] == '/')
        {
            yield return System.IO.Path.Combine(run, "autojitd.sock");
        }

        if (CacheDirectory.Find(variable) is { } cache && CacheFiles.ArePrivate([cache.Root], make: true))
        {
            yield return System.IO.Path.Combine(cache.Root, "autojitd.sock");
        }

        yield return $"@autojitd-{FileStatus.CurrentUser}";
    }

    /// <summary>Takes the socket that a service manager passed (sd_listen_fds), if there is one.</summary>
    public static SocketPlace? Inherited(Func<string, string?> variable)
    {
        if (variable("LISTEN_PID") != Environment.ProcessId.ToString() || variable("LISTEN_FDS") != "1")
        {
            return null;
        }

        NativeMethods.CloseOnExec(FirstInherited);
        Socket socket;
        try
        {
            socket = new Socket(new SafeSocketHandle(FirstInherited, ownsHandle: true));
        }
        catch (SocketException)
        {
            return null; // Meant for somebody else, who passed the variables on.
        }

        return new SocketPlace(socket, socket.LocalEndPoint?.ToString() ?? "an inherited socket", null);
    }

    /// <summary>Listens.</summary>
    /// <param name="path">Where.</param>
    /// <param name="lockIsInherited">Descriptor 3 is the lock of this socket.</param>
    /// <param name="problem">Why not, as a sentence; null when another daemon is there already.</param>
    public static SocketPlace? Open(string path, bool lockIsInherited, out string? problem)
    {
        problem = null;
        SafeFileHandle? held = null;
        if (path[0] != '@')
        {
            if (lockIsInherited)
            {
                NativeMethods.CloseOnExec(FirstInherited);
                held = new SafeFileHandle(FirstInherited, ownsHandle: true);
            }
            else if (Lock(path, out problem) is { } taken)
            {
                held = taken;
            }
            else
            {
                return null;
            }
        }

        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            Bind(socket, path);
            socket.Listen(Backlog);
            return new SocketPlace(socket, path, held);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            socket.Dispose();
            held?.Dispose();
            bool taken = e is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse };
            problem = taken ? null : $"cannot listen on '{path}': {e.Message}";
            return null;
        }
    }

    /// <summary>Stops listening. The lock stays until this is disposed.</summary>
    public void Close()
    {
        if (_lock is not null)
        {
            File.Delete(Path);
        }

        Socket.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Socket.Dispose();
        _lock?.Dispose();
    }

    // Whoever holds the lock owns the path: what lies there is what a killed daemon left.
    private static void Bind(Socket socket, string path)
    {
        if (path[0] == '@')
        {
            socket.Bind(new UnixDomainSocketEndPoint("\0" + path[1..]));
            return;
        }

        File.Delete(path);
        int mask = NativeMethods.Umask(0x7F); // 0177: the socket has mode 0600 from the start.
        string current = Environment.CurrentDirectory;
        try
        {
            if (System.Text.Encoding.UTF8.GetByteCount(path) > LongestAddress)
            {
                // Too long for an address, unless it is named from its own directory.
                Environment.CurrentDirectory = System.IO.Path.GetDirectoryName(path)!;
                socket.Bind(new UnixDomainSocketEndPoint(System.IO.Path.GetFileName(path)));
            }
            else
            {
                socket.Bind(new UnixDomainSocketEndPoint(path));
            }
        }
        finally
        {
            Environment.CurrentDirectory = current;
            _ = NativeMethods.Umask(mask);
        }
    }

    private static SafeFileHandle? Lock(string path, out string? problem)
    {
        problem = null;
        // Not by FileStream, which takes a lock of its own.
        int descriptor = NativeMethods.OpenLock(path + ".lock", out int error);
        if (descriptor < 0)
        {
            problem = $"cannot lock '{path}': {Marshal.GetPInvokeErrorMessage(error)}";
            return null;
        }

        SafeFileHandle file = new(descriptor, ownsHandle: true);
        if (NativeMethods.TryLock(descriptor))
        {
            return file;
        }

        file.Dispose();
        return null;
    }
}
