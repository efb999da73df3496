using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Ipld;

namespace ComposeServer.Fuzz.Seeds;

/// <summary>Inputs that the originals made: members of the files below <c>tests</c>.</summary>
static class Vectors
{
    static readonly Lazy<string> Root = new(FindRoot);

    /// <summary>Folder of the repository.</summary>
    public static string RepositoryRoot => Root.Value;

    /// <summary>A file as JSON, for example <c>vectors/car.json</c>.</summary>
    public static JsonElement Read(string path) => JsonElement.Parse(Bytes(path));

    /// <summary>A file as it is.</summary>
    public static byte[] Bytes(string path) => File.ReadAllBytes(Path.Combine(Root.Value, "tests", path));

    /// <summary>Every string member of that name, at any depth.</summary>
    public static IEnumerable<string> Texts(string path, string member) =>
        Members(path, member)
            .Where(value => value.ValueKind == JsonValueKind.String)
            .Select(value => value.GetString()!);

    /// <summary>Every object or list member of that name, at any depth, as JSON text.</summary>
    public static IEnumerable<byte[]> Json(string path, string member) =>
        Members(path, member)
            .Where(value => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            .Select(value => Encoding.UTF8.GetBytes(value.GetRawText()));

    /// <summary>Every string member of that name, read as hexadecimal.</summary>
    public static IEnumerable<byte[]> Hex(string path, string member) =>
        Texts(path, member)
            .Where(text => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit))
            .Select(Convert.FromHexString);

    /// <summary>Every string member of that name, read as base64 with or without padding.</summary>
    public static IEnumerable<byte[]> Base64(string path, string member) =>
        Texts(path, member).Select(text => Base64Plain.TryDecode(text, out var bytes) ? bytes : []);

    /// <summary>Every string member of that name in UTF-8.</summary>
    public static IEnumerable<byte[]> Utf8(string path, string member) =>
        Texts(path, member).Select(Encoding.UTF8.GetBytes);

    /// <summary>A list of two values.</summary>
    public static byte[] Pair(JsonElement one, JsonElement other) =>
        Encoding.UTF8.GetBytes(
            new JsonArray(JsonNode.Parse(one.GetRawText()), JsonNode.Parse(other.GetRawText())).ToJsonString()
        );

    public static IEnumerable<JsonElement> Members(string path, string member) => Members(Read(path), member);

    static IEnumerable<JsonElement> Members(JsonElement value, string member)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                foreach (var found in Members(item, member))
                    yield return found;
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var one in value.EnumerateObject())
            {
                if (one.NameEquals(member))
                    yield return one.Value;
                foreach (var found in Members(one.Value, member))
                    yield return found;
            }
        }
    }

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ComposeServer.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("not run from within the repository");
    }
}
