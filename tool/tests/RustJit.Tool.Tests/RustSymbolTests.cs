// Which symbols of Rust the host answers for, in both manglings.

namespace RustJit.Tool.Tests;

public class RustSymbolTests
{
    [Theory]
    [InlineData("_RNvNtNtCsgEmfK2I1SDS_4core9panicking11panic_const24panic_const_add_overflow")]
    [InlineData("_ZN4core9panicking11panic_const24panic_const_add_overflow17h0123456789abcdefE")]
    [InlineData("_RNvNtCsgEmfK2I1SDS_4core9panicking5panic")]
    [InlineData("_ZN4core9panicking5panic17hbabdc6a4f6b38581E")]
    [InlineData("_RNvNtCsgEmfK2I1SDS_4core9panicking18panic_bounds_check")]
    public void Panics_EntryPoint_IsOurs(string symbol) => Assert.NotEqual((nuint)0, RustPanics.Find(symbol));

    [Theory]
    [InlineData("_RNvNtCsgEmfK2I1SDS_4core9panicking9panic_fmt")]
    [InlineData("_RNvNtNtCsgEmfK2I1SDS_4core9panicking11panic_const28panic_const_async_fn_resumed")]
    [InlineData("_RNvNtCsgEmfK2I1SDS_4core9panicking99panic")]
    [InlineData("_RNvCs1_4mine9panicking5panic")]
    [InlineData("panic")]
    [InlineData("")]
    public void Panics_OtherSymbol_IsNot(string symbol) => Assert.Equal((nuint)0, RustPanics.Find(symbol));

    [Fact]
    public void Panics_DifferentMessages_AreDifferentFunctions() => Assert.NotEqual(
        RustPanics.Find("_RNvNtNtCs1_4core9panicking11panic_const24panic_const_add_overflow"),
        RustPanics.Find("_RNvNtNtCs1_4core9panicking11panic_const24panic_const_sub_overflow"));

    [Theory]
    [InlineData("_RNvCsfLfy6EI15iL_7___rustc12___rust_alloc", true)]
    [InlineData("_RNvCsfLfy6EI15iL_7___rustc19___rust_alloc_zeroed", true)]
    [InlineData("_RNvCsfLfy6EI15iL_7___rustc14___rust_realloc", true)]
    [InlineData("_RNvCsfLfy6EI15iL_7___rustc14___rust_dealloc", true)]
    [InlineData("_RNvCsfLfy6EI15iL_7___rustc35___rust_no_alloc_shim_is_unstable_v2", true)]
    [InlineData("_RNvCsfLfy6EI15iL_7___rustc26___rust_alloc_error_handler", false)]
    [InlineData("malloc", false)]
    public void Allocator_Symbol_IsOursOrNot(string symbol, bool ours) => Assert.Equal(ours, RustSupport.FindAllocator(symbol) != 0);

    [Fact]
    public void Library_NameThatIsNotRust_IsNotLookedFor() => Assert.Equal((nuint)0, new RustSupport("no-such-rustc").FindInLibrary("hello"));

    [Fact]
    public void Library_RustcMissing_SaysSo()
    {
        var e = Assert.Throws<ToolException>(() => new RustSupport("no-such-rustc").FindInLibrary("_RNvCs1_3std4nope"));
        Assert.Contains("no-such-rustc", e.Message, System.StringComparison.Ordinal);
    }
}
