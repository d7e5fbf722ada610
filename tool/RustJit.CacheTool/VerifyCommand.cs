// `autojit-cache verify`: reads everything, and names what is damaged.

using System;
using System.CommandLine;
using System.Linq;
using RustJit.Cache;

namespace RustJit.CacheTool;

internal static class VerifyCommand
{
    public static ToolCommand Create()
    {
        Option<bool> repair = new("--repair") { Description = "Remove what is damaged" };
        return new ToolCommand("verify", "Check every file against its hash and its name.")
        {
            Options = { repair },
            Examples =
            [
                ("autojit-cache verify", "exit code 1 when anything is damaged"),
                ("autojit-cache verify --repair", "images are made again; for bitcode, build the program again"),
            ],
            Execute = (parsed, context) => Run(context, parsed.GetValue(repair)),
        };
    }

    private static int Run(ToolContext context, bool repair)
    {
        CacheContents contents = context.ReadContents();
        VerifyResult result;
        using (Progress progress = new(context.Host, "checking", contents.Entries.Count))
        {
            result = CacheVerifier.Verify(context.Cache, contents, repair, NativeContentHasher.Instance, progress.Step);
        }

        if (context.Json)
        {
            context.WriteJson(new VerifyReport(context.Cache.Root, result), ReportContext.Default.VerifyReport);
        }
        else
        {
            foreach (EntryFinding finding in result.Findings)
            {
                string word = finding.State == EntryState.Damaged ? "damaged" : "unreadable";
                string note = finding.Removed ? " (removed)" : "";
                context.Write($"{Style.Bad(context.Host, word)}  {finding.Entry.Path}: {finding.Reason}{note}");
            }

            context.Write(Conclusion(result, repair));
        }

        bool allWell = contents.Problems.Count == 0 && result.Findings.All(f => f.Removed);
        return allWell ? ExitCode.Success : ExitCode.Problem;
    }

    private static string Conclusion(VerifyResult result, bool repair)
    {
        string text = $"Checked {Count(result.Checked, "file")}: {(result.Findings.Count == 0 ? "all sound" : $"{result.Findings.Count} not sound")}";
        if (result.OtherVersion != 0)
        {
            text += $", {result.OtherVersion} of another version";
        }

        text += ".";
        if (!repair && result.Findings.Any(f => f.State == EntryState.Damaged))
        {
            text += " Run autojit-cache verify --repair to remove what is damaged.";
        }

        return result.Findings.Any(f => f.State == EntryState.Damaged && f.Entry.Kind == CacheEntryKind.Module)
            ? text + " Programs that need a damaged module must be built again."
            : text;
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
