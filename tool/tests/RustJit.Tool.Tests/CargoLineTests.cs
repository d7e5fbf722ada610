// How `autojit cargo` reads cargo's command line.

namespace RustJit.Tool.Tests;

public class CargoLineTests
{
    [Fact]
    public void With_OptionsBeforeAndAfter_KeepTheirPlaces()
    {
        var line = CargoLine.Parse(["+nightly", "--config", "a=1", "-v", "run", "--bin", "x", "--", "--target-dir", "y"]);

        Assert.Equal("+nightly", line.Toolchain);
        Assert.Equal("run", line.Command);
        Assert.Equal(["--config", "a=1", "-v"], line.GlobalOptions);
        Assert.Equal(
            ["+nightly", "--config", "a=1", "-v", "--config", "b", "run", "--target", "t", "--bin", "x", "--", "--target-dir", "y"],
            line.With(["--config", "b"], ["--target", "t"]));
    }

    [Theory]
    [InlineData("--target-dir", "d")]
    [InlineData("--target-dir=d", null)]
    public void Value_EitherSpelling_IsFound(string first, string? second)
    {
        var line = CargoLine.Parse(second is null ? ["build", first] : ["build", first, second]);

        Assert.Equal("d", line.Value("--target-dir"));
        Assert.Null(line.Value("--target"));
    }

    [Fact]
    public void Value_AfterTheProgramsDashes_IsTheProgramsOwn()
    {
        var line = CargoLine.Parse(["run", "--", "--target-dir", "d", "--manifest-path=m"]);

        Assert.Null(line.Value("--target-dir"));
        Assert.Empty(line.Manifest);
    }

    [Fact]
    public void Value_WithoutAValue_IsNull() => Assert.Null(CargoLine.Parse(["build", "--target"]).Value("--target"));

    [Theory]
    [InlineData("new")]
    [InlineData("install")]
    [InlineData("+nightly", "publish")]
    [InlineData("+nightly")]
    [InlineData("--offline")]
    [InlineData("--config")]
    public void Parse_NothingToBuild_Throws(params string[] args) => Assert.Throws<ToolException>(() => CargoLine.Parse(args));

    [Fact]
    public void Builds_Clean_IsFalse() => Assert.False(CargoLine.Parse(["clean"]).Builds);
}
