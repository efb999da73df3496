using System.Runtime.CompilerServices;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;
using ComposeServer.Indexing.Paging;
using ComposeServer.Query.Requests;
using ComposeServer.Query.Resolvers;
using ComposeServer.Query.Subscriptions.Hub;
using ComposeServer.Query.Subscriptions.Live;

namespace ComposeServer.Query.Subscriptions;

/// <summary>Source of <c>nIndexChanged</c>: a page, and again whenever it has changed.</summary>
sealed class IndexChanges(QueryPorts ports, DocumentSets sets)
{
    /// <summary>The source for one model or interface.</summary>
    public SubscriptionSource Of(string model) =>
        async (context, cancel) =>
        {
            var read = sets.PageReader(context, model, ConnectionOf(context));
            var isResumed = context.Arguments["after"] is string || IsHandedOver(context);
            var start = await FeedStart.FindAsync(ports.Changes!.Feed, context, cancel);
            return FollowAsync(read, isResumed ? start : null, CancellationToken.None);
        };

    async IAsyncEnumerable<object> FollowAsync(
        Func<ReadSet, CancellationToken, ValueTask<Page>> read,
        long? after,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        Page? told = null;
        var reads = new ReadSet();
        var pages = ports.Live!.FollowAsync(
            (now, cancelRead) => read(reads = now, cancelRead),
            LiveReading.PauseMin,
            cancel
        );
        await foreach (var (position, page) in pages)
        {
            var isNews = told is null
                ? after is not { } known || await IsTouchedAsync(reads, known, position, cancel)
                : !AreEqual(told, page);
            told = page;
            if (isNews)
                yield return new PageChange(position, sets.NodeOf(page));
        }
    }

    /// <summary>Whether something that was read has changed since a caller read it.</summary>
    async ValueTask<bool> IsTouchedAsync(ReadSet reads, long after, long now, CancellationToken cancel)
    {
        if (now - after > ChangeFollower.CompactBeyond)
            return true;
        var events = new ChangeFollower(ports.Changes!).ReadAsync(after, now, _ => true, cancel);
        await foreach (var heard in events)
            if (reads.IsTouchedBy(heard))
                return true;
        return false;
    }

    static bool AreEqual(Page one, Page other) =>
        one.HasNext == other.HasNext
        && one.HasPrevious == other.HasPrevious
        && one.Items.Select(item => (item.Head.Name, item.Head.TipPosition))
            .SequenceEqual(other.Items.Select(item => (item.Head.Name, item.Head.TipPosition)));

    static bool IsHandedOver(FieldContext context) => context.StateAs<QueryRequest>().FeedPosition is not null;

    static FieldSelection? ConnectionOf(FieldContext context) =>
        context.Field.Type.Named is ObjectType change
            ? context
                .Selection.Selections?.For(change)
                .FirstOrDefault(field => field.Field.Name == PageChange.ConnectionField)
            : null;
}
