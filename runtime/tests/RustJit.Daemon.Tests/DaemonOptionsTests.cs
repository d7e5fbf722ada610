// The command line of autojitd.

using System;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

namespace RustJit.Daemon.Tests;

public class DaemonOptionsTests
{
    [Fact]
    public void Parse_Nothing_StaysForEverOnTwoThreadsAtLeast()
    {
        DaemonOptions? options = DaemonOptions.Parse([], _ => null, out string? problem);
        Assert.Null(problem);
        Assert.Null(options!.Idle);
        Assert.Null(options.Socket);
        Assert.True(options.Threads >= 2);
    }

    [Fact]
    public void Parse_Spawned_EndsWhenIdle() =>
        Assert.Equal(TimeSpan.FromSeconds(60), DaemonOptions.Parse(["--spawned"], _ => null, out _)!.Idle);

    [Fact]
    public void Parse_OptionAndVariable_TakesTheOption()
    {
        DaemonOptions? options = DaemonOptions.Parse(["--idle", "7"], name => name == "AUTOJITD_IDLE_SECONDS" ? "9" : null, out _);
        Assert.Equal(TimeSpan.FromSeconds(7), options!.Idle);
        options = DaemonOptions.Parse(["--spawned"], name => name == "AUTOJITD_IDLE_SECONDS" ? "9" : null, out _);
        Assert.Equal(TimeSpan.FromSeconds(9), options!.Idle);
    }

    [Theory]
    [InlineData("--idle", "-1")]
    [InlineData("--idle", "soon")]
    [InlineData("--threads", "0")]
    [InlineData("--threads", "100000")]
    [InlineData("--verbose", "x")]
    public void Parse_WrongValue_SaysWhich(string option, string value)
    {
        Assert.Null(DaemonOptions.Parse([option, value], _ => null, out string? problem));
        Assert.Contains(option, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_MissingValue_SaysWhich()
    {
        Assert.Null(DaemonOptions.Parse(["--socket"], _ => null, out string? problem));
        Assert.Equal("--socket needs a value; see --help", problem);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("On", true)]
    [InlineData("off", false)]
    [InlineData("0", false)]
    public void Parse_WatchVariable_IsAFlag(string? value, bool expected) =>
        Assert.Equal(expected, DaemonOptions.Parse([], name => name == "AUTOJITD_WATCH" ? value : null, out _)!.Watch);

    [Fact]
    public void Parse_WatchVariableThatIsNone_SaysWhich()
    {
        Assert.Null(DaemonOptions.Parse([], name => name == "AUTOJITD_WATCH" ? "sometimes" : null, out string? problem));
        Assert.Equal("AUTOJITD_WATCH: 'sometimes' is neither On nor Off", problem);
    }

    [Theory]
    [InlineData("--no-watch")]
    [InlineData("--spawned")]
    public void Parse_NoWatchOrSpawned_DoesNotWatch(string option) => Assert.False(DaemonOptions.Parse([option], _ => null, out _)!.Watch);
}
