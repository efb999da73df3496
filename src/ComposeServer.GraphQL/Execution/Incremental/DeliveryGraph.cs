using System.Globalization;

namespace ComposeServer.GraphQL.Execution.Incremental;

/// <summary>Knows what a client waits for, and says in payloads what becomes of it. Executes nothing; one thread at a time.</summary>
/// <remarks>
/// A group is told of once the group around it is completed, and completed once all its parts are executed; its values come with that, so
/// that a client sees a fragment whole or not at all. A part that several groups share comes with the first of them. Lists that are
/// streamed within a group are told of with its completion. Source: the incremental delivery text for GraphQL; graphql-js 17.
/// </remarks>
sealed partial class DeliveryGraph
{
    readonly HashSet<DeliveryGroup> groups = [];
    readonly HashSet<ItemStream> streams = [];
    readonly List<DeferredPart> readyParts = [];
    readonly List<ItemStream> readyStreams = [];
    int nextId;

    /// <summary>Begins with what the first payload left for later.</summary>
    public DeliveryGraph(PartWork first)
    {
        var (newGroups, newStreams) = Add(first, parent: null);
        Announce(newGroups, newStreams);
    }

    /// <summary>True while the client waits for something.</summary>
    public bool HasNext => groups.Count + streams.Count > 0;

    /// <summary>What there is to tell.</summary>
    public DeliveryPayload Payload { get; private set; } = new();

    /// <summary>Hands over what there is to tell.</summary>
    public DeliveryPayload TakePayload()
    {
        var payload = Payload;
        Payload = new();
        return payload;
    }

    /// <summary>The next parts to execute: all that are ready at one place of the document, so that they share their batches.</summary>
    public IReadOnlyList<DeferredPart> TakeParts()
    {
        readyParts.RemoveAll(static part => part.IsDropped);
        return TakeAlike(readyParts, static part => part.Fields);
    }

    /// <summary>The next lists to go on with: all that are ready at one place of the document.</summary>
    public IReadOnlyList<ItemStream> TakeStreams() => TakeAlike(readyStreams, static stream => stream.Selection);

    /// <summary>A part has been executed.</summary>
    public void Done(DeferredPart part, PartResult result)
    {
        part.Result = result;
        if (result.Failure is null)
        {
            Add(result.Work, part);
        }

        foreach (var group in part.Groups.Where(static group => group.IsKnown))
        {
            group.Waiting--;
            Settle(group);
        }
    }

    /// <summary>Items of a list have been executed. The first that failed ends the list.</summary>
    public void Done(ItemStream stream, IReadOnlyList<PartResult> items)
    {
        var good = items.TakeWhile(static item => item.Failure is null).ToList();
        var newGroups = new List<DeliveryGroup>();
        var newStreams = new List<ItemStream>();
        foreach (var item in good)
        {
            var (itemGroups, itemStreams) = Add(item.Work, parent: null);
            newGroups.AddRange(itemGroups);
            newStreams.AddRange(itemStreams);
        }

        if (good.Count > 0)
        {
            var values = good.ConvertAll(static item => item.Value);
            var errors = good.SelectMany(static item => item.Errors);
            Payload.Incremental.Add(new(stream.Id!, SubPath: [], Data: null, values, [.. errors]));
        }

        Announce(newGroups, newStreams);
        if (good.Count < items.Count)
        {
            Complete(stream, items[good.Count].Failure);
        }
        else if (stream.IsAtEnd)
        {
            Complete(stream, error: null);
        }
        else
        {
            readyStreams.Add(stream);
        }
    }

    /// <summary>Nothing more will be executed: whatever the client waits for is completed with an error.</summary>
    public void FailAll(GraphQLError error)
    {
        foreach (var group in groups.ToList())
        {
            Fail(group, error with { Path = group.Path });
        }

        foreach (var stream in streams.ToList())
        {
            Complete(stream, error with { Path = stream.Path });
        }
    }

    void Complete(ItemStream stream, GraphQLError? error)
    {
        Payload.Completed.Add(new(stream.Id!, error));
        streams.Remove(stream);
    }

    static List<T> TakeAlike<T>(List<T> ready, Func<T, object> place)
    {
        if (ready.Count == 0)
        {
            return [];
        }

        var first = place(ready[0]);
        var alike = ready.FindAll(item => ReferenceEquals(place(item), first));
        ready.RemoveAll(item => ReferenceEquals(place(item), first));
        return alike;
    }

    string NextId() => nextId++.ToString(CultureInfo.InvariantCulture);
}
