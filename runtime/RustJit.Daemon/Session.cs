// The conversation with one client: docs/daemon-protocol.md.

using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;
using RustJit.Protocol;

namespace RustJit.Daemon;

/// <summary>Serves one connection until the client is done with it.</summary>
internal sealed class Session(Connection connection, Installation installation, ModuleStore modules, Workers workers, CancellationToken stop)
{
    private static readonly TimeSpan s_sign = TimeSpan.FromSeconds(5);

    // The thread that compiles what nobody has asked for may not get a processor for long.
    private static readonly TimeSpan s_unaskedPatience = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs the conversation. Never throws for what the client does.</summary>
    public async Task RunAsync()
    {
        try
        {
            await GreetAsync().ConfigureAwait(false);
            while (await connection.ReceiveHeaderAsync(stop).ConfigureAwait(false) is { } header)
            {
                byte[] body = header.Kind is MessageKind.Compile or MessageKind.Pack
                    ? new byte[header.Size]
                    : throw new ConversationException(ErrorKind.Malformed, $"a message of kind {(ushort)header.Kind} is not expected here");
                await connection.ReceiveBodyAsync(header, body, stop).ConfigureAwait(false);
                if (header.Kind == MessageKind.Compile)
                {
                    await CompileAsync(body).ConfigureAwait(false);
                }
                else
                {
                    await PackAsync(body).ConfigureAwait(false);
                }
            }
        }
        catch (ConversationException e)
        {
            await TryRefuseAsync(new ErrorMessage(e.Kind, 0, e.Message)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await TryRefuseAsync(new ErrorMessage(ErrorKind.Stopping, 0, "autojitd is about to end")).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone, or silent for too long.
        }
        catch (OutOfMemoryException)
        {
            await TryRefuseAsync(new ErrorMessage(ErrorKind.Busy, 0, "no memory is left")).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A bug in one conversation must not end those of other clients.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Write($"internal error: {e}");
            await TryRefuseAsync(new ErrorMessage(ErrorKind.Internal, 0, $"internal error of autojitd: {e.GetType().Name}: {e.Message}"))
                .ConfigureAwait(false);
        }
    }

    private async Task TryRefuseAsync(ErrorMessage error)
    {
        try
        {
            await connection.SendAsync(MessageKind.Error, error.ToBody()).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It is not there to be told.
        }
    }

    private async Task GreetAsync()
    {
        MessageHeader? header = await connection.ReceiveHeaderAsync(stop).ConfigureAwait(false);
        if (header is null)
        {
            throw new SocketException((int)SocketError.ConnectionReset);
        }

        if (header.Value.Kind != MessageKind.Hello)
        {
            throw new ConversationException(ErrorKind.Malformed, "the first message is a HELLO");
        }

        byte[] body = new byte[header.Value.Size];
        await connection.ReceiveBodyAsync(header.Value, body, stop).ConfigureAwait(false);
        Greeting mine = new(Greeting.ProtocolVersion, ImageFile.FormatVersion, ModuleFile.FormatVersion);
        if (!Greeting.TryRead(body, out Greeting theirs))
        {
            throw new ConversationException(ErrorKind.Malformed, "the first message is a HELLO");
        }

        if (theirs != mine)
        {
            throw new ConversationException(
                ErrorKind.Unsupported,
                $"autojitd speaks version {mine.Protocol} of the protocol (images {mine.ImageVersion}, modules {mine.ModuleVersion}), " +
                $"the client version {theirs.Protocol} (images {theirs.ImageVersion}, modules {theirs.ModuleVersion})");
        }

        if (!installation.IsCurrent())
        {
            throw new ConversationException(ErrorKind.Stopping, "the compiler of this autojitd was replaced");
        }

        await connection.SendAsync(MessageKind.Welcome, mine.ToWelcome(installation.Stamp)).ConfigureAwait(false);
    }

    private async Task CompileAsync(byte[] body)
    {
        if (!CompileRequest.TryRead(body, out CompileRequest request))
        {
            throw new ConversationException(ErrorKind.Malformed, "a COMPILE whose sizes or values do not fit");
        }

        ContentHash hash = HashOf(request.Module);
        DebugLevel level = (DebugLevel)request.DebugLevel;
        OpenModule module = modules.Find(hash, level) ?? await ReceiveModuleAsync(hash, level).ConfigureAwait(false);
        try
        {
            if (request.Function >= module.File.FunctionCount)
            {
                throw new ConversationException(
                    ErrorKind.Malformed, $"the module has no function {request.Function}, only {module.File.FunctionCount}");
            }

            // Again when the function was compiled with others and turned out to be needed by none of them: then it gets a
            // unit of its own. And when it is not ready because nobody had asked for it.
            while (!await TryAnswerAsync(module, request).ConfigureAwait(false))
            {
            }
        }
        finally
        {
            module.Release();
        }
    }

    private async Task<bool> TryAnswerAsync(OpenModule module, CompileRequest request)
    {
        Unit unit = module.Demand(request, out bool isNew, out bool isFirst);
        if (isNew)
        {
            workers.Demand(module, unit);
        }

        // While the client waits and while it runs.
        workers.Ahead(module);

        if (unit.IsUnasked && await Task.WhenAny(unit.Outcome, Task.Delay(s_unaskedPatience, stop)).ConfigureAwait(false) != unit.Outcome &&
            module.TryAbandon(unit))
        {
            return false;
        }

        await WaitAsync(unit.Outcome).ConfigureAwait(false);
        UnitOutcome outcome = await unit.Outcome.ConfigureAwait(false);
        if (outcome.Object is null)
        {
            await RefuseAsync(outcome.Problem!).ConfigureAwait(false);
            return true;
        }

        if (unit.IsWithout(request.Function))
        {
            return false;
        }

        Task<Answer> assembled = workers.AssembleAsync(module, unit, request);
        await WaitAsync(assembled).ConfigureAwait(false);
        Answer answer;
        try
        {
            answer = await assembled.ConfigureAwait(false);
        }
        catch (CompilationException e)
        {
            await RefuseAsync(e.Message).ConfigureAwait(false);
            return true;
        }

        ImageHead head = new(
            unit.Functions[0],
            (uint)answer.FunctionCount,
            (uint)outcome.Object.Object.Length,
            outcome.Microseconds,
            outcome.Object.WasFound || !isFirst,
            module.File.FunctionName(request.Function));
        await connection.SendAsync(MessageKind.Image, head.ToBytes(), answer.Image).ConfigureAwait(false);
        return true;
    }

    private async Task WaitAsync(Task work)
    {
        while (await Task.WhenAny(work, Task.Delay(s_sign, CancellationToken.None)).ConfigureAwait(false) != work)
        {
            await connection.SendAsync(MessageKind.Working, default).ConfigureAwait(false);
        }
    }

    private ValueTask RefuseAsync(string problem) =>
        connection.SendAsync(MessageKind.Error, new ErrorMessage(ErrorKind.Compilation, 0, problem).ToBody());

    private async Task PackAsync(byte[] body)
    {
        PackRequest request = PackRequest.Read(body)
            ?? throw new ConversationException(ErrorKind.Malformed, "a PACK whose sizes or values do not fit");
        if (modules.Find(HashOf(request.Module), (DebugLevel)request.DebugLevel) is { } module)
        {
            workers.Later(() =>
            {
                try
                {
                    ImagePacker.Pack(module, request);
                }
                finally
                {
                    module.Release();
                }
            });
        }

        await connection.SendAsync(MessageKind.Accepted, default).ConfigureAwait(false);
    }

    // The client opens its files, and nothing that it names is opened here.
    private async Task<OpenModule> ReceiveModuleAsync(ContentHash hash, DebugLevel level)
    {
        await connection.SendAsync(MessageKind.NeedModule, default).ConfigureAwait(false);
        while (true)
        {
            if (await connection.ReceiveHeaderAsync(stop).ConfigureAwait(false) is not { } header)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            if (header.Kind != MessageKind.Module)
            {
                throw new ConversationException(ErrorKind.Malformed, "a MODULE is expected here");
            }

            if (!modules.TryReserve(header.Size))
            {
                throw new ConversationException(ErrorKind.Busy, "no memory is left for another module");
            }

            try
            {
                // Pinned: LLVM reads from it as long as the module is open.
                byte[] bytes = GC.AllocateUninitializedArray<byte>((int)header.Size, pinned: true);
                await connection.ReceiveBodyAsync(header, bytes, stop).ConfigureAwait(false);
                ModuleFileError error = ModuleFile.TryParse(bytes, hash, NativeContentHasher.Instance, out ModuleFile? file);
                if (error == ModuleFileError.None)
                {
                    return modules.Add(hash, file!, level);
                }

                ErrorMessage rejected = new(ErrorKind.ModuleRejected, (uint)error, error.Message(bytes));
                await connection.SendAsync(MessageKind.Error, rejected.ToBody()).ConfigureAwait(false);
            }
            finally
            {
                modules.Unreserve(header.Size);
            }
        }
    }

    private static ContentHash HashOf(UInt128 hash) => new((ulong)(hash >> 64), (ulong)hash);
}
