using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ComposeServer.Json.Patch;

namespace ComposeServer.Conformance.Json;

public class PatchReferenceTests
{
    static readonly JsonElement Recorded = VectorFile.Read("json-patch-reference.json");

    [Fact]
    public void As_reference_applies_and_refuses_what_the_js_library_does()
    {
        var shared = Recorded.GetProperty("document");
        var differences = new List<string>();
        foreach (var recorded in Recorded.GetProperty("apply").EnumerateArray())
        {
            var document =
                recorded[0].ValueKind == JsonValueKind.Number && recorded[0].GetRawText() == "0" ? shared : recorded[0];
            var isError = recorded[2].GetString() == "error";

            var result = Apply(recorded[1], document);

            if (result is null ? !isError : isError || !JsonElement.DeepEquals(JsonElement.Parse(result), recorded[3]))
                differences.Add($"{recorded.GetRawText()} gave {result ?? "error"}");
        }
        Assert.True(differences.Count == 0, $"{differences.Count}\n{string.Join('\n', differences.Take(40))}");
    }

    [Fact]
    public void The_difference_is_the_byte_equal_list_of_operations_that_clients_make()
    {
        var count = 0;
        foreach (var recorded in Recorded.GetProperty("diff").EnumerateArray())
        {
            var before = JsonElement.Parse(recorded.GetProperty("before").GetString()!);
            var after = JsonElement.Parse(recorded.GetProperty("after").GetString()!);

            var patch = JsonPatch.Diff(before, after);

            Assert.Equal(recorded.GetProperty("patch").GetString(), Text(patch));
            var applied = patch.Apply(before, PatchLimits.Default);
            Assert.True(applied.IsApplied);
            Assert.True(JsonElement.DeepEquals(after, JsonElement.Parse(applied.Json.Span)));
            count++;
        }
        Assert.Equal(27, count);
    }

    static string? Apply(JsonElement operations, JsonElement document)
    {
        if (!JsonPatch.TryRead(operations, PatchMode.AsReference, out var patch, out _))
            return null;
        var result = patch.Apply(document, PatchLimits.Default);
        return result.IsApplied ? Encoding.UTF8.GetString(result.Json.Span) : null;
    }

    static string Text(JsonPatch patch)
    {
        var target = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(target, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            patch.WriteTo(writer);
        return Encoding.UTF8.GetString(target.WrittenSpan);
    }
}
