// What clear and prune share: the warning, the removal, and the account of it.

using System.Collections.Generic;
using System.Linq;
using RustJit.Cache;

namespace RustJit.CacheTool;

internal static class Removal
{
    /// <summary>Removes <paramref name="entries"/>.</summary>
    /// <param name="context">The command's context.</param>
    /// <param name="entries">What to remove.</param>
    /// <param name="ask">Whether to ask before bitcode is removed.</param>
    /// <param name="dryRun">Whether to remove nothing.</param>
    public static int Run(ToolContext context, List<CacheEntry> entries, bool ask, bool dryRun)
    {
        int modules = entries.Count(e => e.Kind == CacheEntryKind.Module);
        if (modules != 0 && ask && !dryRun)
        {
            string what = modules == 1 ? "1 module file" : $"{modules} module files";
            if (!context.Confirm(
                $"Removing {what} stops the programs built from them until they are built again, except those built with AUTOJIT_STORE=embed. Remove?"))
            {
                return ExitCode.NotConfirmed;
            }
        }

        CleanResult result = dryRun
            ? new CleanResult(entries.Count, entries.Sum(e => e.Size), [])
            : RemoveWithProgress(context, entries);
        foreach (string failure in result.Failures)
        {
            context.Warn(failure);
        }

        if (context.Json)
        {
            context.WriteJson(
                new RemovalReport(context.Cache.Root, dryRun, result.Files, result.Bytes, result.Failures), ReportContext.Default.RemovalReport);
        }
        else
        {
            string verb = dryRun ? "Would remove" : "Removed";
            string files = result.Files == 1 ? "1 file" : $"{result.Files} files";
            context.Write($"{verb} {files}, {Units.Size(result.Bytes)}.");
        }

        return result.Failures.Count == 0 ? ExitCode.Success : ExitCode.Unusable;
    }

    private static CleanResult RemoveWithProgress(ToolContext context, List<CacheEntry> entries)
    {
        using Progress progress = new(context.Host, "removing", entries.Count);
        return CacheCleaner.Remove(context.Cache, entries, progress.Step);
    }
}
