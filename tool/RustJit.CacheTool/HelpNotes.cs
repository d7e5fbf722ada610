// Help with examples and exit codes below what System.CommandLine prints.

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.IO;

namespace RustJit.CacheTool;

internal sealed class HelpNotes(HelpAction standard) : SynchronousCommandLineAction
{
    // A missing argument is no reason to refuse help.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        standard.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ToolCommand { Examples.Length: > 0 } command)
        {
            output.WriteLine("Examples:");
            foreach ((string line, string meaning) in command.Examples)
            {
                output.WriteLine($"  {line,-44} {meaning}");
            }

            output.WriteLine();
        }

        output.WriteLine("Exit codes:");
        output.WriteLine("  0  done, and nothing is wrong");
        output.WriteLine("  1  verify or doctor found something wrong, or show something missing");
        output.WriteLine("  2  the command line is wrong");
        output.WriteLine("  3  the cache cannot be used: not this user's, or an input/output error");
        output.WriteLine("  4  not confirmed, so nothing was done");
        return ExitCode.Success;
    }
}
