// The plugin and the runtime that this program was installed with: PREFIX/bin has this program, PREFIX/lib the rest.

using System;
using System.IO;

namespace RustJit.Tool;

/// <param name="Library">PREFIX/lib.</param>
internal readonly record struct PluginFiles(string Library)
{
    /// <summary>The pass plugin.</summary>
    public string Plugin => Path.Combine(Library, "autojit.so");

    /// <summary>The files of this installation.</summary>
    /// <exception cref="ToolException">It is incomplete.</exception>
    public static PluginFiles BesideThisProgram()
    {
        // Through symbolic links: the program may be linked into a directory of PATH.
        string program = Environment.ProcessPath!;
        program = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
        var files = new PluginFiles(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(program)!, "..", "lib")));
        foreach (string file in (ReadOnlySpan<string>)[files.Plugin, Path.Combine(files.Library, "libautojit-runtime.so")])
        {
            if (!File.Exists(file))
            {
                throw new ToolException($"'{file}' is missing: install RustJit again (make && make install PREFIX=...)");
            }
        }

        return files;
    }
}
