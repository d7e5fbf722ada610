// query-filter-compile: from Rust sources to compiled.bc and compiled.ll.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using RustJit.Orc;

namespace QueryFilter.Compile;

internal static class Program
{
    private static int Main(string[] args)
    {
        var workspace = new Option<string>("--workspace") { Description = "The directory of the Cargo workspace", DefaultValueFactory = _ => "." };
        var output = new Option<string>("--output") { Description = "The directory for compiled.bc, compiled.ll and what cargo writes", DefaultValueFactory = _ => "." };
        var link = new Option<List<string>>("--link") { Description = "More modules (.bc or .ll) to link in", DefaultValueFactory = _ => [] };
        var cargo = new Option<string>("--cargo") { Description = "The cargo to call", DefaultValueFactory = _ => "cargo" };
        var cpu = new Option<string>("--cpu") { Description = "The processor, as for rustc -Ctarget-cpu; x86-64 is any of them", DefaultValueFactory = _ => "native" };
        var root = new RootCommand("Compiles the Rust filters and what they need of core and alloc to one optimised module.") { workspace, output, link, cargo, cpu };
        root.SetAction(result =>
        {
            string directory = Directory.CreateDirectory(result.GetValue(output)!).FullName;
            var crate = new CrateCompiler(result.GetValue(cargo)!, result.GetValue(workspace)!, Path.Combine(directory, "cargo"), result.GetValue(cpu)!);
            using var context = new LlvmContext();
            using LlvmModule module = LlvmModule.FromFile(context, crate.Compile());
            ModuleLinker.Link(module, result.GetValue(link)!);
            string path = Path.Combine(directory, "compiled.bc");
            module.WriteBitcode(path);
            module.WriteText(Path.ChangeExtension(path, ".ll"));
            Console.WriteLine($"{path}: {ModuleLinker.Describe(module)}, {new FileInfo(path).Length / 1024} KB");
        });
        try
        {
            return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is CompileException or LlvmException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
