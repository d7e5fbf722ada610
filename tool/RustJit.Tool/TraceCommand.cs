// `autojit trace show`: recorded traffic between programs and autojitd, for people.

using System;
using System.CommandLine;
using System.IO;
using RustJit.Protocol;

namespace RustJit.Tool;

internal static class TraceCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "What `autojitd --trace FILE` wrote, or socat's recording (-r or -R) of one direction",
        };
        var show = new Command("show", "Prints one line for each message.") { file };
        show.SetAction(parsed => Show(parsed.GetRequiredValue(file)));
        return new Command("trace", "Shows what programs and autojitd said to each other.") { show };
    }

    private static int Show(string path)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"autojit: cannot read '{path}': {e.Message}");
            return 1;
        }

        foreach (string line in TraceReader.Lines(content))
        {
            Console.Out.WriteLine(line);
        }

        return 0;
    }
}
