// compiled.bc in a process: what does not depend on a query is compiled once, the rest is read again for each query.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using RustJit.Orc;

namespace QueryFilter;

/// <summary>
/// The precompiled filters and a JIT session for queries. Owns both; dispose of it after the queries. Any thread may
/// compile queries.
/// </summary>
internal sealed unsafe class FilterLibrary : IDisposable
{
    /// <summary>Exported by compiled.bc, and specialised for each query.</summary>
    public const string Scan = "filter_users";

    private const string Free = "free_matches";
    private const string Size = "user_size";

    private readonly string _path;
    private readonly LLJit _jit = new();
    private int _queries;

    /// <summary>Loads compiled.bc.</summary>
    /// <exception cref="UserException">It is missing, damaged, or does not fit this program.</exception>
    public FilterLibrary(string path)
    {
        _path = path;
        try
        {
            RustHost.Define(_jit.MainDylib);
            using var context = new LlvmContext();
            LlvmModule module = Read(context);
            Split(module, inherited: LlvmLinkage.External, exported: LlvmLinkage.AvailableExternally);
            _jit.MainDylib.AddModule(module);
            Span<nuint> addresses = stackalloc nuint[2];
            _jit.MainDylib.Lookup([Free, Size], addresses);
            FreeFunction = addresses[0];
            nuint size = ((delegate* unmanaged[Cdecl]<nuint>)addresses[1])();
            if (size != (nuint)sizeof(User))
            {
                throw Misfit($"its users have {size} bytes, and ours {sizeof(User)}");
            }
        }
        catch (Exception e)
        {
            _jit.Dispose();
            if (e is LlvmException)
            {
                throw Misfit(e.Message);
            }

            throw;
        }
    }

    /// <summary>The session. Its main JITDylib has the host's functions and the common part of compiled.bc.</summary>
    public LLJit Session => _jit;

    /// <summary>The address of <c>free_matches</c>.</summary>
    public nuint FreeFunction { get; }

    /// <summary>
    /// Reads compiled.bc once more, for one query: what the library has compiled is there to be inlined only, and
    /// <paramref name="scan"/> is what the entry point is called in this copy.
    /// </summary>
    public LlvmModule ReadForQuery(LlvmContext context, out string scan)
    {
        LlvmModule module = Read(context);
        Split(module, inherited: LlvmLinkage.AvailableExternally, exported: LlvmLinkage.AvailableExternally);
        LlvmGlobal entry = module.GetFunction(Scan).Global;
        scan = string.Create(CultureInfo.InvariantCulture, $"{Scan}.{Interlocked.Increment(ref _queries)}");
        entry.Name = scan;
        entry.Linkage = LlvmLinkage.External;
        return module;
    }

    /// <summary>The exception for a compiled.bc of another version.</summary>
    public UserException Misfit(string problem) =>
        new($"'{_path}' does not fit this program: {problem}. Build it again with the compile project.");

    /// <inheritdoc/>
    public void Dispose() => _jit.Dispose();

    /// <summary>
    /// Decides about each function that is defined. Filters and getters (exported) disappear by inlining. All else that
    /// is local to compiled.bc (inherited), such as the growing of vectors, is defined by the library under the name it
    /// has. Constants stay in both; the compile project has made sure that there are no variables.
    /// </summary>
    private static void Split(LlvmModule module, LlvmLinkage inherited, LlvmLinkage exported)
    {
        foreach (LlvmFunction function in module.Functions)
        {
            LlvmGlobal global = function.Global;
            if (!global.IsDeclaration)
            {
                global.Linkage = global.IsLocal || global.Name is Free or Size ? inherited : exported;
            }
        }
    }

    private LlvmModule Read(LlvmContext context)
    {
        try
        {
            LlvmModule module = LlvmModule.FromFile(context, _path);
            foreach (string name in (ReadOnlySpan<string>)[Scan, Free, Size, "filter"])
            {
                if (module.FindFunction(name) is null)
                {
                    module.Dispose();
                    throw Misfit($"it has no function '{name}'");
                }
            }

            return module;
        }
        catch (FileNotFoundException)
        {
            throw new UserException($"no such file: '{_path}'. Build it with the compile project.");
        }
        catch (LlvmException e)
        {
            throw new UserException($"'{_path}' is damaged, or of another LLVM: {e.Message}");
        }
    }
}
