using ComposeServer.Conformance.Vectors;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Conformance.Streams;

/// <summary>The streams of each writer: whose capability covers them are taken, the others refused.</summary>
sealed class DocumentVectors : VectorClaims
{
    const string ModelInit = ": model init event";

    public DocumentVectors()
        : base(EventVector.Files)
    {
        Claim(The_recorded_stream_of_a_writer_is_taken_event_by_event, one => IsWriter(one) && IsCovered(one));
        Claim(A_deterministic_document_of_a_list_model_is_refused, one => IsWriter(one) && IsCovered(one));
        Claim(A_capability_for_another_model_covers_no_document, one => IsWriter(one) && !IsCovered(one));
    }

    static bool IsWriter(VectorCase one) => one.Name.EndsWith(ModelInit, StringComparison.Ordinal);

    /// <summary>The capability is for every model.</summary>
    public static bool IsCovered(VectorCase one)
    {
        var session = one.Name[..one.Name.IndexOf(':', StringComparison.Ordinal)] + ": session";
        return !one.Document.Cases.Any(place => place.Name == session)
            || one.Other(session).Texts("resources").Contains("ceramic://*");
    }

    static void The_recorded_stream_of_a_writer_is_taken_event_by_event(VectorCase one)
    {
        var lab = Lab();
        var writer = new EventVector(one).Writer;
        var model = lab.Take<ModelState>(Blocks(one, ModelInit));
        var document = lab.Take<DocumentState>(Blocks(one, ": model instance init event (LIST)"));
        Assert.Equal($$"""{"n":1,"text":"first {{writer}}"}""", document.Content.ToString());
        Assert.Equal(model.Id, document.ModelId);

        document = lab.Take<DocumentState>(Blocks(one, ": model instance data event 1"));
        Assert.Equal("""{"n":2,"text":"second"}""", document.Content.ToString());
        document = lab.Take<DocumentState>(Blocks(one, ": model instance data event 2 removes a field"));
        Assert.Equal("""{"text":"third"}""", document.Content.ToString());
        document = lab.Take<DocumentState>(Blocks(one, ": model instance data event 3 un-indexes (header only)"));
        Assert.False(document.ShouldIndex);
        Assert.Equal(4, document.Height);
    }

    static void A_deterministic_document_of_a_list_model_is_refused(VectorCase one)
    {
        var lab = Lab();
        lab.Take<ModelState>(Blocks(one, ModelInit));

        Assert.Equal(
            new Refusal(RefusalCode.SchemaViolation, "Validation Error: data must be object"),
            lab.Refuse(Blocks(one, ": deterministic init event (SINGLE)"))
        );
    }

    static void A_capability_for_another_model_covers_no_document(VectorCase one)
    {
        var lab = Lab();
        foreach (var name in (string[])[ModelInit, ": model instance init event (LIST)"])
        {
            Assert.Equal(
                new Refusal(
                    "CAPABILITY_NOT_PERMITTED",
                    "Capability does not have appropriate permissions to update this Stream"
                ),
                lab.Refuse(Blocks(one, name))
            );
        }
    }

    static StreamLab Lab() =>
        new(new ModelFamily(), new DocumentFamily(new CompiledModels(), DocumentFamilyOptions.OwnDoor));

    static EventBlocks Blocks(VectorCase one, string name)
    {
        var recorded = one.Other(new EventVector(one).Writer + name).GetProperty("commitJson").Json;
        Assert.True(HttpEvents.TryRead(recorded, out var blocks, out _));
        return blocks;
    }
}

/// <summary>Patches that change an immutable field by another road.</summary>
sealed class ImmutableFieldVectors : VectorClaims
{
    public ImmutableFieldVectors()
        : base("ceramic-protocol.json") =>
        Claim(Ways_around_immutable_fields_are_closed, one => one.Name == "immutableFieldBypass");

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["immutableFieldBypass.model"] = "says what the model is",
            ["immutableFieldBypass.cases.js"] = "what the JS node does, which is a fault",
        };

    static void Ways_around_immutable_fields_are_closed(VectorCase one)
    {
        var before = one.Json.GetProperty("before").GetRawText();
        foreach (var vector in one.Json.GetProperty("cases").EnumerateArray())
        {
            Assert.Equal("refuse", vector.Text("ours"));
            var ops = vector.GetProperty("ops");
            AssertRefused(DocumentFamilyOptions.AsReference, before, ops);
            // Our own door does not even read a path that does not begin with a slash.
            if (ops[0].Text("path") is "" or ['/', ..])
                AssertRefused(DocumentFamilyOptions.OwnDoor, before, ops);
        }
    }

    static void AssertRefused(DocumentFamilyOptions options, string before, Recorded ops)
    {
        using var scene = new DocumentScene(options);
        var model = scene.Model(
            """{"a":{"type":"string","maxLength":9},"b":{"type":"string","maxLength":9}}""",
            json => json["immutableFields"] = new System.Text.Json.Nodes.JsonArray("a")
        );
        var document = scene.List(model.Id, before);

        var refusal = scene.Lab.Refuse(scene.Patch(document, ops.GetRawText()));

        Assert.Equal(new Refusal(RefusalCode.ImmutableField, "Immutable field \"a\" cannot be updated"), refusal);
    }
}
