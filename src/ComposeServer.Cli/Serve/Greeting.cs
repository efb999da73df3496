using ComposeServer.Server.Host;

namespace ComposeServer.Cli.Serve;

/// <summary>What a person needs to know once the server answers.</summary>
static class Greeting
{
    const string ExampleQuery = "{ postIndex(first: 3) { edges { node { title author { id } commentsCount } } } }";
    const string AnyQuery = "{ __schema { queryType { fields { name } } } }";

    /// <param name="words">Where to.</param>
    /// <param name="address">For everybody.</param>
    /// <param name="adminAddress">For administrators; the same where they have none of their own.</param>
    /// <param name="options">How it was started.</param>
    /// <param name="hasExample">Whether the default example is at <c>/graphql</c>.</param>
    public static void Write(TextWriter words, Uri address, Uri adminAddress, ServerOptions options, bool hasExample)
    {
        var endpoint = new Uri(address, "/graphql");
        words.WriteLine($"GraphQL   {endpoint}");
        if (options.Explorer != "none")
            words.WriteLine($"Explorer  {endpoint}/");
        if (adminAddress != address)
            words.WriteLine($"Admin     {adminAddress}");
        if (options.Dev)
            words.WriteLine($"Admin key {Path.Combine(options.DataDir, ServerRun.AdminKeyFile)}");
        words.WriteLine($"Try       {Curl(endpoint, hasExample ? ExampleQuery : AnyQuery)}");
    }

    static string Curl(Uri endpoint, string query) =>
        $$"""curl -s {{endpoint}} -H 'content-type: application/json' -d '{"query":"{{query}}"}'""";
}
