// `autojit-cache path`: where the cache is.

using RustJit.Cache;

namespace RustJit.CacheTool;

internal static class PathCommand
{
    public static ToolCommand Create() => new("path", "Print where the cache is.")
    {
        Examples = [("du -sh \"$(autojit-cache path)\"", "what the whole cache takes on disk")],
        Execute = (_, context) =>
        {
            CacheDirectory cache = context.Cache;
            if (context.Json)
            {
                bool exists = DirectoryCheck.Inspect(cache.Root) != DirectoryProblem.Missing;
                context.WriteJson(
                    new PathReport(cache.Root, cache.Modules, cache.Objects, cache.Images, exists), ReportContext.Default.PathReport);
            }
            else
            {
                context.Write(cache.Root);
            }

            return ExitCode.Success;
        },
    };
}
