// IR that several tests use.

namespace RustJit.Orc.Tests;

internal static class Sources
{
    public const string Sum = """
        define i32 @sum(i32 %0, i32 %1) {
          %r = add i32 %0, %1
          ret i32 %r
        }
        """;

    public const string CallsHello = """
        declare void @hello()

        define i32 @sum(i32 %0, i32 %1) {
          call void @hello()
          %r = add i32 %0, %1
          ret i32 %r
        }
        """;
}
