// The autojit command: one file per subcommand.

using System.CommandLine;

namespace RustJit.Tool;

internal static class Program
{
    private static int Main(string[] args)
    {
        var root = new RootCommand("Runs IR, bitcode, objects, C, C++ and Rust through LLVM's JIT; builds Rust packages lazily.")
        {
            RunCommand.Create(),
            CargoCommand.Create(),
            TraceCommand.Create(),
        };
        return args is ["cargo", .. string[] rest] ? CargoCommand.Run(rest) : root.Parse(args).Invoke();
    }
}
