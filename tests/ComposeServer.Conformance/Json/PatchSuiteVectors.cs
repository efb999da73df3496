using System.Text;
using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Json.Patch;

namespace ComposeServer.Conformance.Json;

/// <summary>The public test suite of RFC 6902, consumed whole; where ours is lenient is listed.</summary>
sealed class PatchSuiteVectors : VectorClaims
{
    // Of two members with one name the last counts, as JavaScript reads JSON. Blocks cannot have two.
    static readonly string[] Lenient = ["patch has two 'op' members", "operation has two 'op' members"];

    public PatchSuiteVectors()
        : base("json-patch-tests/tests.json", "json-patch-tests/spec_tests.json") =>
        Claim(A_patch_is_applied_or_refused_as_the_suite_says);

    public override CaseShape Shape => new CaseShape.Members();

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["comment"] = "words about the case",
            ["disabled"] = "cases that some libraries cannot pass; ours are judged by all of them",
        };

    static void A_patch_is_applied_or_refused_as_the_suite_says(VectorCase one)
    {
        var document = one.Json.GetProperty("doc").Json;

        var result = Apply(one.Json.GetProperty("patch").Json, document);

        if (one.Json.TryGetProperty("error", out var error) && !Lenient.Contains(error.GetString()))
            Assert.Null(result);
        else
            Assert.NotNull(result);
        if (one.Json.TryGetProperty("expected", out var expected))
            Assert.True(JsonElement.DeepEquals(expected.Json, JsonElement.Parse(result!)), result);
    }

    static string? Apply(JsonElement operations, JsonElement document)
    {
        if (!JsonPatch.TryRead(operations, PatchMode.OwnDoor, out var patch, out _))
            return null;
        var result = patch.Apply(document, PatchLimits.Default);
        return result.IsApplied ? Encoding.UTF8.GetString(result.Json.Span) : null;
    }
}
