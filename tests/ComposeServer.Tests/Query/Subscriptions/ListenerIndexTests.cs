using System.Text;
using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Feed;
using ComposeServer.Query.Subscriptions.Hub;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Tests.Query.Subscriptions;

/// <summary>Who is told of an event: found by keys, and the same as asking everybody.</summary>
public class ListenerIndexTests(ITestOutputHelper output)
{
    static readonly Did[] Accounts =
    [
        Did.Parse("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"),
        Did.Parse("did:key:z6MktvqCyLxTsXUH1tUZncNdVeEZ7hNh7npPRbUU27GTrYb8"),
        Did.Parse("did:key:z6MkfZ6S4NVVTEuts8o5xFzRMR8eC6Y1bngoBQNnXiCvhH8H"),
    ];

    static readonly LogName[] Models = [NameOf("model a"), NameOf("model b")];

    [Fact]
    public void The_index_tells_exactly_those_whom_a_plain_search_finds()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var chance = new Random(seed);
        var index = new ListenerIndex();
        var listeners = new List<Ear>();
        for (var step = 0; step < 3_000; step++)
        {
            if (chance.Next(3) == 0 || listeners.Count == 0)
            {
                var keys = Enumerable.Range(0, chance.Next(1, 4)).Select(_ => AnyKey(chance)).Distinct().ToArray();
                var added = new Ear(keys, chance.Next(step + 1));
                index.Add(added, added.Keys, added.After);
                listeners.Add(added);
            }
            else if (chance.Next(4) == 0)
            {
                var gone = listeners[chance.Next(listeners.Count)];
                index.Remove(gone);
                listeners.Remove(gone);
            }

            var heard = AnyEvent(chance, step);
            index.Tell(heard);

            foreach (var listener in listeners)
            {
                var isMeant = heard.Position > listener.After && listener.Keys.Any(key => key.Concerns(heard));
                Assert.Equal(isMeant, listener.Last == heard);
                if (isMeant && (heard.Entry.Model is { IsEmpty: false } || !listener.Keys.All(key => key.IsModel)))
                    Assert.True(index.IsWanted(heard.Entry.Model, heard.Entry.Log));
            }
        }

        Assert.Equal(listeners.Count, index.Count);
        foreach (var listener in listeners)
            index.Remove(listener);
        Assert.Equal(0, index.Count);
        Assert.All(Models, model => Assert.False(index.IsWanted(model, NameOf("nothing"))));
    }

    [Fact]
    public void A_seat_keeps_what_fits_in_order_and_each_event_once()
    {
        var seat = new ChangeSeat<DocumentEvent>(heard => heard.Position % 2 == 0 ? heard : null);
        for (var i = 1; i <= 10; i++)
        {
            var heard = EventOf(Models[0], i, null, null, isFirst: true, isRead: true);
            seat.Hear(heard);
            seat.Hear(heard);
        }

        Assert.Equal([2L, 4, 6, 8, 10], Taken(seat));
        Assert.Equal(10, seat.Heard);
        Assert.False(seat.Events.Completion.IsCompleted);
    }

    [Theory]
    [InlineData(ChangeSeat.WaitingMax, false)]
    [InlineData(ChangeSeat.WaitingMax + 1, true)]
    [InlineData(ChangeSeat.WaitingMax * 10, true)]
    public void A_seat_that_nobody_empties_ends_with_a_gap_behind_its_last_event(int events, bool hasGap)
    {
        var seat = new ChangeSeat<DocumentEvent>(heard => heard);
        for (var i = 1; i <= events; i++)
            seat.Hear(EventOf(Models[0], i, null, null, isFirst: true, isRead: true));

        Assert.Equal(int.Min(events, ChangeSeat.WaitingMax), Taken(seat).Count);
        Assert.Equal(int.Min(events, ChangeSeat.WaitingMax), seat.Heard);
        Assert.Equal(hasGap, seat.Events.Completion.IsCompleted);
    }

    [Fact]
    public void A_document_that_was_not_read_is_a_gap()
    {
        var seat = new ChangeSeat<DocumentEvent>(heard => heard);
        seat.Hear(EventOf(Models[0], 1, null, null, isFirst: true, isRead: true));
        seat.Hear(EventOf(Models[0], 2, null, null, isFirst: true, isRead: false));
        seat.Hear(EventOf(Models[0], 3, null, null, isFirst: true, isRead: true));

        Assert.Equal([1L], Taken(seat));
        Assert.Equal(1, seat.Heard);
    }

    static List<long> Taken(ChangeSeat<DocumentEvent> seat)
    {
        var taken = new List<long>();
        while (seat.Events.TryRead(out var heard))
            taken.Add(heard.Position);
        return taken;
    }

    static ChangeKey AnyKey(Random chance) =>
        chance.Next(4) switch
        {
            0 => ChangeKey.OfLog(NameOf($"log {chance.Next(6)}")),
            1 => ChangeKey.OfModel(Models[chance.Next(2)], null),
            2 => ChangeKey.OfModel(Models[chance.Next(2)], Accounts[chance.Next(3)]),
            _ => ChangeKey.OfText(Models[chance.Next(2)], chance.Next(2) == 0 ? "topic" : "kind", $"{chance.Next(3)}"),
        };

    static DocumentEvent AnyEvent(Random chance, int position)
    {
        var model = chance.Next(5) == 0 ? default : Models[chance.Next(2)];
        var content = chance.Next(3) switch
        {
            0 => "{}",
            1 => $"{{\"topic\":\"{chance.Next(3)}\",\"kind\":5}}",
            _ => $"{{\"topic\":null,\"kind\":\"{chance.Next(3)}\"}}",
        };
        return EventOf(
            model,
            position,
            model.IsEmpty ? null : content,
            Accounts[chance.Next(3)],
            chance.Next(2) == 0,
            chance.Next(6) != 0,
            NameOf($"log {chance.Next(6)}")
        );
    }

    static DocumentEvent EventOf(
        LogName model,
        long position,
        string? content,
        Did? controller,
        bool isFirst,
        bool isRead,
        LogName? log = null
    )
    {
        var entry = new FeedEntry(
            position,
            CidOf($"event {position}"),
            log ?? NameOf("log"),
            model,
            isFirst ? EventKind.Init : EventKind.Data,
            IsSigned: true,
            FollowsUnsignedInit: false
        );
        return new(entry, content is null || !isRead ? null : StateOf(content, controller!.Value), isRead);
    }

    static DocumentState StateOf(string content, Did controller)
    {
        var cid = CidOf("init");
        return new DocumentState
        {
            Name = NameOf("log"),
            Height = 1,
            Id = new StreamId(StreamType.Document, cid),
            Tip = cid,
            Controller = controller,
            ModelId = new StreamId(StreamType.Model, cid),
            Content = JsonBytes.Of(JsonElement.Parse(content)),
        };
    }

    static Cid CidOf(string text) => Cid.Compute(Multicodec.DagCbor, Encoding.UTF8.GetBytes(text));

    static LogName NameOf(string text) => new(Encoding.UTF8.GetBytes(text));

    sealed class Ear(IReadOnlyList<ChangeKey> keys, long after) : IChangeListener
    {
        public IReadOnlyList<ChangeKey> Keys => keys;

        public long After => after;

        public DocumentEvent? Last { get; private set; }

        public void Hear(DocumentEvent heard) => Last = heard;
    }
}
