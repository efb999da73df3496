namespace ComposeServer.GraphQL.Execution.Incremental;

sealed partial class DeliveryGraph
{
    /// <summary>Takes in what a part, or the first payload, left for later.</summary>
    /// <returns>What may be told at once: nothing of what stands within a part, which is told of with its group.</returns>
    (List<DeliveryGroup> Groups, IReadOnlyList<ItemStream> Streams) Add(PartWork work, DeferredPart? parent)
    {
        var outermost = new List<DeliveryGroup>();
        foreach (var group in work.Groups)
        {
            if (group.Parent is null)
            {
                outermost.Add(group);
            }
            else if (group.Parent.IsKnown)
            {
                group.Parent.Children.Add(group);
            }
            else
            {
                continue;
            }

            group.IsKnown = true;
        }

        foreach (var part in work.Parts)
        {
            foreach (var group in part.Groups.Where(static group => group.IsKnown))
            {
                group.Parts.Add(part);
                group.Waiting++;
                if (group.IsAnnounced)
                {
                    Start(part);
                }
            }
        }

        if (parent is null)
        {
            return (WithoutEmpty(outermost), work.Streams);
        }

        parent.Streams.AddRange(work.Streams);
        return ([], []);
    }

    /// <summary>Of groups that consist of nothing, those within are taken.</summary>
    static List<DeliveryGroup> WithoutEmpty(IEnumerable<DeliveryGroup> found)
    {
        var kept = new List<DeliveryGroup>();
        foreach (var group in found)
        {
            if (group.Parts.Count > 0)
            {
                kept.Add(group);
                continue;
            }

            group.IsKnown = false;
            kept.AddRange(WithoutEmpty(group.Children));
        }

        return kept;
    }

    /// <summary>Tells of groups and lists, and has them executed.</summary>
    void Announce(IReadOnlyList<DeliveryGroup> newGroups, IReadOnlyList<ItemStream> newStreams)
    {
        foreach (var group in newGroups)
        {
            group.Id = NextId();
            groups.Add(group);
            Payload.Pending.Add(new(group.Id, group.Path, group.Label));
        }

        foreach (var stream in newStreams)
        {
            stream.Id = NextId();
            streams.Add(stream);
            readyStreams.Add(stream);
            Payload.Pending.Add(new(stream.Id, stream.Path, stream.Label));
        }

        foreach (var group in newGroups)
        {
            group.Parts.ForEach(Start);
            Settle(group);
        }
    }

    void Start(DeferredPart part)
    {
        if (!part.IsStarted)
        {
            part.IsStarted = true;
            readyParts.Add(part);
        }
    }

    /// <summary>Completes a group that the client waits for, once everything of it is there or something of it cannot be.</summary>
    void Settle(DeliveryGroup group)
    {
        if (!group.IsAnnounced)
        {
            return;
        }

        if (group.Parts.Find(static part => part.Result is { Failure: not null }) is { Result.Failure: { } failure })
        {
            Fail(group, failure);
        }
        else if (group.Waiting == 0)
        {
            Succeed(group);
        }
    }

    void Succeed(DeliveryGroup group)
    {
        var inner = new List<ItemStream>();
        foreach (var part in group.Parts.ToList())
        {
            var (id, length) = Nearest(group, part);
            var result = part.Result!;
            Payload.Incremental.Add(
                new(id, part.Path[length..], (ObjectNode)result.Value!, Items: null, result.Errors)
            );
            inner.AddRange(part.Streams);
            foreach (var other in part.Groups)
            {
                other.Parts.Remove(part);
            }
        }

        Payload.Completed.Add(new(group.Id!, Error: null));
        Forget(group);
        Announce(WithoutEmpty(group.Children), inner);
    }

    /// <summary>The pending entry whose path leads furthest to a part: the client finds the object from there.</summary>
    static (string Id, int Length) Nearest(DeliveryGroup group, DeferredPart part)
    {
        var nearest = group;
        foreach (var other in part.Groups)
        {
            if (other.IsAnnounced && other.Path.Length > nearest.Path.Length)
            {
                nearest = other;
            }
        }

        return (nearest.Id!, nearest.Path.Length);
    }

    void Fail(DeliveryGroup group, GraphQLError error)
    {
        Payload.Completed.Add(new(group.Id!, error));
        ForgetAll(group);
    }

    void ForgetAll(DeliveryGroup group)
    {
        Forget(group);
        foreach (var child in group.Children.Where(static child => child.IsKnown))
        {
            ForgetAll(child);
        }
    }

    void Forget(DeliveryGroup group)
    {
        groups.Remove(group);
        group.IsKnown = false;
        group.Id = null;
    }
}
