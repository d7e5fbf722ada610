// Accepts clients, counts them, and ends when it is time.

using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime;
using System.Threading;
using System.Threading.Tasks;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;
using RustJit.Protocol;

namespace RustJit.Daemon;

/// <summary>The daemon at work.</summary>
internal sealed class Server : IDisposable
{
    private const int MostConnections = 1024;
    private const int MostOfOneClient = 256;

    // Requests that are under way when the daemon is told to end get this long.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_sweep = TimeSpan.FromSeconds(1);

    private readonly SocketPlace _place;
    private readonly DaemonOptions _options;
    private readonly Installation _installation;
    private readonly TraceWriter? _trace;
    private readonly CancellationTokenSource _stop = new();
    private readonly ModuleStore _modules;
    private readonly PublishedModules? _published;
    private readonly Workers _workers;
    private readonly ConcurrentDictionary<int, int> _connectionsOf = [];
    private int _connections;
    private long _lastActive = Environment.TickCount64;
    private uint _number;

    /// <summary>Starts the threads.</summary>
    /// <param name="place">Where it listens.</param>
    /// <param name="options">What it was told.</param>
    /// <param name="installation">Its compiler.</param>
    /// <param name="trace">Where the traffic is recorded; null for nowhere.</param>
    public Server(SocketPlace place, DaemonOptions options, Installation installation, TraceWriter? trace)
    {
        (_place, _options, _installation, _trace) = (place, options, installation, trace);
        _modules = new ModuleStore(installation);
        if (options.Watch && options.Threads > 1 && installation.Cache is { } cache)
        {
            _published = new PublishedModules(cache, _modules, DebugLevelOfPrograms);
        }

        _workers = new Workers(options.Threads, _published is null ? null : _published.Next);
        _published?.Start(_workers.Remind);
    }

    /// <summary>Ends the daemon after the requests it has. Any thread, any number of times.</summary>
    public void Stop(string reason)
    {
        if (Log.Enabled && !_stop.IsCancellationRequested)
        {
            Log.Write($"ending: {reason}");
        }

        _stop.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _published?.Dispose();
        _stop.Dispose();
    }

    /// <summary>Compiles something while nobody waits. A client that comes meanwhile is served at the same time.</summary>
    public void WarmUp() => _workers.Later(() =>
    {
        try
        {
            _ = Daemon.WarmUp.Run(_installation);
        }
        catch (CompilationException e)
        {
            Log.Write(e.Message); // Which says what to do; clients are served all the same.
        }
    });

    /// <summary>Serves until <see cref="Stop"/>.</summary>
    public async Task RunAsync()
    {
        Task housekeeping = KeepHouseAsync();
        while (!_stop.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _place.Socket.AcceptAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (SocketException e)
            {
                // No descriptors left, or the client has gone already.
                Log.Write($"cannot accept a client: {e.Message}");
                await Task.Delay(100).ConfigureAwait(false);
                continue;
            }

            Admit(client);
        }

        _place.Close();
        _published?.Stop();
        _workers.DropGuesses();
        long end = Environment.TickCount64 + (long)s_grace.TotalMilliseconds;
        while ((Volatile.Read(ref _connections) > 0 || !_workers.IsIdle) && Environment.TickCount64 < end)
        {
            await Task.Delay(5).ConfigureAwait(false);
        }

        await housekeeping.ConfigureAwait(false);
    }

    // What they ask for unless they are told otherwise or run under a debugger.
    private static DebugLevel DebugLevelOfPrograms =>
        RuntimeSettings.Read(Environment.GetEnvironmentVariable).DebugInformation ?? DebugLevel.Lines;

    private void Admit(Socket client)
    {
        (int process, uint user) = PeerOf(client);
        Connection connection = new(client, ++_number, _trace);
        ErrorMessage? refusal = null;
        if (user != FileStatus.CurrentUser)
        {
            refusal = new ErrorMessage(ErrorKind.OtherUser, user, "this autojitd serves another user");
        }
        else if (_connectionsOf.AddOrUpdate(process, 1, (_, count) => count + 1) > MostOfOneClient || _connections >= MostConnections)
        {
            refusal = new ErrorMessage(ErrorKind.Busy, 0, "too many connections");
        }

        Interlocked.Increment(ref _connections);
        _ = ServeAsync(connection, process, user, refusal);
    }

    private async Task ServeAsync(Connection connection, int process, uint user, ErrorMessage? refusal)
    {
        // Off the accepting thread before anything else.
        await Task.Yield();
        try
        {
            if (refusal is null)
            {
                await new Session(connection, _installation, _modules, _workers, _stop.Token).RunAsync().ConfigureAwait(false);
                if (!_installation.IsCurrent())
                {
                    Stop("its compiler was replaced");
                }
            }
            else
            {
                await connection.SendAsync(MessageKind.Error, refusal.ToBody()).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The refused client is gone.
        }
        finally
        {
            connection.Dispose();
            if (user == FileStatus.CurrentUser && _connectionsOf.AddOrUpdate(process, 0, (_, count) => count - 1) == 0)
            {
                _connectionsOf.TryRemove(new KeyValuePair<int, int>(process, 0));
            }

            Volatile.Write(ref _lastActive, Environment.TickCount64);
            Interlocked.Decrement(ref _connections);
        }
    }

    private async Task KeepHouseAsync()
    {
        try
        {
            while (true)
            {
                TimeSpan pause = _options.Idle < s_sweep ? TimeSpan.FromMilliseconds(100) : s_sweep;
                await Task.Delay(pause, _stop.Token).ConfigureAwait(false);
                long now = Environment.TickCount64;
                _published?.Forget(_modules.IsCrowded);
                _workers.Remind(); // There may be processor time for what is published again.
                if (_modules.Sweep(now) > 0 && _modules.Count == 0)
                {
                    GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
                    GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                }

                if (_options.Idle is { } idle && Volatile.Read(ref _connections) == 0 && _workers.IsIdle &&
                    now - Volatile.Read(ref _lastActive) >= (long)idle.TotalMilliseconds)
                {
                    Stop("nobody needs it");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Time to end.
        }
    }

    // struct ucred: pid, uid, gid.
    private static (int Process, uint User) PeerOf(Socket client)
    {
        const int SocketLevel = 1, PeerCredentials = 17;
        Span<byte> credentials = stackalloc byte[12];
        try
        {
            client.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        }
        catch (SocketException)
        {
            return (0, uint.MaxValue);
        }

        return (BinaryPrimitives.ReadInt32LittleEndian(credentials), BinaryPrimitives.ReadUInt32LittleEndian(credentials[4..]));
    }
}
