// The autojit-cache command: one file per subcommand.

using System;

namespace RustJit.CacheTool;

internal static class Program
{
    private static int Main(string[] args) => new Application(ToolHost.OfProcess()).Run(args);
}
