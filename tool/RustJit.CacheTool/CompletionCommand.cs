// `autojit-cache completion`: scripts that let a shell ask this program what may come next.

using System.CommandLine;

namespace RustJit.CacheTool;

internal static class CompletionCommand
{
    // [suggest:POSITION] is System.CommandLine's directive: it prints what may stand there.
    private const string Bash = """
        _autojit_cache() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(autojit-cache "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _autojit_cache autojit-cache
        """;

    private const string Zsh = """
        #compdef autojit-cache
        _autojit_cache() {
          local -a words_found
          words_found=("${(@f)$(autojit-cache "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
          compadd -- $words_found
          _files
        }
        compdef _autojit_cache autojit-cache
        """;

    private const string Fish = """
        complete -c autojit-cache -a '(autojit-cache "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
        """;

    public static ToolCommand Create()
    {
        Argument<string> shell = new("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        return new ToolCommand("completion", "Print a script that completes command lines.")
        {
            Arguments = { shell },
            Examples = [("eval \"$(autojit-cache completion bash)\"", "in ~/.bashrc")],
            Execute = (parsed, context) =>
            {
                context.Write(parsed.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish });
                return ExitCode.Success;
            },
        };
    }
}
