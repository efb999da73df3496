using System.Text.Json;

namespace ComposeServer.Conformance.Identity;

/// <summary>The recorded files under <c>tests/vectors</c> that this room is held to.</summary>
static class IdentityVectors
{
    static readonly string Root = FindRoot();

    public static IReadOnlyList<JsonElement> Cases(string file) =>
        [.. Read(file).GetProperty("cases").EnumerateArray()];

    public static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, file)));
        return document.RootElement.Clone();
    }

    public static string Text(this JsonElement value, params string[] path) => At(value, path).GetString()!;

    public static byte[] Hex(this JsonElement value, string name) => Convert.FromHexString(value.Text(name));

    public static JsonElement At(this JsonElement value, params string[] path) =>
        path.Aggregate(value, (at, name) => at.GetProperty(name));

    static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var vectors = Path.Combine(folder, "tests", "vectors");
            if (Directory.Exists(vectors))
                return vectors;
        }

        throw new DirectoryNotFoundException("tests/vectors");
    }
}
