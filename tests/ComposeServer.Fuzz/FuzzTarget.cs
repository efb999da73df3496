namespace ComposeServer.Fuzz;

/// <summary>What inputs are made of, which decides the grammar that makes new ones.</summary>
public enum InputForm
{
    /// <summary>Bytes of no grammar.</summary>
    Bytes,

    /// <summary>Short text.</summary>
    Text,

    /// <summary>CBOR.</summary>
    Cbor,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>GraphQL, documents and schemas.</summary>
    GraphQL,
}

/// <summary>One door for bytes from outside, and what must hold whatever comes in by it.</summary>
public abstract class FuzzTarget
{
    /// <summary>Word for the command line and the report.</summary>
    public abstract string Name { get; }

    /// <summary>Which grammar makes inputs from nothing.</summary>
    public virtual InputForm Form => InputForm.Bytes;

    /// <summary>Tokens that mutations put in.</summary>
    public virtual IReadOnlyList<string> Words => [];

    /// <summary>Where the corpus begins.</summary>
    public abstract IEnumerable<byte[]> Seeds();

    /// <summary>An input of this target's own grammar; null for that of <see cref="Form"/>.</summary>
    public virtual byte[]? Make(Random chance) => null;

    /// <summary>Gives an input to the door. What it costs there is counted by <see cref="Door"/>.</summary>
    /// <exception cref="OracleBroken">The door took or refused the input, and should not have, or not like this.</exception>
    public void Run(ReadOnlySpan<byte> input) => Check(input.ToArray());

    /// <inheritdoc cref="Run"/>
    protected abstract void Check(byte[] input);
}
