namespace ComposeServer.Streams.Models;

/// <summary>What a field of a document points to: an entry of <c>relations</c> in a model definition (composedb.md 2.2).</summary>
public abstract record ModelRelation
{
    ModelRelation() { }

    /// <summary>The field holds the DID of an account.</summary>
    public sealed record Account : ModelRelation;

    /// <summary>The field holds the StreamID of a document.</summary>
    /// <param name="Model">Model or interface of the document; null for a document of any model.</param>
    public sealed record Document(StreamId? Model) : ModelRelation;
}
