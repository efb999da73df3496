using ComposeServer.Indexing.Catalogue;
using ComposeServer.Ipld;
using ComposeServer.Postgres.Indexing;
using ComposeServer.Streams;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Indexing;

/// <summary>What tables hold and which indices they have.</summary>
public class TableTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 200)]
    [InlineData("a", 201)]
    [InlineData("\U0001f600", 150)]
    [InlineData("\U0001f600", 200)]
    [InlineData("\U0001f600", 1000)]
    public void A_column_holds_whole_characters_up_to_its_width(string character, int count)
    {
        var text = string.Concat(Enumerable.Repeat(character, count));

        var cut = IndexedColumn.Cut(text);

        Assert.StartsWith(cut, text, StringComparison.Ordinal);
        Assert.Equal(Math.Min(count, IndexedColumn.TextLengthMax), cut.EnumerateRunes().Count());
    }

    [Fact]
    public void Texts_that_were_cut_keep_their_order()
    {
        var beginning = new string('x', IndexedColumn.TextLengthMax - 1);
        string[] ordered =
        [
            beginning,
            beginning + "a",
            beginning + "\uffee",
            beginning + "\U0001f600",
            beginning + "\U0001f600a",
        ];

        var cut = ordered.Select(IndexedColumn.Cut).ToArray();

        Assert.Equal(cut.OrderBy(text => text, Comparer<string>.Create(ByCodePoints)), cut);

        static int ByCodePoints(string left, string right) =>
            System
                .Text.Encoding.UTF8.GetBytes(left)
                .AsSpan()
                .SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right));
    }

    [Fact]
    public void The_first_field_of_an_index_is_indexed_alone_once()
    {
        var model = Model(["a", "b"], ["a"], ["b", "a"]);

        Assert.Equal(
            [
                ("doc_1_created", "created_at, doc"),
                ("doc_1_controller", "controller_no, created_at, doc"),
                ("doc_1_k_1", "k_1, created_at, doc"),
                ("doc_1_k_2", "k_2, created_at, doc"),
                ("doc_1_i1", "k_1, k_2, created_at, doc"),
                ("doc_1_i3", "k_2, k_1, created_at, doc"),
            ],
            TableDefinition.Indices(model)
        );
    }

    [Fact]
    public void An_index_never_gets_wider_than_Postgres_takes()
    {
        var model = Model(["long1", "long2", "long3", "long4"], ["a", "b", "long1", "long2", "long3"]);

        var indices = TableDefinition
            .Indices(model)
            .ToDictionary(index => index.Name, index => index.Columns, StringComparer.Ordinal);

        Assert.Equal("k_1, k_2, k_3, created_at, doc", indices["doc_1_i1"]);
        Assert.Equal("k_5, k_6, k_1, k_2, created_at, doc", indices["doc_1_i2"]);
    }

    [Theory]
    [InlineData(TablePlan.IndicesMax, true)]
    [InlineData(TablePlan.IndicesMax + 1, false)]
    [InlineData(TablePlan.IndicesMax * 1_000, false)]
    public void A_model_has_so_many_indices_and_not_one_more(int count, bool isTaken)
    {
        var fields = Enumerable.Range(0, 150).Select(number => $"f{number}").ToArray();
        var definition = ModelSample.Definition(
            $"{{{string.Join(',', fields.Select(field => $"\"{field}\":{{\"type\":\"integer\"}}"))}}}"
        );
        var pairs =
            from one in fields
            from other in fields
            where one != other
            select (IReadOnlyList<string>)[one, other];
        var request = new IndexRequest(Id, [.. pairs.Take(count)]);

        var plan = () => TablePlan.For(request, definition, new IndexCatalogue(1, []));

        if (isTaken)
            Assert.Equal(count, plan().Model.Indices.Count);
        else
            Assert.Equal(IndexingCode.TooManyIndices, Assert.Throws<IndexingException>(() => plan()).Code);
    }

    [Fact]
    public void A_name_that_Postgres_cannot_hold_is_refused()
    {
        var definition = ModelSample.Definition("""{"a\u0000b":{"type":"string","maxLength":10}}""");

        var refused = Assert.Throws<IndexingException>(() =>
            TablePlan.For(
                new(
                    Id,
                    [
                        ["a\0b"],
                    ]
                ),
                definition,
                new IndexCatalogue(1, [])
            )
        );

        Assert.Equal(IndexingCode.InvalidIndex, refused.Code);
    }

    static StreamId Id => new(StreamType.Model, Cid.Create(Multicodec.DagCbor, 0x12, new byte[32]));

    static IndexedModel Model(params string[][] indices)
    {
        const string Long = """{"type":"string","maxLength":5000}""";
        var definition = ModelSample.Definition(
            $$"""
            {"a":{"type":"string","maxLength":40},"b":{"type":"integer"},"long1":{{Long}},"long2":{{Long}},"long3":{{Long}},"long4":{{Long}}}
            """
        );
        return TablePlan.For(new(Id, indices), definition, new IndexCatalogue(1, [])).Model;
    }
}
