// `autojit-cache stats`: how much there is, and how well it served.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using RustJit.Cache;

namespace RustJit.CacheTool;

internal static class StatsCommand
{
    public static ToolCommand Create()
    {
        Option<bool> zero = new("--zero", "-z") { Description = "Set the counters to zero" };
        return new ToolCommand("stats", "Show how many files there are, how large and how old, and how often they served.")
        {
            Options = { zero },
            Examples =
            [
                ("autojit-cache stats", "a table"),
                ("autojit-cache stats --json", "sizes in bytes, times in UTC"),
                ("autojit-cache stats --zero", "before something that is to be counted"),
            ],
            Execute = (parsed, context) => parsed.GetValue(zero) ? Zero(context) : Run(context),
        };
    }

    private static int Zero(ToolContext context)
    {
        context.ReadContents(); // Refuses a cache that is not this user's.
        CounterStore.Clear(context.Cache);
        if (!context.Json)
        {
            context.Write("All counters are zero.");
        }

        return ExitCode.Success;
    }

    private static int Run(ToolContext context)
    {
        CacheContents contents = context.ReadContents();
        CacheStatistics statistics = CacheStatistics.Of(contents);
        CacheCounts counts = CounterStore.Read(context.Cache);
        long limit = context.Settings().Limit;
        if (context.Json)
        {
            Dictionary<string, long> counters = Enum.GetValues<CacheCounter>().ToDictionary(CacheCounts.NameOf, c => counts[c]);
            context.WriteJson(new StatsReport(context.Cache.Root, statistics, limit, counters), ReportContext.Default.StatsReport);
            return ExitCode.Success;
        }

        context.Write($"Cache: {context.Cache.Root}");
        context.Write("");
        Table table = new("Store", ">Files", ">Size", "Oldest", "Newest");
        Add(table, "modules", statistics.Modules);
        Add(table, "objects", statistics.Objects);
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
        context.Write("");
        context.Write(limit == 0
            ? "Objects and images may take any amount of space."
            : $"Objects and images may take {Units.Size(limit)}; {Percent(statistics.Objects.Bytes + statistics.Images.Bytes, limit)} is used.");
        context.Write("");
        WriteCounters(context, counts);
        return ExitCode.Success;
    }

    private static void WriteCounters(ToolContext context, CacheCounts counts)
    {
        long hits = counts[CacheCounter.Hits], misses = counts[CacheCounter.Misses];
        Table table = new("Counter", ">Number", "");
        table.Add("runs", Number(counts[CacheCounter.Runs]), "processes that looked for code");
        table.Add("hits", Number(hits), hits + misses == 0 ? "images found" : $"images found, {Percent(hits, hits + misses)}");
        table.Add("misses", Number(misses), $"units of {Number(counts[CacheCounter.Functions])} functions, {Number(counts[CacheCounter.ObjectsFound])} found as objects");
        table.Add("written", Number(counts[CacheCounter.Written]), $"objects and images, {Units.Size(counts[CacheCounter.WrittenBytes])}");
        if (counts[CacheCounter.Evicted] != 0)
        {
            table.Add("evicted", Number(counts[CacheCounter.Evicted]), $"objects and images, {Units.Size(counts[CacheCounter.EvictedBytes])}, to stay within the limit");
        }

        foreach (ImageError reason in Enum.GetValues<ImageError>().Where(e => e != ImageError.None && counts[CacheCounts.Rejected(e)] != 0))
        {
            table.Add("rejected", Number(counts[CacheCounts.Rejected(reason)]), $"{reason}");
        }

        table.WriteTo(context.Host);
    }

    private static void Add(Table table, string name, StoreStatistics store) =>
        table.Add(name, $"{store.Files}", Units.Size(store.Bytes), Time(store.Oldest), Time(store.Newest));

    private static string Time(DateTimeOffset? time) => time is null ? "-" : Units.Time(time.Value);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(long part, long whole) => $"{100.0 * part / whole:F1} %";
}
