// `autojit-cache stats`: how much there is.

using System;
using RustJit.Cache;

namespace RustJit.CacheTool;

internal static class StatsCommand
{
    public static ToolCommand Create() => new("stats", "Show how many files there are, how large and how old.")
    {
        Examples =
        [
            ("autojit-cache stats", "a table"),
            ("autojit-cache stats --json", "sizes in bytes, times in UTC"),
        ],
        Execute = (_, context) => Run(context),
    };

    private static int Run(ToolContext context)
    {
        CacheStatistics statistics = CacheStatistics.Of(context.ReadContents());
        if (context.Json)
        {
            context.WriteJson(new StatsReport(context.Cache.Root, statistics), ReportContext.Default.StatsReport);
            return ExitCode.Success;
        }

        context.Write($"Cache: {context.Cache.Root}");
        context.Write("");
        Table table = new("Store", ">Files", ">Size", "Oldest", "Newest");
        Add(table, "modules", statistics.Modules);
        Add(table, "images", statistics.Images);
        if (statistics.Temporaries.Files != 0)
        {
            Add(table, "temporary", statistics.Temporaries);
        }

        if (statistics.Foreign.Files != 0)
        {
            Add(table, "not ours", statistics.Foreign);
        }

        table.WriteTo(context.Host);
        return ExitCode.Success;
    }

    private static void Add(Table table, string name, StoreStatistics store) =>
        table.Add(name, $"{store.Files}", Units.Size(store.Bytes), Time(store.Oldest), Time(store.Newest));

    private static string Time(DateTimeOffset? time) => time is null ? "-" : Units.Time(time.Value);
}
