// query-filter generate: writes data.json.

using System;
using System.CommandLine;

namespace QueryFilter;

internal static class GenerateCommand
{
    public static Command Create()
    {
        var users = new Option<int>("--users") { Description = "How many", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same users", DefaultValueFactory = _ => 1 };
        var output = new Option<string>("--output") { Description = "The file to write", DefaultValueFactory = _ => "data.json" };
        users.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
            {
                result.AddError("--users must not be negative");
            }
        });
        var command = new Command("generate", "Invents users and writes them to a file.") { users, seed, output };
        command.SetAction(result =>
        {
            using UserTable table = UserGenerator.Generate(result.GetValue(users), result.GetValue(seed));
            UserFile.Write(result.GetValue(output)!, table);
            Console.WriteLine($"{result.GetValue(output)}: {table.Count} users");
        });
        return command;
    }
}
