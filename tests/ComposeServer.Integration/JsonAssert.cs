using System.Text.Encodings.Web;
using System.Text.Json;

namespace ComposeServer.Integration;

/// <summary>Compares answers as whole values.</summary>
static class JsonAssert
{
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="expected">Anything that serialises, for example an anonymous object; the order of its members does not matter.</param>
    /// <param name="actual">What came.</param>
    public static void Equal(object expected, JsonElement actual) =>
        Assert.True(
            JsonElement.DeepEquals(JsonSerializer.SerializeToElement(expected), actual),
            $"expected {JsonSerializer.Serialize(expected, Readable)}\nbut got  {actual}"
        );
}
