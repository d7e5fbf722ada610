// `autojit-cache clear`: removes what can be made again, and the rest only after a warning.

using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using RustJit.Cache;

namespace RustJit.CacheTool;

internal static class ClearCommand
{
    public static ToolCommand Create()
    {
        Option<bool> all = new("--all") { Description = "Remove bitcode too: programs that were built need it" };
        Option<bool> yes = new("--yes", "-y") { Description = "Do not ask" };
        Option<bool> dryRun = new("--dry-run", "-n") { Description = "Only say what would be removed" };
        return new ToolCommand("clear", "Remove compiled code. Programs compile again when they need it.")
        {
            Options = { all, yes, dryRun },
            Examples =
            [
                ("autojit-cache clear", "safe at any time, also while programs run"),
                ("autojit-cache clear --all", "everything: built programs must be built again"),
            ],
            Execute = (parsed, context) =>
            {
                CacheContents contents = context.ReadContents();
                bool modules = parsed.GetValue(all);
                List<CacheEntry> chosen = CacheCleaner.Everything(contents, modules, context.Host.Now);
                return Removal.Run(context, chosen, ask: !parsed.GetValue(yes), parsed.GetValue(dryRun));
            },
        };
    }
}
