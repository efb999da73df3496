using System.Text.Json;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Conformance.Streams;

public class DocumentVectorTests
{
    public static TheoryData<string, string> Writers =>
        new()
        {
            { "events-key-ed25519.json", "seed100" },
            { "events-key-ed25519.json", "seed101" },
            { "events-pkh-cacao.json", "pkh200" },
            { "events-pkh-cacao.json", "pkh203" },
        };

    public static TheoryData<int> Bypasses => [.. Enumerable.Range(0, Bypass.GetProperty("cases").GetArrayLength())];

    static JsonElement Bypass => VectorFile.Read("ceramic-protocol.json").GetProperty("immutableFieldBypass");

    [Theory]
    [MemberData(nameof(Writers))]
    public void The_recorded_stream_of_a_writer_is_taken_event_by_event(string file, string writer)
    {
        var lab = new StreamLab(
            new ModelFamily(),
            new DocumentFamily(new CompiledModels(), DocumentFamilyOptions.OwnDoor)
        );
        var model = lab.Take<ModelState>(Blocks(file, $"{writer}: model init event"));
        var document = lab.Take<DocumentState>(Blocks(file, $"{writer}: model instance init event (LIST)"));
        Assert.Equal($$"""{"n":1,"text":"first {{writer}}"}""", document.Content.ToString());
        Assert.Equal(model.Id, document.ModelId);

        document = lab.Take<DocumentState>(Blocks(file, $"{writer}: model instance data event 1"));
        Assert.Equal("""{"n":2,"text":"second"}""", document.Content.ToString());
        document = lab.Take<DocumentState>(Blocks(file, $"{writer}: model instance data event 2 removes a field"));
        Assert.Equal("""{"text":"third"}""", document.Content.ToString());
        document = lab.Take<DocumentState>(
            Blocks(file, $"{writer}: model instance data event 3 un-indexes (header only)")
        );
        Assert.False(document.ShouldIndex);
        Assert.Equal(4, document.Height);
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void Deterministic_documents_of_a_list_model_are_refused(string file, string writer)
    {
        var lab = new StreamLab(
            new ModelFamily(),
            new DocumentFamily(new CompiledModels(), DocumentFamilyOptions.OwnDoor)
        );
        lab.Take<ModelState>(Blocks(file, $"{writer}: model init event"));

        Assert.Equal(
            new Refusal(RefusalCode.SchemaViolation, "Validation Error: data must be object"),
            lab.Refuse(Blocks(file, $"{writer}: deterministic init event (SINGLE)"))
        );
    }

    [Fact]
    public void A_capability_for_another_model_covers_no_document()
    {
        const string File = "events-pkh-cacao.json";
        var lab = new StreamLab(
            new ModelFamily(),
            new DocumentFamily(new CompiledModels(), DocumentFamilyOptions.OwnDoor)
        );

        foreach (var name in (string[])["pkh201: model init event", "pkh201: model instance init event (LIST)"])
        {
            Assert.Equal(
                new Refusal(
                    "CAPABILITY_NOT_PERMITTED",
                    "Capability does not have appropriate permissions to update this Stream"
                ),
                lab.Refuse(Blocks(File, name))
            );
        }
    }

    [Theory]
    [MemberData(nameof(Bypasses))]
    public void Ways_around_immutable_fields_are_closed(int index)
    {
        var vector = Bypass.GetProperty("cases")[index];
        foreach (
            var options in (DocumentFamilyOptions[])[DocumentFamilyOptions.OwnDoor, DocumentFamilyOptions.AsReference]
        )
        {
            using var scene = new DocumentScene(options);
            var model = scene.Model(
                """{"a":{"type":"string","maxLength":9},"b":{"type":"string","maxLength":9}}""",
                json => json["immutableFields"] = new System.Text.Json.Nodes.JsonArray("a")
            );
            var document = scene.List(model.Id, Bypass.GetProperty("before").GetRawText());

            var refusal = scene.Lab.Refuse(scene.Patch(document, vector.GetProperty("ops").GetRawText()));

            Assert.Equal("refuse", vector.GetProperty("ours").GetString());
            // Our own door does not even read a path that does not begin with a slash.
            var isUnread =
                refusal.Code == RefusalCode.InvalidPatch && options == DocumentFamilyOptions.OwnDoor && index == 3;
            if (!isUnread)
                Assert.Equal(
                    new Refusal(RefusalCode.ImmutableField, "Immutable field \"a\" cannot be updated"),
                    refusal
                );
        }
    }

    static EventBlocks Blocks(string file, string name)
    {
        Assert.True(
            HttpEvents.TryRead(EventVector.Find(file, name).Json.GetProperty("commitJson"), out var blocks, out _)
        );
        return blocks;
    }
}
