// query-filter: one subcommand per thing to do.

using System;
using System.CommandLine;
using RustJit.Orc;

namespace QueryFilter;

internal static class Program
{
    private static int Main(string[] args)
    {
        var root = new RootCommand("Filters users by a query, with LLVM's JIT and without.")
        {
            GenerateCommand.Create(),
            RunCommand.Create(),
            PanicCommand.Create(),
        };
        try
        {
            return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is UserException or LlvmException or System.IO.IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
