// Modules from text, bitcode and files.

using System;
using System.IO;
using System.Text;
using RustJit.Interop;

namespace RustJit.Orc;

public sealed unsafe partial class LlvmModule
{
    /// <summary>Reads IR text.</summary>
    /// <param name="context">Where the module goes.</param>
    /// <param name="text">The IR.</param>
    /// <param name="name">What diagnostics and the module are called.</param>
    /// <exception cref="LlvmException">The text is not valid; the diagnostic has line, column and caret.</exception>
    public static LlvmModule ParseText(LlvmContext context, string text, string name = "<string>")
    {
        ArgumentNullException.ThrowIfNull(text);
        using MemoryBuffer buffer = MemoryBuffer.Copy(Encoding.UTF8.GetBytes(text), name);
        return Parse(context, buffer);
    }

    /// <summary>Reads IR text or bitcode, whichever the buffer holds. Does not consume the buffer.</summary>
    /// <exception cref="LlvmException">The content is not valid.</exception>
    public static LlvmModule Parse(LlvmContext context, MemoryBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(buffer);
        context.Sink.Clear();
        LLVMOpaqueModule* module;
        sbyte* message;
        if (LLVM.ParseIRInContext2(context.Native, buffer.Native, &module, &message) == 0)
        {
            return new LlvmModule(context, module);
        }

        string text = NativeText.Take(message);
        throw text.Length == 0
            ? context.Sink.ToException("the module cannot be read")
            : new LlvmException([LlvmDiagnostic.Parse(text)]);
    }

    /// <summary>Reads a <c>.ll</c> or <c>.bc</c> file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="LlvmException">The content is not valid.</exception>
    public static LlvmModule FromFile(LlvmContext context, string path)
    {
        using MemoryBuffer buffer = MemoryBuffer.FromFile(path);
        return Parse(context, buffer);
    }

    /// <summary>Opens bitcode without reading function bodies; each is read when it is needed.</summary>
    /// <param name="context">Where the module goes.</param>
    /// <param name="bitcode">The bitcode. Consumed when the module was opened; stays with the caller when that failed.</param>
    /// <exception cref="LlvmException">The bitcode is not valid.</exception>
    /// <remarks>Source: LLVMGetBitcodeModuleInContext2 in llvm-c/BitReader.h.</remarks>
    public static LlvmModule OpenLazily(LlvmContext context, MemoryBuffer bitcode)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(bitcode);
        context.Sink.Clear();
        LLVMOpaqueModule* module;
        if (LLVM.GetBitcodeModuleInContext2(context.Native, bitcode.Native, &module) != 0)
        {
            throw context.Sink.ToException("the bitcode cannot be read");
        }

        _ = bitcode.Detach();
        return new LlvmModule(context, module);
    }
}
