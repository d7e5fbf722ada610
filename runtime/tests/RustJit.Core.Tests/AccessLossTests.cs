// Which imports are watched for taking a process's files away.

using RustJit.Cache;

namespace RustJit.Core.Tests;

public class AccessLossTests
{
    [Theory]
    [InlineData("setuid", ImportKind.Plt, true)]
    [InlineData("chroot", ImportKind.Plt, true)]
    [InlineData("setuid", ImportKind.Got, false)] // Its address is taken.
    [InlineData("mount", ImportKind.Direct, false)] // The program's own, also a variable.
    [InlineData("getuid", ImportKind.Plt, false)]
    [InlineData("setuid_", ImportKind.Plt, false)]
    [InlineData("", ImportKind.Plt, false)]
    public void IsCausedBy_Import_GoesByNameAndKind(string name, ImportKind kind, bool expected)
    {
        byte[] bytes = ModuleFileBuilder.Build([new TestFunction("f", 1, FunctionKind.Root)], [("printf", ImportKind.Plt), (name, kind)]);
        Assert.Equal(ModuleFileError.None, ModuleFile.TryParse(bytes, null, NativeContentHasher.Instance, out ModuleFile? file));
        Assert.Equal(expected, AccessLoss.IsCausedBy(file!, 1));
        Assert.False(AccessLoss.IsCausedBy(file!, 0));
    }
}
