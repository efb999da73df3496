using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.JavaScript;

/// <summary>The npm packages under <c>clients/</c> and the scripts that use them.</summary>
public class ClientPackages : IAsyncLifetime
{
    const string Project = "ComposeServer.Integration/";

    static readonly TimeSpan ScriptTime = TimeSpan.FromMinutes(2);

    /// <summary>Where packages and scripts are, beside this project.</summary>
    protected virtual string FolderName => "clients";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await NpmFolder.InstallAsync(Project + FolderName);

    /// <summary>Runs a script.</summary>
    /// <param name="script">File in the folder.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <returns>Its steps: each a line of JSON, <c>{"step": name, …}</c>.</returns>
    internal async Task<Steps> RunAsync(string script, params string[] arguments)
    {
        var start = NpmFolder.ProcessOf("node", Project + FolderName, [script, .. arguments]);
        var run = await NpmFolder.RunAsync(start, "", ScriptTime, TestContext.Current.CancellationToken);
        return run.Exit == 0
            ? new([
                .. run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)),
            ])
            : throw new InvalidOperationException($"{script} ended with {run.Exit}:\n{run.Words}{run.Out}");
    }

    /// <summary>Runs a script that takes a node and its administrator's key, and checks for itself what it sees.</summary>
    /// <inheritdoc cref="RunAsync(string, string[])"/>
    internal Task<Steps> RunAsync(TestNode node, string script) =>
        RunAsync(
            script,
            "--url",
            node.Address.GetLeftPart(UriPartial.Authority),
            "--admin-seed",
            Convert.ToHexStringLower(Seeds.Of("key of admin"))
        );

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary>What a script printed.</summary>
sealed class Steps(IReadOnlyList<JsonElement> lines)
{
    /// <summary>Names of the steps, in order.</summary>
    public IEnumerable<string?> Names => lines.Select(line => line.Text("step"));

    /// <summary>The only line of a step.</summary>
    public JsonElement this[string step] => All(step).Single();

    /// <summary>All lines of a step.</summary>
    public IReadOnlyList<JsonElement> All(string step) => [.. lines.Where(line => line.Text("step") == step)];
}
