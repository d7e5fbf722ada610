// `autojit-cache show`: one module, or all modules that a program needs.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using RustJit.Cache;

namespace RustJit.CacheTool;

internal static class ShowCommand
{
    public static ToolCommand Create(Func<IEnumerable<string>> knownIds)
    {
        Argument<string> what = new("what")
        {
            Description = "A module's hash or the start of it, or a program or library that was built with the plugin",
            HelpName = "ID|BINARY",
        };
        what.CompletionSources.Add(_ => knownIds().Select(id => new System.CommandLine.Completions.CompletionItem(id)));
        Option<bool> functions = new("--functions", "-f") { Description = "List every function" };
        return new ToolCommand("show", "Show a module, or the modules that a program needs and where they are.")
        {
            Arguments = { what },
            Options = { functions },
            Examples =
            [
                ("autojit-cache show 28597a", "the module whose hash begins so"),
                ("autojit-cache show ./program", "exit code 1 when it would not run"),
                ("autojit-cache show ./program --functions", "which functions have been compiled"),
            ],
            Execute = (parsed, context) =>
            {
                string name = parsed.GetValue(what)!;
                bool isId = name.Length <= 32 && !name.AsSpan().ContainsAnyExcept("0123456789abcdef");
                return isId && !File.Exists(name)
                    ? ShowModule(context, name, parsed.GetValue(functions))
                    : ShowProgram(context, name, parsed.GetValue(functions));
            },
        };
    }

    private static int ShowModule(ToolContext context, string prefix, bool functions)
    {
        CacheContents contents = context.ReadContents();
        string[] ids = [.. contents.Entries.Where(e => e.Module.Length != 0 && e.Module.StartsWith(prefix, StringComparison.Ordinal))
            .Select(e => e.Module).Distinct().Order(StringComparer.Ordinal)];
        if (ids.Length != 1)
        {
            context.Warn(ids.Length == 0
                ? $"no module begins with '{prefix}', and there is no such file; see autojit-cache list"
                : $"{ids.Length} modules begin with '{prefix}'; write more of the hash: {string.Join(", ", ids.Take(5))}");
            return ExitCode.Problem;
        }

        ModuleReport report = ModuleReports.OfCache(contents, ids[0]);
        if (context.Json)
        {
            context.WriteJson(report, ReportContext.Default.ModuleReport);
        }
        else
        {
            WriteModule(context, report, functions);
        }

        return report.Usable ? ExitCode.Success : ExitCode.Problem;
    }

    private static int ShowProgram(ToolContext context, string path, bool functions)
    {
        List<ProgramModule> program;
        try
        {
            program = ProgramModules.Read(File.ReadAllBytes(path));
        }
        catch (CacheException e)
        {
            context.Warn($"cannot show '{path}': {e.Message}");
            return ExitCode.Problem;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            context.Warn($"there is neither a file '{path}' nor a module whose hash begins so");
            return ExitCode.Problem;
        }

        CacheContents contents = context.ReadContents();
        List<ModuleReport> modules = [.. program.Select(m => ModuleReports.OfProgram(context.Cache, contents, m))];
        if (context.Json)
        {
            context.WriteJson(new ProgramReport(Path.GetFullPath(path), modules), ReportContext.Default.ProgramReport);
        }
        else if (modules.Count == 0)
        {
            context.Write($"{path} has no lazily compiled functions.");
        }
        else if (functions)
        {
            foreach (ModuleReport module in modules)
            {
                WriteModule(context, module, functions: true);
                context.Write("");
            }
        }
        else
        {
            Table table = new("Module", ">Compiled", ">Functions", "Source", "Where");
            foreach (ModuleReport m in modules)
            {
                table.Add(m.Id[..12], $"{m.Compiled}", $"{m.FunctionCount}", m.Source ?? "-", m.Problem ?? m.Where ?? "-");
            }

            table.WriteTo(context.Host);
        }

        foreach (ModuleReport missing in modules.Where(m => !m.Usable))
        {
            context.Warn($"functions of {missing.Source} cannot be compiled: {missing.Problem}; build the program again");
        }

        return modules.All(m => m.Usable) ? ExitCode.Success : ExitCode.Problem;
    }

    private static void WriteModule(ToolContext context, ModuleReport m, bool functions)
    {
        context.Write($"Module     {m.Id}");
        context.Write($"Source     {m.Source ?? "-"}");
        context.Write($"Where      {m.Where ?? "-"}{(m.Problem is null ? "" : $" ({m.Problem})")}");
        if (m.FunctionCount is not null)
        {
            context.Write($"Made       {(m.Created is null ? "-" : Units.Time(m.Created.Value))}, {Units.Size(m.Bytes)}, LLVM {m.Llvm}, {m.Level}{(m.DebugInformation == true ? ", with debug information" : "")}");
            context.Write($"Functions  {m.FunctionCount}, {m.Compiled} compiled; {m.Imports} imports");
        }

        foreach (ImageReport image in m.Images)
        {
            context.Write($"Image      {image.Path}: {image.Problem ?? $"{image.Functions.Count} functions, {Units.Size(image.Bytes)}, last used {Units.Time(image.LastUsed)}, {image.Key}"}");
        }

        if (functions && m.Functions.Count != 0)
        {
            context.Write("");
            Table table = new(">Id", "Kind", "Compiled", ">Instructions", "Name");
            foreach (FunctionReport f in m.Functions)
            {
                table.Add($"{f.Id}", f.Kind == Core.FunctionKind.Root ? "root" : "inner", f.Compiled ? "yes" : "no", $"{f.Instructions}", f.Name);
            }

            table.WriteTo(context.Host);
        }
    }
}
