// Makes one module of several: links, internalises, optimises, and checks what is left to the host.

using System;
using System.Collections.Generic;
using System.Linq;
using RustJit.Orc;

namespace QueryFilter.Compile;

internal static class ModuleLinker
{
    /// <summary>What the runner defines, and what a query defines.</summary>
    private static readonly string[] s_host = ["host_alloc", "host_realloc", "host_dealloc", "host_panic", "rust_eh_personality", "filter"];

    /// <summary>Functions of the C library that LLVM calls of its own accord.</summary>
    private static readonly string[] s_libc = ["memcpy", "memmove", "memset", "memcmp", "bcmp", "strlen"];

    /// <summary>Links more modules into the Rust one. What Rust exports stays visible; all else becomes local, and goes when unused.</summary>
    /// <exception cref="CompileException">The result needs functions that nobody has.</exception>
    public static void Link(LlvmModule module, IReadOnlyList<string> more)
    {
        string[] exports = [.. Exports(module)];
        foreach (string path in more)
        {
            module.Link(LlvmModule.FromFile(module.Context, path));
        }

        module.StripDebugInfo();
        module.Internalize(exports);
        module.RunPasses("default<O2>");
        module.Verify();
        string[] missing = [.. Undefined(module).Except(s_host).Except(s_libc)];
        if (missing.Length != 0)
        {
            throw new CompileException($"nothing defines {string.Join(", ", missing.Select(m => $"'{m}'"))}: add it to the crate, or a module with --link");
        }

        // The runner has one copy of the data for each query.
        LlvmGlobal[] variables = [.. module.Globals.Where(g => !g.IsDeclaration && g.ToString().Contains(" global ", StringComparison.Ordinal))];
        if (variables.Length != 0)
        {
            throw new CompileException($"{string.Join(", ", variables.Select(v => $"'{v.Name}'"))}: filters must not have variables of their own, only constants");
        }
    }

    public static string Describe(LlvmModule module) =>
        $"{module.Functions.Count(f => !f.Global.IsDeclaration)} functions, {Exports(module).Count()} of them for queries; needs {string.Join(", ", Undefined(module))}";

    private static IEnumerable<string> Exports(LlvmModule module) =>
        module.Functions.Where(f => !f.Global.IsDeclaration && f.Global.Linkage == LlvmLinkage.External).Select(f => f.Name);

    private static IEnumerable<string> Undefined(LlvmModule module) =>
        module.Globals.Where(g => g.IsDeclaration && !g.Name.StartsWith("llvm.", StringComparison.Ordinal)).Select(g => g.Name);
}
