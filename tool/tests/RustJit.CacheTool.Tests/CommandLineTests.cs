// What holds for all commands: help, errors, exit codes, colours, which cache.

using System;
using System.IO;
using System.Linq;
using RustJit.Cache.Tests;

namespace RustJit.CacheTool.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly CacheFixture _fixture = new();

    [Fact]
    public void Help_OfTheTool_ListsCommandsAndExitCodes()
    {
        ToolRun run = ToolRun.Of(_fixture, ["--help"]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.All(
            ["stats", "list", "show", "clear", "prune", "verify", "path", "doctor", "completion", "Exit codes:", "--json"],
            word => Assert.Contains(word, run.Output));
    }

    [Theory]
    [InlineData("stats")]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("clear")]
    [InlineData("prune")]
    [InlineData("verify")]
    [InlineData("path")]
    [InlineData("doctor")]
    [InlineData("completion")]
    public void Help_OfEachCommand_HasExamples(string command)
    {
        ToolRun run = ToolRun.Of(_fixture, [command, "--help"]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("Examples:", run.Output);
        Assert.Contains("Exit codes:", run.Output);
    }

    [Theory]
    [InlineData("'nonsense'", "nonsense")]
    [InlineData("Required command", "")]
    [InlineData("'--nonsense'", "stats", "--nonsense")]
    [InlineData("Required argument", "show")]
    [InlineData("csh", "completion", "csh")]
    [InlineData("name", "list", "--sort", "name")]
    [InlineData("needs --max-size or --older-than", "prune")]
    [InlineData("'1X' is not a size", "prune", "--max-size", "1X")]
    [InlineData("'-1' is not a size", "prune", "--max-size", "-1")]
    [InlineData("'5' is not an age", "prune", "--older-than", "5")]
    [InlineData("by age only", "prune", "--max-size", "1", "--all")]
    public void Run_WrongCommandLine_IsNamedOnOneLine(string words, params string[] arguments)
    {
        ToolRun run = ToolRun.Of(_fixture, [.. arguments.Where(a => a.Length != 0)]);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(words, run.Error);
        Assert.Contains("--help", run.Error);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("stats")]
    [InlineData("list")]
    [InlineData("clear")]
    [InlineData("clear", "--all", "--yes")]
    [InlineData("prune", "--max-size", "0")]
    [InlineData("verify", "--repair")]
    [InlineData("show", "0123")]
    public void Run_RootThatOthersMayWriteTo_IsRefusedAndUntouched(params string[] arguments)
    {
        string image = _fixture.Image(CacheFixture.ModuleA, 1, 1, TimeSpan.FromDays(9));
        File.SetUnixFileMode(_fixture.Cache.Root, (UnixFileMode)0x1FF);
        ToolRun run = ToolRun.Of(_fixture, arguments);
        Assert.Equal(ExitCode.Unusable, run.ExitCode);
        Assert.StartsWith($"autojit-cache: others may write to '{_fixture.Cache.Root}'", run.Error);
        Assert.True(File.Exists(image));
    }

    [Fact]
    public void Run_CacheDirOption_WinsOverTheEnvironment()
    {
        using CacheFixture other = new();
        Assert.Equal(other.Cache.Root + "\n", ToolRun.Of(_fixture, ["--cache-dir", other.Cache.Root, "path"]).Output);
        Assert.Equal(other.Cache.Root + "\n", ToolRun.Of(_fixture, ["path", "--cache-dir", other.Cache.Root]).Output);
    }

    [Fact]
    public void Run_StoreThatIsASymbolicLink_IsLeftOutWithAWarning()
    {
        using CacheFixture other = new();
        string outside = other.Image(CacheFixture.ModuleA, 1, 1, TimeSpan.FromDays(1));
        File.CreateSymbolicLink(_fixture.Combine("images"), other.Combine("images"));
        ToolRun run = ToolRun.Of(_fixture, ["clear", "--all", "--yes"]);
        Assert.Contains("left out", run.Error);
        Assert.Contains("symbolic link", run.Error);
        Assert.True(File.Exists(outside));
    }

    [Fact]
    public void Run_Terminal_GetsColours() => Assert.Contains("\u001b[1m", ToolRun.Of(_fixture, ["stats"], color: true).Output);

    [Fact]
    public void Run_Pipe_GetsNoEscapes() => Assert.DoesNotContain('\u001b', ToolRun.Of(_fixture, ["stats"]).Output);

    [Theory]
    [InlineData("bash", "complete -o default -F _autojit_cache autojit-cache")]
    [InlineData("zsh", "#compdef autojit-cache")]
    [InlineData("fish", "complete -c autojit-cache")]
    public void Completion_OfAShell_IsItsScript(string shell, string line)
    {
        ToolRun run = ToolRun.Of(_fixture, ["completion", shell]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains(line, run.Output);
    }

    [Theory]
    [InlineData("autojit-cache pr", "prune")]
    [InlineData("autojit-cache prune --ol", "--older-than")]
    [InlineData("autojit-cache show 0123", CacheFixture.ModuleA)]
    public void Suggest_StartOfAWord_IsCompleted(string line, string expected)
    {
        _fixture.Module(CacheFixture.ModuleA, 1, TimeSpan.Zero);
        ToolRun run = ToolRun.Of(_fixture, [$"[suggest:{line.Length}]", line]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains(expected, run.Output.Split('\n'));
    }

    public void Dispose() => _fixture.Dispose();
}
