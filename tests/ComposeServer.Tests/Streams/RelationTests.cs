using System.Text.Json.Nodes;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams;

public sealed class RelationTests : IDisposable
{
    const string Target = """{"target":{"type":"string","maxLength":100},"text":{"type":"string","maxLength":100}}""";

    readonly DocumentScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void A_relation_points_to_a_document_of_its_model()
    {
        var posts = _scene.Model();
        var likes = Relating(_scene, posts.Id);
        var post = _scene.List(posts.Id, """{"text":"post"}""");

        var like = _scene.List(likes.Id, $$"""{"target":"{{post.Id}}"}""");

        Assert.Equal($$"""{"target":"{{post.Id}}"}""", like.Content.ToString());
        _scene.List(likes.Id, "{}");
    }

    [Fact]
    public void A_relation_to_a_document_of_another_model_is_refused_by_name()
    {
        var posts = _scene.Model();
        var others = _scene.Model(change: json => json["name"] = "Other");
        var likes = Relating(_scene, posts.Id);
        var other = _scene.List(others.Id, """{"text":"x"}""");

        Assert.Equal(
            new Refusal(
                RefusalCode.InvalidRelation,
                $"Relation on field target points to Stream {other.Id}, which belongs to Model {others.Id}, but this Stream's Model "
                    + $"({likes.Id}) specifies that this relation must be to a Stream in the Model {posts.Id}"
            ),
            _scene.Lab.Refuse(_scene.ListInit(likes.Id, $$"""{"target":"{{other.Id}}"}"""))
        );
    }

    [Fact]
    public void A_relation_to_an_interface_takes_documents_of_the_models_that_implement_it()
    {
        var face = _scene.Model(change: json => json["interface"] = true);
        var post = _scene.Model(change: json =>
        {
            json["name"] = "Post";
            json["implements"] = new JsonArray(face.Id.ToString());
        });
        var likes = Relating(_scene, face.Id);
        var document = _scene.List(post.Id, """{"text":"x"}""");

        _scene.List(likes.Id, $$"""{"target":"{{document.Id}}"}""");
    }

    [Fact]
    public void A_relation_without_a_model_takes_any_document_but_nothing_else()
    {
        var likes = Relating(_scene, null);
        var document = _scene.List(_scene.Model().Id, """{"text":"x"}""");

        _scene.List(likes.Id, $$"""{"target":"ceramic://{{document.Id}}"}""");
        Assert.Equal(
            $"Relation on field target points to Stream {likes.Id}, which is not a ModelInstanceDocument",
            _scene.Lab.Refuse(_scene.ListInit(likes.Id, $$"""{"target":"{{likes.Id}}"}""")).Detail
        );
        Assert.Equal(
            "Error while parsing relation from field target: Invalid StreamID: "
                + "Unable to decode multibase string \"nonsense\", base36 decoder only supports inputs prefixed with k",
            _scene.Lab.Refuse(_scene.ListInit(likes.Id, """{"target":"nonsense"}""")).Detail
        );
    }

    [Fact]
    public void A_relation_to_an_unknown_document_is_refused_at_our_door_and_taken_from_history()
    {
        using var elsewhere = new DocumentScene();
        var unknown = elsewhere.List(elsewhere.Model().Id, """{"text":"x"}""").Id;
        using var history = new DocumentScene(DocumentFamilyOptions.AsReference);

        var refusal = _scene.Lab.Refuse(_scene.ListInit(Relating(_scene, null).Id, $$"""{"target":"{{unknown}}"}"""));
        Assert.Equal(RefusalCode.InvalidRelation, refusal.Code);
        Assert.StartsWith(
            $"Relation on field target points to Stream {unknown}",
            refusal.Detail,
            StringComparison.Ordinal
        );

        history.List(Relating(history, null).Id, $$"""{"target":"{{unknown}}"}""");
    }

    [Theory]
    [InlineData("""[{"op":"add","path":"/target","value":"ID"}]""")]
    [InlineData("""[{"op":"replace","path":"","value":{"target":"ID"}}]""")]
    [InlineData("""[{"op":"move","from":"/text","path":"/target"}]""")]
    [InlineData("""[{"op":"copy","from":"/text","path":"/target"}]""")]
    public void However_a_change_sets_a_relation_its_target_is_looked_up(string operations)
    {
        var posts = _scene.Model();
        var post = _scene.List(posts.Id, """{"text":"post"}""");
        var likes = Relating(_scene, posts.Id);
        var good = _scene.List(likes.Id, $$"""{"text":"{{post.Id}}"}""");
        var wrong = _scene.List(likes.Id, $$"""{"text":"{{good.Id}}"}""");

        _scene.Lab.Take<DocumentState>(
            _scene.Patch(good, operations.Replace("ID", post.Id.ToString(), StringComparison.Ordinal))
        );
        Assert.Equal(
            RefusalCode.InvalidRelation,
            _scene
                .Lab.Refuse(_scene.Patch(wrong, operations.Replace("ID", good.Id.ToString(), StringComparison.Ordinal)))
                .Code
        );
    }

    [Fact]
    public void A_relation_that_stays_as_it_was_is_not_looked_up_again()
    {
        using var history = new DocumentScene(DocumentFamilyOptions.AsReference);
        using var elsewhere = new DocumentScene();
        var unknown = elsewhere.List(elsewhere.Model().Id, """{"text":"x"}""").Id;
        var document = history.List(Relating(history, null).Id, $$"""{"target":"{{unknown}}"}""");

        var result = history.Lab.Apply(history.Update(document, $$"""{"target":"{{unknown}}","text":"new"}"""));

        Assert.IsType<ApplyResult.Applied>(result);
    }

    [Fact]
    public void An_event_cannot_make_us_look_up_more_logs_than_the_limit()
    {
        var ids = Enumerable
            .Range(0, DocumentNeeds.TargetsMax + 10)
            .Select(number => new StreamId(StreamType.Document, Cid.Compute(0x71, BitConverter.GetBytes(number))));
        var needs = new HashSet<LogName>();

        new DocumentNeeds(needs).CollectFromContent(
            IpldMap.From(ids.Select((id, at) => KeyValuePair.Create($"m{at}", (IpldValue)id.ToString())))
        );

        Assert.Equal(DocumentNeeds.TargetsMax, needs.Count);
    }

    static ModelState Relating(DocumentScene scene, StreamId? model) =>
        scene.Model(
            Target,
            json =>
            {
                json["name"] = "Like";
                json["relations"] = new JsonObject
                {
                    ["target"] = new JsonObject { ["type"] = "document", ["model"] = model?.ToString() },
                };
            }
        );
}
