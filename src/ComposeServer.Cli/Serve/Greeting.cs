using ComposeServer.Server.Host;

namespace ComposeServer.Cli.Serve;

/// <summary>What a person needs to know once the server answers.</summary>
static class Greeting
{
    const string ExampleQuery = "{ postIndex(first: 3) { edges { node { title author { id } commentsCount } } } }";
    const string AnyQuery = "{ __schema { queryType { fields { name } } } }";

    public static void Write(TextWriter words, Uri address, ServerOptions options, bool hasExample)
    {
        var endpoint = new Uri(address, "/graphql");
        words.WriteLine($"GraphQL   {endpoint}");
        if (options.Explorer != "none")
            words.WriteLine($"Explorer  {endpoint}/");
        if (options.Dev)
            words.WriteLine($"Admin key {Path.Combine(options.DataDir, ServerRun.AdminKeyFile)}");
        words.WriteLine($"Try       {Curl(endpoint, hasExample ? ExampleQuery : AnyQuery)}");
    }

    static string Curl(Uri endpoint, string query) =>
        $$"""curl -s {{endpoint}} -H 'content-type: application/json' -d '{"query":"{{query}}"}'""";
}
