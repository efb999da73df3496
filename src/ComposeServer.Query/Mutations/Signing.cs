using System.Text;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;

namespace ComposeServer.Query.Mutations;

/// <summary>How the events of a request's mutations get their signatures (the three ways of writing over GraphQL).</summary>
public abstract class Signing
{
    private protected Signing() { }

    /// <summary>The author of what this request writes; null when nobody may write.</summary>
    internal abstract Did? Author { get; }

    /// <summary>True when events are only made for the caller to sign: nothing is written.</summary>
    internal virtual bool IsPreparation => false;

    /// <summary>False when the caller signs: an event that builds on a signature to come cannot be prepared.</summary>
    internal virtual bool CanBuildOnSigned => true;

    /// <summary>Signs a payload, or takes the caller's signature of it.</summary>
    internal abstract EventBlocks Sign(Block payload);

    /// <summary>Notes an event that needs no signature.</summary>
    internal virtual void Pass(EventBlocks unsigned) { }

    /// <summary>The random part of the next event: fresh, or what the caller gave back.</summary>
    internal virtual byte[]? GivenUnique() => null;

    /// <summary>Nobody signs: mutations are refused.</summary>
    public sealed class Nobody : Signing
    {
        internal override Did? Author => null;

        internal override EventBlocks Sign(Block payload) => throw NotAuthenticated();
    }

    /// <summary>The caller lent a session for this request.</summary>
    public sealed class BySession(DidSession session) : Signing
    {
        internal override Did? Author => session.Parent;

        internal override EventBlocks Sign(Block payload) =>
            EventSigner.Sign(session.Signer, payload, session.Capability.Block);
    }

    /// <summary>First half of "client signs": events are listed for the caller.</summary>
    public sealed class Preparation(Did author) : Signing
    {
        readonly List<PreparedEvent> _events = [];

        internal override Did? Author => author;

        internal override bool IsPreparation => true;

        internal override bool CanBuildOnSigned => false;

        /// <summary>The events so far, in the order in which they will be executed.</summary>
        internal IReadOnlyList<PreparedEvent> Events => _events;

        internal override EventBlocks Sign(Block payload)
        {
            _events.Add(new(payload, author.Text, HeaderFor(author)));
            return new(payload);
        }

        internal override void Pass(EventBlocks unsigned) => _events.Add(new(unsigned.Event, author.Text, null));

        /// <summary>The header that a did:key signs; the key of a session adds its own <c>kid</c> and <c>cap</c>.</summary>
        static string HeaderFor(Did author) =>
            DidKey.TryRead(author, out var key, out _)
                ? Encoding.UTF8.GetString(ProtectedHeader.Write(key.Algorithm, key.Kid))
                : $$"""{"kid":"{{author.Text}}"}""";
    }

    /// <summary>Second half of "client signs": the caller's signatures, in the same order.</summary>
    public sealed class ByCaller(Did author, IReadOnlyList<SignedEvent> events) : Signing
    {
        int _next;

        internal override Did? Author => author;

        internal override bool CanBuildOnSigned => false;

        internal override byte[]? GivenUnique() => _next < events.Count ? UniqueIn(events[_next].Payload) : null;

        internal override EventBlocks Sign(Block payload)
        {
            var given = Take(payload);
            if (given.Protected is not { } header || given.Signature is not { } signature)
                throw Mismatch($"event {given.Id} needs a signature");
            var envelope = new DagJws(payload.Cid, [new(header, signature)]);
            return new(envelope.ToBlock(), payload, given.Capability);
        }

        internal override void Pass(EventBlocks unsigned) => Take(unsigned.Event);

        SignedEvent Take(Block made)
        {
            if (_next == events.Count)
                throw Mismatch($"there are {events.Count} events and one more is needed");
            var given = events[_next++];
            if (DagCborDecoder.ReadStrict(given.Payload) is { IsOk: false, Error: var fault })
                throw new GraphQLException($"Event {given.Id} is not DAG-CBOR: {fault}", RefusalCode.Malformed);
            if (PrevIn(given.Payload) is { } expected && PrevIn(made.Bytes) is { } actual && expected != actual)
                throw VersionConflict.Of(
                    new(StreamType.Document, InitIn(made.Bytes)),
                    expected,
                    actual,
                    $"The document changed since event {given.Id} was prepared: it builds on {expected}, the tip is {actual}"
                );
            return given.Payload.Span.SequenceEqual(made.Bytes.Span)
                ? given
                : throw Mismatch($"event {given.Id} is not the one that this request makes");
        }

        static Cid? PrevIn(ReadOnlyMemory<byte> payload) => LinkIn(payload, "prev");

        /// <summary>Every event that builds on another one names its init event.</summary>
        static Cid InitIn(ReadOnlyMemory<byte> payload) => LinkIn(payload, "id")!.Value;

        static Cid? LinkIn(ReadOnlyMemory<byte> payload, string member) =>
            BodyOf(payload)?.TryGet(member, out var value) == true && value is IpldLink link ? link.Value : null;

        static byte[]? UniqueIn(ReadOnlyMemory<byte> payload) =>
            BodyOf(payload)?.TryGet("header", out var header) == true
            && header is IpldMap map
            && map.TryGet("unique", out var unique)
            && unique is IpldBytes bytes
                ? bytes.Value.ToArray()
                : null;

        static IpldMap? BodyOf(ReadOnlyMemory<byte> payload) => DagCborDecoder.ReadStrict(payload).Value as IpldMap;

        static GraphQLException Mismatch(string detail) =>
            new($"The signed events do not fit: {detail}", MutationCode.SigningMismatch);
    }

    internal static GraphQLException NotAuthenticated() =>
        new("Ceramic instance is not authenticated", ErrorCodes.Unauthenticated);
}

/// <summary>An event that waits for the caller's signature.</summary>
/// <param name="Payload">The block to sign, or an unsigned init event.</param>
/// <param name="Signer">The DID on whose behalf it is signed.</param>
/// <param name="Protected">JSON text of the header to sign; null when nothing is to be signed.</param>
sealed record PreparedEvent(Block Payload, string Signer, string? Protected);

/// <summary>An event that the caller gives back.</summary>
/// <param name="Id">Its number in the list of prepared events.</param>
/// <param name="Payload">The block, unchanged.</param>
/// <param name="Protected">UTF-8 of the header as signed.</param>
public sealed record SignedEvent(
    string Id,
    ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte>? Protected,
    ReadOnlyMemory<byte>? Signature,
    Block? Capability
);
