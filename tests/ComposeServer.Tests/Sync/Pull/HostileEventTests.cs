using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Identity;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Sync.Pull;

namespace ComposeServer.Tests.Sync.Pull;

/// <summary>A node that gives other events than it names: each is counted, what builds on it too, and nothing wrong is stored.</summary>
public sealed class HostileEventTests : IAsyncLifetime
{
    PullScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await PullScene.StartAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData("other linkedBlock", RefusalCode.CidMismatch)]
    [InlineData("no linkedBlock", RefusalCode.Malformed)]
    [InlineData("linkedBlock of another alphabet", RefusalCode.Malformed)]
    [InlineData("no signatures", RefusalCode.Malformed)]
    [InlineData("other cid", RefusalCode.CidMismatch)]
    [InlineData("other signature", RefusalCode.CidMismatch)]
    [InlineData("other signature and its cid", RefusalCode.InvalidSignature)]
    [InlineData("capability of nobody", IdentityCode.CapabilityMismatch)]
    [InlineData("event of another stream", RefusalCode.WrongStream)]
    public async Task A_change_that_was_tampered_with_is_refused_and_what_builds_on_it_is_left_out(
        string damage,
        string code
    )
    {
        var note = new StreamId(StreamType.Document, _scene.World.FirstNote[0].Event.Cid);
        _scene.From.Damage = (path, body) =>
        {
            if (path.EndsWith(note.ToString(), StringComparison.Ordinal) && body["commits"] is { } commits)
                Tamper((JsonObject)commits[1]!, damage);
        };

        var report = await _scene.PullAsync();

        Assert.Equal([code], report.Import.Refused.Keys);
        Assert.Equal(1, report.Import.Refused[code].Count);
        Assert.Equal(1, report.Import.Parked.Count);
        Assert.False(report.IsComplete);
        Assert.Equal(_scene.World.Events.Count - 2, report.Import.Taken);
        await _scene.AssertNothingWrongAsync();
    }

    [Fact]
    public async Task An_unsigned_init_event_that_reads_otherwise_is_refused()
    {
        var single = new StreamId(StreamType.Document, _scene.World.Untouched.Event.Cid);
        _scene.From.Damage = (path, body) =>
        {
            if (path.EndsWith(single.ToString(), StringComparison.Ordinal) && body["commits"] is { } commits)
                commits[0]!["value"]!["header"]!["controllers"]![0] =
                    "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z";
        };

        var report = await _scene.PullAsync();

        Assert.Equal([single.Init], report.Import.Refused[RefusalCode.CidMismatch].First);
        await _scene.AssertNothingWrongAsync();
    }

    [Fact]
    public async Task A_stream_that_begins_as_another_one_fails()
    {
        var note = new StreamId(StreamType.Document, _scene.World.FirstNote[0].Event.Cid);
        var single = new StreamId(StreamType.Document, _scene.World.Untouched.Event.Cid);
        JsonNode? other = null;
        _scene.From.Damage = (path, body) =>
        {
            if (body["commits"] is not { } commits)
                return;
            if (path.EndsWith(single.ToString(), StringComparison.Ordinal))
                other = commits.DeepClone();
            else if (path.EndsWith(note.ToString(), StringComparison.Ordinal))
                body["commits"] = other!.DeepClone();
        };
        await _scene.PullAsync(new PullSelection { Streams = [single] });

        var report = await _scene.PullAsync(new PullSelection { Streams = [note] });

        Assert.Equal([note], report.Failed[NodeFaultCode.AnswerInvalid].First);
        Assert.DoesNotContain(note.ToString(), (await _scene.To.StatesAsync()).Keys);
    }

    [Fact]
    public async Task A_damaged_copy_of_what_is_here_is_told_and_does_no_harm()
    {
        var note = new StreamId(StreamType.Document, _scene.World.FirstNote[0].Event.Cid);
        await _scene.PullAsync();
        _scene.From.Damage = (path, body) =>
        {
            if (path.EndsWith(note.ToString(), StringComparison.Ordinal) && body["commits"] is { } commits)
                Tamper((JsonObject)commits[0]!, "no linkedBlock");
        };

        var report = await _scene.PullAsync(new PullSelection { Streams = [note] });

        Assert.Equal([note.Init], report.Import.Refused[RefusalCode.Malformed].First);
        Assert.Equal((0, 2, 0), (report.Import.Taken, report.Import.Known, report.Import.Parked.Count));
        Assert.Equal(await _scene.ExpectedAsync(), await _scene.To.StatesAsync());
    }

    [Fact]
    public async Task A_member_of_an_answer_that_is_missing_fails_the_stream_alone()
    {
        var note = new StreamId(StreamType.Document, _scene.World.FirstNote[0].Event.Cid);
        _scene.From.Damage = (path, body) =>
        {
            if (path.EndsWith(note.ToString(), StringComparison.Ordinal) && body is JsonObject answer)
                answer.Remove("commits");
        };

        var report = await _scene.PullAsync();

        Assert.Equal([note], report.Failed[NodeFaultCode.AnswerInvalid].First);
        Assert.Equal(_scene.World.Events.Count - 3, report.Import.Taken);
        await _scene.AssertNothingWrongAsync();
    }

    void Tamper(JsonObject commit, string damage)
    {
        var value = (JsonObject)commit["value"]!;
        switch (damage)
        {
            case "other linkedBlock":
                value["linkedBlock"] = Base64Plain.Encode(_scene.World.FirstNote[0].Linked!.Value.Bytes.Span);
                break;
            case "no linkedBlock":
                value.Remove("linkedBlock");
                break;
            case "linkedBlock of another alphabet":
                value["linkedBlock"] = "***";
                break;
            case "no signatures":
                value["jws"]!["signatures"] = new JsonArray();
                break;
            case "other cid":
                commit["cid"] = _scene.World.Note.Event.Cid.ToString();
                break;
            case "other signature":
                BreakSignature(value);
                break;
            case "other signature and its cid":
                BreakSignature(value);
                commit["cid"] = CidOf(value).ToString();
                break;
            case "capability of nobody":
                value["cacaoBlock"] = Base64Plain.Encode(_scene.World.Capability.Bytes.Span);
                break;
            case "event of another stream":
                var other = PullStandCommit(_scene.World.Events[7]);
                commit["cid"] = other["cid"]!.DeepClone();
                commit["value"] = other["value"]!.DeepClone();
                break;
            default:
                throw new ArgumentException(damage, nameof(damage));
        }
    }

    static JsonNode PullStandCommit(EventBlocks blocks)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            HttpEvents.WriteCommit(json, blocks);
        return JsonNode.Parse(buffer.ToArray())!;
    }

    static void BreakSignature(JsonObject value)
    {
        var signature = value["jws"]!["signatures"]![0]!;
        Assert.True(Base64Url.TryDecode(signature["signature"]!.GetValue<string>(), out var bytes));
        bytes[20] ^= 1;
        signature["signature"] = Base64Url.Encode(bytes);
    }

    static Cid CidOf(JsonObject value)
    {
        using var json = JsonDocument.Parse(value["jws"]!.ToJsonString());
        Assert.True(DagJws.TryReadJson(json.RootElement, out var jws, out _));
        return jws.ToBlock().Cid;
    }
}
