using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;

namespace ComposeServer.Benchmarks.Corpus;

/// <summary>All documents of a run, signed. The same seed and size give the same bytes.</summary>
/// <param name="Size">How many.</param>
/// <param name="Authors">By their member <c>number</c>.</param>
/// <param name="Posts">The discussed ones first.</param>
/// <param name="Comments">On the discussed posts, in no order.</param>
/// <param name="Creates">Posts to be created while measuring.</param>
sealed record BoardCorpus(
    BoardSize Size,
    SignedDocument[] Authors,
    SignedDocument[] Posts,
    SignedDocument[] Comments,
    SignedDocument[] Creates
)
{
    /// <summary>
    /// Where ranks and the numbers of authors begin. All have eight digits that way, and sort alike as numbers and as text, which the former node
    /// sorts them as.
    /// </summary>
    public const int NumbersFrom = 10_000_000;

    const int TitleLength = 48;

    /// <summary>Makes the content of a post about 600 bytes of JSON.</summary>
    const int BodyLength = 372;

    const int CommentLength = 90;

    public static BoardCorpus Make(BoardModels models, BoardSize size, int seed)
    {
        var chance = new Random(seed);
        var signers = Enumerable.Range(0, size.Authors).Select(_ => MakeSigner(chance)).ToArray();
        var authors = DocumentDraft.SignAll([
            .. signers.Select((signer, number) => DocumentDraft.Of(models.Author, signer, Author(number), chance)),
        ]);
        // Ranks are unique, so that a sorted page has one right answer; spread over topics they fill them evenly.
        var ranks = Enumerable.Range(0, size.Posts).ToArray();
        chance.Shuffle(ranks);
        var posts = DocumentDraft.SignAll([
            .. ranks.Select((rank, i) => Post(i % size.Authors, rank, BoardTopics.OfPost(rank, size))),
        ]);
        var remarks = Enumerable.Range(0, size.Comments).Select(i => i % size.DiscussedPosts).ToArray();
        chance.Shuffle(remarks);
        var comments = DocumentDraft.SignAll([
            .. remarks.Select(post =>
                DocumentDraft.Of(models.Comment, AnySigner(), Comment(posts[post], chance), chance)
            ),
        ]);
        var creates = DocumentDraft.SignAll([
            .. Enumerable
                .Range(0, size.Creates)
                .Select(_ =>
                    Post(chance.Next(size.Authors), chance.Next(NumbersFrom), BoardText.Topic(chance.Next(size.Topics)))
                ),
        ]);
        foreach (var signer in signers)
            signer.Dispose();
        return new(size, authors, posts, comments, creates);

        ISigner AnySigner() => signers[chance.Next(signers.Length)];

        DocumentDraft Post(int author, int rank, string topic) =>
            DocumentDraft.Of(models.Post, signers[author], PostContent(authors[author], rank, topic, chance), chance);
    }

    /// <summary>The same without what was sent of stored documents: it is large, and is not needed again.</summary>
    public BoardCorpus WithoutStoredBodies() =>
        this with
        {
            Authors = [.. Authors.Select(WithoutBody)],
            Posts = [.. Posts.Select(WithoutBody)],
            Comments = [],
        };

    static SignedDocument WithoutBody(SignedDocument document) => document with { Body = default };

    static Ed25519Signer MakeSigner(Random chance)
    {
        var seed = new byte[32];
        chance.NextBytes(seed);
        return new(seed);
    }

    static IpldMap Author(int number) =>
        IpldMap.Of(("name", $"Author number {number}"), ("number", NumbersFrom + number));

    static IpldMap PostContent(SignedDocument author, int rank, string topic, Random chance) =>
        IpldMap.Of(
            ("authorID", author.Id.ToString()),
            ("title", BoardText.Of(chance, TitleLength)),
            ("body", BoardText.Of(chance, BodyLength)),
            ("topic", topic),
            ("rank", NumbersFrom + rank),
            ("publishedAt", BoardText.Time(chance))
        );

    static IpldMap Comment(SignedDocument post, Random chance) =>
        IpldMap.Of(("postID", post.Id.ToString()), ("text", BoardText.Of(chance, CommentLength)));
}
