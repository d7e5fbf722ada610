// The autojit command: one file per subcommand.

using System.CommandLine;

namespace RustJit.Tool;

internal static class Program
{
    private static int Main(string[] args)
    {
        var root = new RootCommand("Runs IR, bitcode, objects, C, C++ and Rust through LLVM's JIT.")
        {
            RunCommand.Create(),
        };
        return root.Parse(args).Invoke();
    }
}
