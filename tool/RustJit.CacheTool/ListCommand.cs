// `autojit-cache list`: the modules, and what has been compiled of them.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using RustJit.Cache;

namespace RustJit.CacheTool;

internal static class ListCommand
{
    private const int ShortId = 12;

    public static ToolCommand Create()
    {
        Option<string> sort = new("--sort") { Description = "By what to sort", DefaultValueFactory = _ => "used" };
        sort.AcceptOnlyFromAmong("used", "size", "source");
        return new ToolCommand("list", "List the modules and how much has been compiled of each.")
        {
            Options = { sort },
            Examples = [("autojit-cache list --sort size", "the largest first")],
            Execute = (parsed, context) => Run(context, parsed.GetValue(sort)!),
        };
    }

    private static int Run(ToolContext context, string sort)
    {
        CacheContents contents = context.ReadContents();
        // A pack is listed with the module whose directory it is in, and with no size where that is referred to.
        ILookup<string, CacheEntry> images =
            contents.Of(CacheEntryKind.Image).Concat(contents.Of(CacheEntryKind.Reference)).ToLookup(e => e.Module);
        List<ModuleSummary> modules = [];
        using (Progress progress = new(context.Host, "reading", contents.Of(CacheEntryKind.Module).Count()))
        {
            foreach (CacheEntry entry in contents.Of(CacheEntryKind.Module))
            {
                EntryContent content = EntryReader.Read(entry, NativeContentHasher.Instance);
                if (content.State != EntryState.Gone)
                {
                    modules.Add(Summary(entry, content, [.. images[entry.Module]]));
                }

                progress.Step();
            }
        }

        // Embedded modules, and those of programs built elsewhere, have no module file here.
        HashSet<string> known = [.. modules.Select(m => m.Id)];
        modules.AddRange(images.Where(g => !known.Contains(g.Key)).Select(g => new ModuleSummary(
            g.Key, null, null, null, 0, [.. g], g.Max(e => e.LastUsed), "not in this cache: embedded, or of another one")));
        modules = sort switch
        {
            "size" => [.. modules.OrderByDescending(m => m.Bytes + m.ImageBytes)],
            "source" => [.. modules.OrderBy(m => m.Source ?? "", StringComparer.Ordinal)],
            _ => [.. modules.OrderByDescending(m => m.LastUsed)],
        };
        if (context.Json)
        {
            context.WriteJson(new ListReport(context.Cache.Root, modules), ReportContext.Default.ListReport);
            return ExitCode.Success;
        }

        Table table = new("Module", ">Functions", ">Size", ">Images", ">Size", "Last used", "Source");
        foreach (ModuleSummary m in modules)
        {
            table.Add(
                m.Id[..ShortId],
                m.Functions is null ? "-" : $"{m.Functions}",
                m.Bytes == 0 ? "-" : Units.Size(m.Bytes),
                $"{m.Images}",
                Units.Size(m.ImageBytes),
                Units.Time(m.LastUsed),
                m.Source ?? $"({m.Problem})");
        }

        table.WriteTo(context.Host);
        return ExitCode.Success;
    }

    private static ModuleSummary Summary(CacheEntry entry, EntryContent content, List<CacheEntry> images) => new(
        entry.Module,
        entry.Path,
        content.Module?.SourceName,
        content.Module?.FunctionCount,
        entry.Size,
        images,
        images.Select(i => i.LastUsed).Append(entry.LastUsed).Max(),
        content.Reason);
}
