using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Json.Patch;
using FsCheck;
using FsCheck.Fluent;

namespace ComposeServer.Tests.Json;

/// <summary>Patches, by chance; a failure prints its seed.</summary>
public class PatchPropertyTests
{
    static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    static readonly Gen<string> Key = Gen.Elements("a", "b", "", "/", "~", "~1", "0", "-", "é", "水");

    static readonly Gen<string> Leaf = Gen.Elements("null", "true", "0", "-1.5", "1e3", "\"\"", "\"text ~/ é\"");

    static readonly Arbitrary<string> Documents = Gen.Sized(size => Document(int.Min(size, 30))).ToArbitrary();

    // Null counts as an empty object in a difference.
    static readonly Arbitrary<string> NotNull = Documents.Filter(text => text != "null");

    static readonly Gen<string> Path = Key.ArrayOf(2)
        .Select(keys =>
            string.Concat(
                keys.Select(key =>
                    "/" + key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
                )
            )
        );

    static readonly Arbitrary<string> Patches = (
        from op in Gen.Elements("add", "remove", "replace", "move", "copy", "test")
        from path in Path
        from source in Path
        from value in Document(6)
        select new JsonObject
        {
            ["op"] = op,
            ["path"] = path,
            ["from"] = source,
            ["value"] = JsonNode.Parse(value),
        }.ToJsonString()
    )
        .ArrayOf()
        .Select(operations => $"[{string.Join(',', operations)}]")
        .ToArbitrary();

    [Fact]
    public void A_difference_leads_from_one_document_to_the_other() =>
        Prop.ForAll(
                NotNull,
                NotNull,
                (before, after) =>
                {
                    var (from, to) = (JsonElement.Parse(before), JsonElement.Parse(after));
                    var result = JsonPatch.Diff(from, to).Apply(from, PatchLimits.Default);
                    return result.IsApplied && JsonElement.DeepEquals(to, JsonElement.Parse(result.Json.Span));
                }
            )
            .Check(Many);

    [Fact]
    public void A_patch_that_is_read_is_written_and_read_again_without_change() =>
        Prop.ForAll(
                Patches,
                text =>
                {
                    if (!JsonPatch.TryRead(JsonElement.Parse(text), PatchMode.OwnDoor, out var patch, out _))
                        return true;
                    var written = Written(patch);
                    return JsonPatch.TryRead(JsonElement.Parse(written), PatchMode.OwnDoor, out var again, out _)
                        && Written(again) == written
                        && again.Operations.Count == patch.Operations.Count;
                }
            )
            .Check(Many);

    [Fact]
    public void Applying_never_throws_and_gives_a_document_or_a_reason() =>
        Prop.ForAll(
                Documents,
                Patches,
                (document, text) =>
                    new[] { PatchMode.OwnDoor, PatchMode.AsReference }.All(mode =>
                    {
                        if (!JsonPatch.TryRead(JsonElement.Parse(text), mode, out var patch, out var error))
                            return error.Code.StartsWith("PATCH_", StringComparison.Ordinal);
                        var result = patch.Apply(JsonElement.Parse(document), PatchLimits.Default);
                        return result.IsApplied != (result.Error is not null);
                    })
            )
            .Check(Many);

    static Gen<string> Document(int size)
    {
        if (size < 2)
            return Leaf;
        var inner = Document(size / 3);
        return Gen.Frequency(
            (1, Leaf),
            (2, inner.ArrayOf(size / 4).Select(items => $"[{string.Join(',', items)}]")),
            (
                4,
                Key.ArrayOf(size / 3)
                    .SelectMany(keys => inner.ArrayOf(size / 3).Select(values => keys.Zip(values)))
                    .Select(pairs =>
                        new JsonObject(
                            pairs
                                .DistinctBy(pair => pair.First)
                                .Select(pair => KeyValuePair.Create(pair.First, JsonNode.Parse(pair.Second)))
                        ).ToJsonString()
                    )
            )
        );
    }

    static string Written(JsonPatch patch)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            patch.WriteTo(writer);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
