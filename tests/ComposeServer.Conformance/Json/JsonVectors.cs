using System.Text.Json;

namespace ComposeServer.Conformance.Json;

/// <summary>Recorded files under <c>tests/vectors</c>.</summary>
static class JsonVectors
{
    public static JsonElement Read(string name) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(Root, "tests", "vectors", name)));

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "ComposeServer.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);
}
