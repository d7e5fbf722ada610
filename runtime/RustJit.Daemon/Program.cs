// autojitd: command line, socket, signals.

using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using RustJit.Interop;
using RustJit.Protocol;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

namespace RustJit.Daemon;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["--help"] or ["-h"])
        {
            Console.Out.WriteLine(DaemonOptions.Usage);
            return 0;
        }

        if (arguments is ["--version"])
        {
            Console.Out.WriteLine(Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
            return 0;
        }

        if (DaemonOptions.Parse(arguments, Environment.GetEnvironmentVariable, out string? problem) is not { } options)
        {
            Log.Write(problem!);
            return 2;
        }

        Log.Enabled = Environment.GetEnvironmentVariable("AUTOJIT_DEBUG") is "1" or "On" or "on" or "ON" or "yes" or "true";
        try
        {
            return Run(options);
        }
        catch (Exception e) when (e is LlvmLibraryException or IOException or UnauthorizedAccessException)
        {
            Log.Write(e.Message);
            return 1;
        }
    }

    private static int Run(DaemonOptions options)
    {
        using SocketPlace? place = Listen(options, out string? problem);
        if (place is null)
        {
            if (problem is null && options.Spawned)
            {
                return 0; // Another one was faster.
            }

            Log.Write(problem ?? "another autojitd serves this socket already");
            return 1;
        }

        using TraceWriter? trace = options.Trace is null ? null : new TraceWriter(options.Trace);
        // Clients may connect from here on; they wait in the queue of the socket.
        using Server server = new(place, options, Installation.Open(), trace);
        // A program with a limit on file sizes has started this daemon: what is too large is not written, and nothing else.
        const PosixSignal SIGXFSZ = (PosixSignal)25;
        List<PosixSignalRegistration> signals = [PosixSignalRegistration.Create(SIGXFSZ, context => context.Cancel = true)];
        foreach (PosixSignal signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP])
        {
            signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                server.Stop($"{context.Signal}");
            }));
        }

        if (!options.Spawned)
        {
            Console.Out.WriteLine($"[autojitd] process {Environment.ProcessId} serves socket: {place.Path}");
            Console.Out.WriteLine("[autojitd] waiting for connections");
            server.WarmUp();
        }

        server.RunAsync().GetAwaiter().GetResult();
        signals.ForEach(s => s.Dispose());
        return 0;
    }

    private static SocketPlace? Listen(DaemonOptions options, out string? problem)
    {
        problem = null;
        Func<string, string?> variable = Environment.GetEnvironmentVariable;
        if (SocketPlace.Inherited(variable) is { } inherited)
        {
            return inherited;
        }

        if (options.Socket is not null)
        {
            return SocketPlace.Open(options.Socket, lockIsInherited: options.Spawned && options.Socket[0] != '@', out problem);
        }

        foreach (string path in SocketPlace.Candidates(variable))
        {
            if (SocketPlace.Open(path, lockIsInherited: false, out problem) is { } place)
            {
                return place;
            }

            if (problem is null)
            {
                return null;
            }
        }

        return null;
    }
}
