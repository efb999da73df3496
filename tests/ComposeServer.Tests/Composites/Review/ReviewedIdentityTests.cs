using ComposeServer.Composites;
using ComposeServer.Composites.Format;
using ComposeServer.Composites.Review;
using ComposeServer.Ipld;
using ComposeServer.Tests.Tidy;

namespace ComposeServer.Tests.Composites.Review;

/// <summary>Which models of two composites are the same.</summary>
public class ReviewedIdentityTests
{
    const string Post = """
        type Post @createModel(accountRelation: LIST, description: "A post") { title: String! @string(maxLength: 9) }
        """;

    const string Remark = """
        type Remark @createModel(accountRelation: LIST, description: "A remark") {
          postID: StreamID! @documentReference(model: "Post")
          post: Post! @relationDocument(property: "postID")
        }
        """;

    [Theory]
    [InlineData("social")]
    [InlineData("notes")]
    public async Task A_deployed_composite_and_the_schema_it_was_made_of_differ_in_nothing(string example)
    {
        var sdl = SourceTree.Files.Single(file => file.Path == $"schemas/examples/{example}.graphql").Text;
        var deployed = await ReviewedSchemas.CompileAsync(sdl);

        Assert.Empty(
            CompositeReview
                .Compare(
                    ReviewSource.Of(deployed),
                    ReviewSource.OfUnmade(await ReviewedSchemas.CompileAsync(sdl, seed: 8))
                )
                .OrThrow()
        );
    }

    [Fact]
    public async Task The_same_definition_made_by_another_key_is_another_model()
    {
        var changes = Compare(
            await ReviewedSchemas.CompileAsync(Post),
            await ReviewedSchemas.CompileAsync(Post, seed: 8)
        );

        var change = Assert.Single(changes);
        Assert.Equal((ChangeCode.ModelReplaced, true, "Post"), (change.Code, change.IsBreaking, change.Place));
    }

    [Fact]
    public async Task What_refers_to_a_changed_model_is_replaced_with_it()
    {
        var before = await ReviewedSchemas.CompileAsync(Post + Remark);
        var after = await ReviewedSchemas.CompileAsync(
            Post.Replace("title:", "text: String @string(maxLength: 5) title:", StringComparison.Ordinal) + Remark
        );

        var lines = ReviewedSchemas.Lines(
            CompositeReview.Compare(ReviewSource.Of(before), ReviewSource.OfUnmade(after)).OrThrow()
        );

        Assert.Equal(3, lines.Length);
        Assert.Contains("FIELD_ADDED Post.text: the field is new", lines);
        Assert.All(
            ["Post", "Remark"],
            name =>
                Assert.Contains(
                    lines,
                    line => line.StartsWith($"! MODEL_REPLACED {name}: another definition", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public async Task A_runtime_definition_is_compared_with_the_composite_it_was_made_of_or_with_another()
    {
        var deployed = await ReviewedSchemas.CompileAsync(Post + Remark);
        var definition = ReviewSource.Of(deployed.ToRuntime().OrThrow().Definition);
        var changed = await ReviewedSchemas.CompileAsync(
            Post.Replace("title: String!", "text: String", StringComparison.Ordinal)
                + Remark.Replace("""post: Post! @relationDocument(property: "postID")""", "", StringComparison.Ordinal)
        );

        Assert.Empty(CompositeReview.Compare(definition, ReviewSource.Of(deployed)).OrThrow());
        Assert.Equal(
            [
                "! FIELD_REMOVED Post.title: the field is there no longer",
                "FIELD_ADDED Post.text: the field is new",
                "! VIEW_REMOVED Remark.post: no longer Document Post.postID",
            ],
            ReviewedSchemas.Lines(CompositeReview.Compare(definition, ReviewSource.OfUnmade(changed)).OrThrow())
        );
        Assert.Equal(
            2,
            CompositeReview
                .Compare(definition, ReviewSource.Of(changed))
                .OrThrow()
                .Count(change => change.Code == ChangeCode.ModelReplaced)
        );
    }

    [Fact]
    public async Task The_same_model_under_another_name_is_renamed()
    {
        var before = await ReviewedSchemas.CompileAsync(Post);
        var after = before.WithAliases(new([KeyValuePair.Create(before.ModelIds.Single(), "Essay")]));

        Assert.Equal(["! MODEL_RENAMED Essay: called Post, now Essay"], ReviewedSchemas.Lines(Compare(before, after)));
    }

    [Fact]
    public void A_schema_that_refers_to_itself_is_refused_rather_than_followed_without_end()
    {
        var node = IpldMap.Of(
            ("type", "object"),
            ("properties", IpldMap.Of(("left", Reference()), ("right", Reference())))
        );
        var root = node.With("$defs", IpldMap.Of(("Node", node)));

        var error = Assert.Throws<CompositeException>(() => new SchemaReading(root, new HashSet<string>()).Read());

        Assert.Equal("The definition #/$defs/Node refers to itself", error.Message);
    }

    [Fact]
    public void A_schema_that_grows_with_every_definition_is_refused()
    {
        var definitions = IpldMap.From(
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    KeyValuePair.Create<string, IpldValue>(
                        $"D{i}",
                        IpldMap.Of(
                            ("type", "object"),
                            (
                                "properties",
                                IpldMap.Of(("left", Reference($"D{i + 1}")), ("right", Reference($"D{i + 1}")))
                            )
                        )
                    )
                )
        );
        var root = IpldMap.Of(("properties", IpldMap.Of(("a", Reference("D0")))), ("$defs", definitions));

        var error = Assert.Throws<CompositeException>(() => new SchemaReading(root, new HashSet<string>()).Read());

        Assert.Equal("The schema has more than 20000 values", error.Message);
    }

    static IpldMap Reference(string name = "Node") => IpldMap.Of(("$ref", $"#/$defs/{name}"));

    static IReadOnlyList<CompositeChange> Compare(Composite before, Composite after) =>
        CompositeReview.Compare(ReviewSource.Of(before), ReviewSource.Of(after)).OrThrow();
}
