using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Json.Patch;

namespace ComposeServer.Conformance.Json;

/// <summary>Patches that the JS library applied, and those that clients make.</summary>
sealed class PatchVectors : VectorClaims
{
    public PatchVectors()
        : base("json-patch-reference.json")
    {
        Claim(As_reference_applies_and_refuses_what_the_js_library_does, one => !one.Json.IsObject);
        Claim(The_difference_is_the_byte_equal_list_of_operations_that_clients_make, one => one.Json.IsObject);
    }

    public override CaseShape Shape => new CaseShape.Lists("apply", "diff");

    static void As_reference_applies_and_refuses_what_the_js_library_does(VectorCase one)
    {
        // The number nought stands for the document that most cases share.
        var own = one.Json[0].Json;
        var document =
            own.ValueKind == JsonValueKind.Number && own.GetRawText() == "0"
                ? one.File.GetProperty("document").Json
                : own;

        var result = Apply(one.Json[1].Json, document);

        if (one.Json[2].GetString() == "error")
            Assert.Null(result);
        else
            Assert.True(
                result is not null && JsonElement.DeepEquals(JsonElement.Parse(result), one.Json[3].Json),
                result ?? "error"
            );
    }

    static void The_difference_is_the_byte_equal_list_of_operations_that_clients_make(VectorCase one)
    {
        var before = JsonElement.Parse(one.Json.Text("before"));
        var after = JsonElement.Parse(one.Json.Text("after"));

        var patch = JsonPatch.Diff(before, after);

        Assert.Equal(one.Json.Text("patch"), Text(patch));
        var applied = patch.Apply(before, PatchLimits.Default);
        Assert.True(applied.IsApplied);
        Assert.True(JsonElement.DeepEquals(after, JsonElement.Parse(applied.Json.Span)));
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
