// Command line of the bindings generator: read llvm-c headers, write C# declarations and the export list.

using System;
using System.IO;

namespace RustJit.BindingsGenerator;

internal static class Program
{
    /// <summary>The headers whose declarations are bound. Others are read only because these include them.</summary>
    internal static readonly string[] s_headers =
    [
        "Types.h", "Core.h", "Comdat.h", "DebugInfo.h", "Error.h", "ErrorHandling.h", "Support.h", "Analysis.h", "BitReader.h",
        "BitWriter.h", "IRReader.h", "Linker.h", "Target.h", "TargetMachine.h", "Transforms/PassBuilder.h",
        "Orc.h", "OrcEE.h", "LLJIT.h", "LLJITUtils.h",
    ];

    private static int Main(string[] args)
    {
        if (args.Length is < 1 or > 3 || args[0] is "-h" or "--help")
        {
            Console.Error.WriteLine("usage: RustJit.BindingsGenerator OUTPUT_DIR [INCLUDE_DIR] [CLANG]");
            Console.Error.WriteLine("  OUTPUT_DIR   usually runtime/RustJit.Interop/Generated");
            Console.Error.WriteLine("  INCLUDE_DIR  folder that holds llvm-c/ (default /usr/lib/llvm-22/include)");
            Console.Error.WriteLine("  CLANG        the clang of the same LLVM (default clang-22)");
            return 2;
        }

        string output = args[0];
        string include = args.Length > 1 ? args[1] : "/usr/lib/llvm-22/include";
        string clang = args.Length > 2 ? args[2] : "clang-22";
        try
        {
            HeaderModel model = HeaderModel.Read(clang, include, s_headers);
            Directory.CreateDirectory(output);
            foreach ((string name, string content) in BindingWriter.WriteAll(model, s_headers))
            {
                File.WriteAllText(Path.Combine(output, name), content);
            }

            Console.WriteLine($"{model.Functions.Count} functions, {model.Enums.Count} enums, {model.Records.Count} structs; {model.Skipped.Count} skipped:");
            foreach (string skipped in model.Skipped)
            {
                Console.WriteLine($"  {skipped}");
            }

            return 0;
        }
        catch (InvalidOperationException e)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return 1;
        }
    }
}
