// `autojit-cache prune`: makes the cache smaller, least recently used first.

using System;
using System.Collections.Generic;
using System.CommandLine;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.CacheTool;

internal static class PruneCommand
{
    public static ToolCommand Create()
    {
        Option<long?> size = new("--max-size")
        {
            Description = "Remove the least recently used code until the rest fits in SIZE: 500M, 2G",
            HelpName = "SIZE",
            CustomParser = result => Parse(result, "a size such as 500M or 2G", ByteSize.Parse),
        };
        Option<TimeSpan?> age = new("--older-than")
        {
            Description = "Remove what was not used for AGE: 12h, 30d, 8w",
            HelpName = "AGE",
            CustomParser = result => Parse(result, "an age such as 12h, 30d or 8w", Units.ParseAge),
        };
        Option<bool> all = new("--all") { Description = "With --older-than: bitcode too, when its images were not used either" };
        Option<bool> yes = new("--yes", "-y") { Description = "Do not ask" };
        Option<bool> dryRun = new("--dry-run", "-n") { Description = "Only say what would be removed" };
        ToolCommand command = new("prune", "Remove compiled code by size or age, least recently used first.")
        {
            Options = { size, age, all, yes, dryRun },
            Examples =
            [
                ("autojit-cache prune --max-size 1G", "for a nightly job"),
                ("autojit-cache prune --older-than 90d --all -n", "what nobody has run for long, bitcode included"),
            ],
            Execute = (parsed, context) =>
            {
                CacheContents contents = context.ReadContents();
                List<CacheEntry> chosen = CacheCleaner.LeastRecentlyUsed(
                    contents, parsed.GetValue(size), parsed.GetValue(age), parsed.GetValue(all), context.Host.Now, NativeContentHasher.Instance);
                return Removal.Run(context, chosen, ask: !parsed.GetValue(yes), parsed.GetValue(dryRun));
            },
        };
        command.Validators.Add(result =>
        {
            bool hasSize = result.GetResult(size) is not null, hasAge = result.GetResult(age) is not null;
            if (!hasSize && !hasAge)
            {
                result.AddError("prune needs --max-size or --older-than");
            }
            else if (!hasAge && result.GetResult(all) is { Implicit: false })
            {
                result.AddError("prune --all needs --older-than: bitcode is removed by age only");
            }
        });
        return command;
    }

    /// <summary>Reads one value, and complains when it is not <paramref name="what"/>.</summary>
    public static T? Parse<T>(System.CommandLine.Parsing.ArgumentResult result, string what, Func<string, T?> parse)
        where T : struct
    {
        string text = result.Tokens[0].Value;
        T? value = parse(text);
        if (value is null)
        {
            result.AddError($"'{text}' is not {what}");
        }

        return value;
    }
}
