// query-filter panic: shows what a panic of the Rust code does.

using System.CommandLine;

namespace QueryFilter;

internal static class PanicCommand
{
    public static Command Create()
    {
        var functions = RunCommand.FunctionsOption();
        var command = new Command("panic", "Asks the compiled filter for more users than it can count.") { functions };
        command.SetAction(result =>
        {
            using var library = new FilterLibrary(result.GetValue(functions)!);
            using var filter = new JitFilter(library, QueryParser.Parse("age > 0"));
            unsafe
            {
                // Rust refuses the number before it looks at any user.
                filter.Scan(null, (nuint)1 << 33);
            }

            return 1;
        });
        return command;
    }
}
