// Asks for arguments, calls, shows the result, and asks whether to go on.

using System;
using System.Collections.Generic;
using RustJit.Orc;

namespace RustJit.Tool;

internal static class InteractiveLoop
{
    /// <summary>Runs until the user has enough, or the input ends.</summary>
    public static void Run(CallThunk thunk, Func<long[], string> call)
    {
        do
        {
            var texts = new List<string>();
            var values = new List<long>();
            for (int i = 0; i < thunk.Parameters.Count; i++)
            {
                if (Ask((char)('a' + i), thunk.Parameters[i], out long value) is not { } text)
                {
                    return;
                }

                texts.Add(text);
                values.Add(value);
            }

            string result = call([.. values]);
            Console.WriteLine(Equation(thunk, texts, result));
            Console.Write("Again? (y/n) ");
        }
        while (Console.ReadLine() is { } answer && answer.Trim().StartsWith('y'));
    }

    private static string? Ask(char name, LlvmType type, out long value)
    {
        while (true)
        {
            Console.Write($"{name} = ");
            string? text = Console.ReadLine()?.Trim();
            if (text is null)
            {
                value = 0;
                return null;
            }

            if (ValueText.TryParse(text, type, out value))
            {
                return text;
            }

            Console.WriteLine($"'{text}' is not a value of type {type}: give a decimal number, or a hexadecimal one after 0x");
        }
    }

    private static string Equation(CallThunk thunk, List<string> texts, string result)
    {
        if (thunk.Name == "sum" && texts.Count == 2)
        {
            return $"{texts[0]} + {texts[1]} = {result}";
        }

        string call = $"{thunk.Name}({string.Join(", ", texts)})";
        return result.Length == 0 ? call : $"{call} = {result}";
    }
}
