// compiled.bc, made once for all tests.

using System;
using System.IO;
using System.Runtime.CompilerServices;
using QueryFilter.Compile;
using RustJit.Orc;

namespace QueryFilter.Tests;

public sealed class CompiledFilters : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("query-filter-");

    public CompiledFilters()
    {
        string bitcode = new CrateCompiler("cargo", Workspace(), System.IO.Path.Combine(_directory.FullName, "cargo"), "native").Compile();
        Path = System.IO.Path.Combine(_directory.FullName, "compiled.bc");
        using var context = new LlvmContext();
        using LlvmModule module = LlvmModule.FromFile(context, bitcode);
        ModuleLinker.Link(module, []);
        module.WriteBitcode(Path);
        Library = new FilterLibrary(Path);
        Users = UserGenerator.Generate(3000, seed: 1);
        AddOddUsers();
    }

    internal string Path { get; }

    internal FilterLibrary Library { get; }

    /// <summary>Generated users, and some with texts of every length around the sizes that the filters treat differently.</summary>
    internal UserTable Users { get; }

    public static string Workspace([CallerFilePath] string file = "") => System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, ".."));

    public void Dispose()
    {
        Users.Dispose();
        Library.Dispose();
        _directory.Delete(recursive: true);
    }

    private void AddOddUsers()
    {
        for (int length = 0; length <= 70; length++)
        {
            foreach (char last in "abz\u00fc\0")
            {
                ref User user = ref Users.Add();
                user.Notes = Users.Store(System.Text.Encoding.UTF8.GetBytes(new string('a', length) + last));
                user.Age = length - 3;
                user.Logins = long.MinValue + length;
            }
        }
    }
}
