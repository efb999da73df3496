using System.Text.Json.Nodes;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Conformance.Composites;

/// <summary>Composites after copies, merges and changes; and which of them are equal.</summary>
sealed class CompositeStepVectors : VectorClaims
{
    public CompositeStepVectors()
        : base("composite-operation-steps.json")
    {
        Claim(Sources_are_made_as_recorded);
        Claim(Steps_that_fail_fail_in_the_recorded_words, one => one.Json.Has("error"));
        Claim(Steps_give_the_recorded_composite, one => one.Json.Has("composite"));
        Claim(The_recorded_composite_has_the_recorded_runtime_definition, one => one.Json.Has("runtime"));
        Claim(The_same_composites_are_equal, one => one.Json.Has("equals"));
    }

    public override CaseShape Shape => new CaseShape.Lists("cases", "equal");

    static async Task Sources_are_made_as_recorded(VectorCase one, CancellationToken cancel)
    {
        using var signer = new Ed25519Signer(Enumerable.Repeat((byte)7, 32).ToArray());
        foreach (var (_, source) in one.File.GetProperty("sources").EnumerateObject())
        {
            var made = await CompositeCompiler.CompileAsync(
                source.Text("sdl"),
                new OfflineModelCreator(signer),
                cancel
            );

            Assert.Equal(JsonText.Of(source.GetProperty("composite").Json), JsonText.Of(made.OrThrow().ToUtf8()));
        }
    }

    static void Steps_that_fail_fail_in_the_recorded_words(VectorCase one) =>
        Assert.Equal(one.Json.Text("error"), CompositeSteps.Of(one).Run().Error?.Message);

    /// <summary>The recorded composite but for what the tools lose or keep twice, which is asserted of both (quirk Q30).</summary>
    static void Steps_give_the_recorded_composite(VectorCase one)
    {
        var steps = CompositeSteps.Of(one);
        var theirs = JsonNode.Parse(JsonText.Of(one.Json.GetProperty("composite").Json))!.AsObject();
        var ours = JsonNode.Parse(JsonText.Of(steps.Run().OrThrow().ToUtf8()))!.AsObject();

        if (steps.Copies)
            CopyKeepsWhatStaysTogether(steps.Start, theirs, ours);
        if (steps.Merges)
            MergeKeepsEachIndexOnce(theirs, ours);
        if (steps.ChangesKindOfView)
            ViewOfAnotherKindIsReplacedWhole(theirs, ours);
        Assert.Equal(theirs.ToJsonString(), ours.ToJsonString());
    }

    static void The_recorded_composite_has_the_recorded_runtime_definition(VectorCase one)
    {
        var read = Composite.Read(one.Json.GetProperty("composite").Json).OrThrow();

        Assert.Equal(
            JsonText.Of(one.Json.GetProperty("runtime").GetProperty("ok").Json),
            JsonText.Of(read.ToRuntime().OrThrow().Definition.ToUtf8())
        );
    }

    static void The_same_composites_are_equal(VectorCase one)
    {
        var mine = CompositeSteps.Of(one).Run().OrThrow();
        var equal = one
            .File.GetProperty("equal")
            .EnumerateArray()
            .Where(other => CompositeSteps.Of(other, one.File).Run().OrThrow().Equals(mine))
            .Select(other => other.Text("name")["what equals the one ".Length..]);

        Assert.Equal(one.Json.Texts("equals"), equal);
    }

    /// <summary>The tools drop all views and indices of a copy; ours has the indices, and each view whose target came along.</summary>
    static void CopyKeepsWhatStaysTogether(JsonObject source, JsonObject theirs, JsonObject ours)
    {
        Assert.Equal("{}", theirs["indices"]!.ToJsonString());
        Assert.Equal("{}", theirs["views"]!["models"]!.ToJsonString());
        var ids = theirs["models"]!.AsObject().Select(model => model.Key).ToArray();
        foreach (var id in ids)
        {
            Assert.Equal(source["indices"]![id]!.ToJsonString(), ours["indices"]![id]!.ToJsonString());
            var together = source["views"]!["models"]![id]!
                .AsObject()
                .Where(view => ids.Contains($"{view.Value!["model"]}"));
            Assert.Equal(
                together.Select(view => $"{view.Key} {view.Value!.ToJsonString()}"),
                ours["views"]!["models"]![id]!.AsObject().Select(view => $"{view.Key} {view.Value!.ToJsonString()}")
            );
        }
        theirs["indices"] = ours["indices"]!.DeepClone();
        theirs["views"]!["models"] = ours["views"]!["models"]!.DeepClone();
    }

    /// <summary>The tools keep an index twice that both sides have.</summary>
    static void MergeKeepsEachIndexOnce(JsonObject theirs, JsonObject ours)
    {
        foreach (var (id, indices) in theirs["indices"]!.AsObject().ToArray())
        {
            var once = indices!.AsArray().Select(index => index!.ToJsonString()).Distinct(StringComparer.Ordinal);
            Assert.Equal(once, ours["indices"]![id]!.AsArray().Select(index => index!.ToJsonString()));
            theirs["indices"]![id] = ours["indices"]![id]!.DeepClone();
        }
    }

    /// <summary>The tools leave members of the old view in the new one, where they mean nothing.</summary>
    static void ViewOfAnotherKindIsReplacedWhole(JsonObject theirs, JsonObject ours)
    {
        foreach (var (id, views) in theirs["views"]!["models"]!.AsObject().ToArray())
        foreach (var (field, view) in views!.AsObject().ToArray())
        {
            if (view!["type"]!.GetValue<string>() is not ("documentAccount" or "documentVersion"))
                continue;
            Assert.Equal(["type", "model", "property"], view.AsObject().Select(member => member.Key));
            theirs["views"]!["models"]![id]![field] = ours["views"]!["models"]![id]![field]!.DeepClone();
            Assert.Equal(["type"], ours["views"]!["models"]![id]![field]!.AsObject().Select(member => member.Key));
        }
    }
}
