using NpgsqlTypes;

namespace ComposeServer.Benchmarks.Bare;

/// <summary>One question that the bare endpoint can answer: one statement that gives the whole response as text.</summary>
/// <param name="Path">Where it is asked.</param>
/// <param name="Variables">The variables of the request, which are the parameters.</param>
/// <param name="Sql">Gives one row with one column of text.</param>
/// <remarks>
/// Texts are glued together, which beats every JSON function of Postgres. Content is kept as the server keeps it, in jsonb: text that was
/// stored with its escapes would save a third of a page's time, and half a page's disk.
/// </remarks>
sealed record BareRead(string Path, IReadOnlyList<BareVariable> Variables, string Sql)
{
    const string PostMembers = """
        '{"id":"' || p.id || '","title":' || (p.content->'title')::text || ',"body":' || (p.content->'body')::text
            || ',"topic":' || (p.content->'topic')::text || ',"rank":' || p.rank::text || ',"publishedAt":' || (p.content->'publishedAt')::text || '}'
        """;

    /// <summary>A page of posts that the caller's <c>from … where …</c> finds, one more than are shown.</summary>
    const string PageOf = $$$$$"""
        select '{"data":{"postIndex":{"edges":[' || coalesce(array_to_string((array_agg(x.node))[:20], ','), '')
            || '],"pageInfo":{"hasNextPage":' || case when count(*) > 20 then 'true' else 'false' end || '}}}}'
        from (select '{"node":' || {{{{{PostMembers}}}}} || '}' as node
        """;

    public static readonly BareRead ById = new(
        "/by-id",
        [new("id", NpgsqlDbType.Text)],
        $$$$$"""
        select '{"data":{"node":' || {{{{{PostMembers}}}}} || '}}' from bare.post p where p.id = $1
        """
    );

    public static readonly BareRead Page = new(
        "/page",
        [new("topic", NpgsqlDbType.Text)],
        $"""
        {PageOf} from bare.post p where p.topic = $1 order by p.rank desc, p.created_at desc, p.doc desc limit 21) x
        """
    );

    /// <summary>Which index is right depends on how frequent the topic is, so the statement is planned for each.</summary>
    public static readonly BareRead Skewed = new(
        "/skewed",
        [new("topic", NpgsqlDbType.Text)],
        $"""
        {PageOf} from bare.post p where p.topic = $1 order by p.published_at desc, p.created_at desc, p.doc desc limit 21) x
        """
    )
    {
        IsPlannedEachTime = true,
    };

    /// <summary>The same after a post.</summary>
    public static readonly BareRead SkewedNext = new(
        "/skewed-next",
        [new("topic", NpgsqlDbType.Text), new("after", NpgsqlDbType.Text)],
        $"""
        {PageOf} from bare.post p where p.topic = $1 and (p.published_at, p.created_at, p.doc)
            < ((select a.published_at from bare.post a where a.id = $2), (select a.created_at from bare.post a where a.id = $2),
                (select a.doc from bare.post a where a.id = $2))
        order by p.published_at desc, p.created_at desc, p.doc desc limit 21) x
        """
    )
    {
        IsPlannedEachTime = true,
    };

    public static readonly BareRead Nested = new(
        "/nested",
        [new("from", NpgsqlDbType.Integer)],
        """
        select '{"data":{"authorIndex":{"edges":['
            || coalesce(string_agg('{"node":{"id":"' || a.id || '","name":' || a.name || ',"posts":{"edges":[' || posts.text || ']}}}', ','), '')
            || ']}}}'
        from (
            select a.doc, a.id, (a.content->'name')::text as name
            from bare.author a where a.number >= $1 order by a.number, a.created_at, a.doc limit 20
        ) a
        cross join lateral (
            select coalesce(string_agg('{"node":{"id":"' || p.id || '","title":' || p.title || ',"commentsCount":' || counted.n
                || ',"comments":{"edges":[' || comments.text || ']}}}', ','), '') as text
            from (
                select p.doc, p.id, (p.content->'title')::text as title
                from bare.post p where p.author = a.doc order by p.created_at, p.doc limit 10
            ) p
            cross join lateral (select count(*) as n from bare.comment c where c.post = p.doc) counted
            cross join lateral (
                select coalesce(string_agg('{"node":{"id":"' || c.id || '","text":' || c.text || '}}', ','), '') as text
                from (
                    select c.id, (c.content->'text')::text as text
                    from bare.comment c where c.post = p.doc order by c.created_at, c.doc limit 5
                ) c
            ) comments
        ) posts
        """
    );

    public static readonly BareRead Count = new(
        "/count",
        [new("topic", NpgsqlDbType.Text)],
        """
        select '{"data":{"postCount":' || count(*) || '}}' from bare.post p where p.topic = $1
        """
    );

    public static IReadOnlyList<BareRead> All { get; } = [ById, Page, Nested, Count, Skewed, SkewedNext];

    /// <summary>Whether it is never prepared: a prepared statement has one plan for all values after a few uses.</summary>
    public bool IsPlannedEachTime { get; init; }
}
