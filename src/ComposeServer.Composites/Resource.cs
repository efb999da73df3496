using System.Text;

namespace ComposeServer.Composites;

/// <summary>Files of <c>schemas/builtin</c>, which this assembly carries.</summary>
static class Resource
{
    public static string Read(string name)
    {
        using var stream =
            typeof(Resource).Assembly.GetManifestResourceStream($"builtin/{name}")
            ?? throw new InvalidOperationException($"The assembly lacks the file {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
