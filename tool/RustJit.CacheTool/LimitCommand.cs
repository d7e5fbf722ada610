// `autojit-cache limit`: how large the pure cache may become.

using System.CommandLine;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.CacheTool;

internal static class LimitCommand
{
    public static ToolCommand Create()
    {
        Argument<long?> size = new("size")
        {
            Description = "A size such as 500M or 2G, or none for no limit; without it, the limit is shown",
            HelpName = "SIZE",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => result.Tokens.Count == 0 ? null
                : result.Tokens[0].Value == "none" ? 0
                : PruneCommand.Parse(result, "a size such as 500M or 2G, or none", ByteSize.Parse),
        };
        return new ToolCommand("limit", "Show or set how much space compiled code may take.")
        {
            Arguments = { size },
            Examples =
            [
                ("autojit-cache limit 2G", "least recently used code goes when there is more"),
                ("autojit-cache limit", "what holds now; $AUTOJIT_CACHE_MAX_SIZE comes first"),
            ],
            Execute = (parsed, context) => Run(context, parsed.GetValue(size)),
        };
    }

    private static int Run(ToolContext context, long? size)
    {
        if (size is not null)
        {
            CacheSettings.Write(context.Cache, size.Value);
            CacheSweep.Run(context.Cache, size.Value, context.Host.Now.ToUnixTimeSeconds());
        }

        CacheSettings settings = context.Settings();
        if (context.Json)
        {
            context.WriteJson(new LimitReport(context.Cache.Root, settings.Limit), ReportContext.Default.LimitReport);
        }
        else
        {
            context.Write(settings.Limit == 0 ? "none" : Units.Size(settings.Limit));
        }

        return ExitCode.Success;
    }
}
