// usage: RustJit.Fuzz TARGET SEEDS MUTATIONS SEED     TARGET "list" lists all
//
// SEEDS is a folder of sound files. Prints one line; exit code 1 and the input as a file when a reader fails.

using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RustJit.Core.Tests;
using RustJit.Fuzz;

if (args is ["list"])
{
    Console.WriteLine(string.Join('\n', Targets.All.Select(t => t.Name)));
    return 0;
}

FuzzTarget target = Targets.All.Single(t => t.Name == args[0]);
byte[][] seeds = [.. Directory.GetFiles(args[1]).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
int mutations = int.Parse(args[2], CultureInfo.InvariantCulture), seed = int.Parse(args[3], CultureInfo.InvariantCulture);
if (seeds.Length == 0 || !seeds.All(target.Read))
{
    Console.WriteLine($"{target.Name}: a seed in '{args[1]}' is not sound, or there is none");
    return 1;
}

Random random = new(seed);
int accepted = 0, signed = 0;
for (int i = 0; i < mutations; i++)
{
    byte[] input = Mutation.Of(seeds[random.Next(seeds.Length)], random);
    signed += random.Next(4) != 0 && target.Sign(input) ? 1 : 0;
    try
    {
        accepted += target.Read(input) ? 1 : 0;
    }
    catch (Exception e)
    {
        string file = Path.GetFullPath($"failure-{target.Name}-{seed}-{i}");
        File.WriteAllBytes(file, input);
        Console.WriteLine($"{target.Name}: mutation {i} of seed {seed}, in {file}: {e}");
        return 1;
    }
}

Console.WriteLine($"{target.Name}: {mutations} mutations, {signed} signed, {accepted} accepted, 0 failures");
return 0;
