using ComposeServer.Identity;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Jose;
using ComposeServer.Json.Patch;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Streams;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>Two encodings of one signature never make two events on one parent. That the signatures themselves are judged as published: Wycheproof, in the conformance tests.</summary>
public sealed class Sec09_MalleableSignatureTests : IAsyncDisposable
{
    readonly IntakeLab _node = new(new ManualClock(Samples.Noon));

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Theory]
    [InlineData("ES256K")]
    [InlineData("ES256")]
    public async Task The_high_s_form_of_a_known_event_verifies_and_is_already_known(string algorithm)
    {
        using var signer = Samples.Signer(algorithm);
        var (change, count) = await ChangeADocumentAsync(signer);
        var twin = SecondSignatures.Change(change, signature => SecondSignatures.Twin(algorithm, signature));
        Assert.NotEqual(change.Event.Cid, twin.Event.Cid);

        Assert.IsType<Outcome.AlreadyKnown>(await _node.SubmitAsync(twin));
        Assert.Equal(count, await _node.CountAsync());
    }

    [Fact]
    public async Task The_recoverable_form_of_a_known_event_is_already_known()
    {
        using var signer = Samples.Signer("ES256K");
        var (change, count) = await ChangeADocumentAsync(signer);
        var known = 0;
        foreach (var last in (byte[])[0, 1, 27, 28])
        {
            var longer = SecondSignatures.Change(change, signature => [.. signature, last]);
            switch (await _node.SubmitAsync(longer))
            {
                case Outcome.AlreadyKnown:
                    known++;
                    break;
                case Outcome.Refused refused:
                    Assert.Equal(IdentityCode.InvalidSignature, refused.Reason.Code);
                    break;
                default:
                    Assert.Fail("one signature made two events");
                    break;
            }
        }

        Assert.Equal((2, count), (known, await _node.CountAsync()));
    }

    [Fact]
    public async Task Whichever_form_came_first_the_other_is_already_known()
    {
        using var signer = Samples.Signer("ES256K");
        var (change, count) = await ChangeADocumentAsync(
            signer,
            made => SecondSignatures.Change(made, signature => SecondSignatures.Twin("ES256K", signature))
        );
        var low = SecondSignatures.Change(change, signature => SecondSignatures.Twin("ES256K", signature));

        Assert.IsType<Outcome.AlreadyKnown>(await _node.SubmitAsync(low));
        Assert.Equal(count, await _node.CountAsync());
    }

    [Fact]
    public async Task An_Ed25519_signature_whose_s_is_not_below_the_order_is_refused()
    {
        using var signer = Samples.Signer("EdDSA");
        var (change, count) = await ChangeADocumentAsync(signer);
        var twin = SecondSignatures.Change(change, signature => SecondSignatures.Twin("EdDSA", signature));

        Assert.Equal(IdentityCode.InvalidSignature, await _node.RefuseAsync(twin));
        Assert.Equal(count, await _node.CountAsync());
    }

    [Theory]
    [InlineData("EdDSA")]
    [InlineData("ES256K")]
    [InlineData("ES256")]
    public async Task Members_outside_the_signed_header_make_no_second_event(string algorithm)
    {
        using var signer = Samples.Signer(algorithm);
        var (change, count) = await ChangeADocumentAsync(signer);

        Assert.Equal(IdentityCode.InvalidJws, await _node.RefuseAsync(SecondSignatures.WithUnsignedHeader(change)));
        Assert.Equal(count, await _node.CountAsync());
    }

    [Theory]
    [InlineData("EdDSA")]
    [InlineData("ES256K")]
    [InlineData("ES256")]
    public void Signatures_of_another_length_are_refused(string algorithm)
    {
        using var signer = Samples.Signer(algorithm);
        var key = DidKey.Parse(signer.Did.Text);
        var signature = signer.Sign("input"u8);

        Assert.True(key.Verify("input"u8, signature));
        Assert.False(key.Verify("input"u8, signature.AsSpan(0, 63)));
        Assert.False(key.Verify("input"u8, signature.AsSpan(1)));
        Assert.False(key.Verify("input"u8, [0, .. signature]));
        Assert.False(key.Verify("input"u8, [.. signature, 0, 0]));
        Assert.False(key.Verify("input"u8, []));
        Assert.False(key.Verify("input"u8, new byte[64]));
    }

    /// <summary>Creates a document and stores a change of it.</summary>
    async Task<(EventBlocks Change, long Count)> ChangeADocumentAsync(
        ISigner signer,
        Func<EventBlocks, EventBlocks>? bend = null
    )
    {
        var model = (StreamState)
            await _node.TakeAsync(EventSigner.Sign(signer, ModelEvents.Init(ModelSample.Definition(), signer.Did)));
        var content = DocumentScene.Ipld("""{"text":"one"}""");
        var init = EventSigner.Sign(
            signer,
            DocumentEvents.ListInit(model.Id, signer.Did, content, bytes => bytes.Clear())
        );
        _ = await _node.TakeAsync(init);
        var patch = JsonPatch.Diff(JsonOf("""{"text":"one"}"""), JsonOf("""{"text":"two"}"""));
        var change = EventSigner.Sign(signer, DocumentEvents.Data(init.Event.Cid, init.Event.Cid, patch));
        change = bend?.Invoke(change) ?? change;
        _ = await _node.TakeAsync(change);
        return (change, await _node.CountAsync());
    }

    static System.Text.Json.JsonElement JsonOf(string json) => System.Text.Json.JsonElement.Parse(json);
}
